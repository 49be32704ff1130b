import { SHORTEST_STEP } from '../base/day-grid.ts';
import { error, warning } from '../base/finding.ts';
import type { HysteresisData } from '../methods/hysteresis/schema.ts';
import type { MethodReading, MethodScope, Stay } from '../methods/method.ts';
import type { Report } from './names.ts';
import type { Path } from './positions.ts';
import type { Hysteresis } from './project.ts';

/** A segment as far as it can say when it is left. */
interface Leaving {
  readonly id: string;
  readonly stays?: string | undefined;
}

/** How a segmentation holds its customers; null where it does not. */
export function readHysteresis(
  data: {
    readonly hysteresis?: HysteresisData | undefined;
    readonly segments: readonly Leaving[];
    readonly fallback: Leaving;
  },
  byMethod: Pick<MethodReading, 'stays'>,
  scope: MethodScope,
  report: Report,
): Hysteresis | null {
  const leaving = [
    ...data.segments.map((segment, index) => ({ segment, path: ['segments', index] })),
    { segment: data.fallback, path: ['fallback'] },
  ];
  const own = leaving.flatMap(({ segment, path }) => {
    const { id, stays } = segment;
    return stays === undefined ? [] : [{ id, text: stays, path: [...path, 'stays'] }];
  });
  const { hysteresis } = data;
  if (!hysteresis) {
    for (const { id, path } of own) report(staysAlone(id, path, scope));
    return null;
  }
  judgeGrid(hysteresis, scope, report);
  const written = own.flatMap((one) => readStay(one, scope, report));
  const said = new Set(own.map(({ id }) => id));
  const { every, weekday = 'sunday', dwell = 0 } = hysteresis;
  return {
    grid: { every, weekday },
    dwell,
    stays: [...written, ...(byMethod.stays ?? []).filter(({ segment }) => !said.has(segment))],
    place: scope.placeOf(['hysteresis']),
  };
}

function judgeGrid(
  { every, weekday, dwell = 0 }: HysteresisData,
  { placeOf }: MethodScope,
  report: Report,
): void {
  if (weekday !== undefined && every !== 'week')
    report(
      error('hysteresis-weekday', `\`every: ${every}\` has no weekday.`, {
        place: placeOf(['hysteresis', 'weekday']),
        hint: 'Remove it, or write `every: week`.',
      }),
    );
  const step = SHORTEST_STEP[every];
  if (dwell > 0 && dwell <= step)
    report(
      warning(
        'dwell-below-grid',
        `This dwell holds nobody: with \`every: ${every}\` nobody moves sooner anyhow.`,
        {
          place: placeOf(['hysteresis', 'dwell']),
          hint: `Write more than ${step}, or remove it.`,
        },
      ),
    );
}

function readStay(
  { id, text, path }: { readonly id: string; readonly text: string; readonly path: Path },
  scope: MethodScope,
  report: Report,
): readonly Stay[] {
  const { written, findings } = scope.condition(path, text);
  findings.forEach(report);
  if (!written) return [];
  return [{ segment: id, when: written.expression, written, place: scope.placeOf(path) }];
}

const staysAlone = (id: string, path: Path, { placeOf }: MethodScope) =>
  error('stays-without-hysteresis', `Nobody is held in \`${id}\`: the segmentation has no \`hysteresis\`.`, {
    place: placeOf(path),
    hint: 'Write `hysteresis: { every: week }` beside `segments`, or remove `stays`.',
  });
