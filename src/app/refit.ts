import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error, warning } from '../base/finding.ts';
import type { Segmentation } from '../definitions/project.ts';
import type { Engine } from '../engines/engine.ts';
import type { FitDrift } from '../measures/fit-drift.ts';
import type { NameMatch } from '../measures/name-matches.ts';
import { nameMatches } from '../measures/name-matches.ts';
import type { SegmentPair } from '../measures/segment-pairs.ts';
import type { Fit } from '../methods/method.ts';
import { fitOf } from '../plan/fits.ts';
import { recordFits } from '../warehouse/fits.ts';
import type { AppContext } from './context.ts';
import { agesOf } from './steps/ages-of.ts';
import { driftOfFit, learnAgain, movedByFit } from './steps/learn-again.ts';
import type { ProfiledSnapshot } from './steps/profiled-snapshot.ts';
import { profiledSnapshot } from './steps/profiled-snapshot.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { isFinding, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

/** What learning anew would change, over the customers of the newest snapshot whose facts are kept. */
export interface RefitResult {
  readonly segmentation: string;
  readonly title: string;
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly currency: string;
  readonly minimumCount: number;
  readonly before: { readonly hash: string; readonly learnedAsOf: CalendarDate };
  readonly after: { readonly hash: string; readonly learnedAsOf: CalendarDate };
  readonly customers: number;
  /** Those who would be in another segment; every pair of segments with anybody in it is in `pairs`. */
  readonly moved: number;
  readonly pairs: readonly SegmentPair[];
  readonly segments: readonly (NameMatch & { readonly title: string })[];
  /** How customers fit what was learned before; null where the method has no such number. */
  readonly drift: FitDrift | null;
  /** Whether the next run uses what was learned now. */
  readonly kept: boolean;
}

const input = z.object({
  segmentation: z.string().describe('Id of a segmentation that learns'),
  keep: z.boolean().default(false).describe('Keep what was learned: the next run places by it'),
});

export const refit = defineUseCase({
  name: 'refit',
  summary: 'Learn anew from the newest facts, and say who would move because of it; keep it if asked',
  effect: 'writes',
  input,
  positional: ['segmentation'],
  run: (asked, context) =>
    withState<RefitResult>(context, async ({ engine }) => {
      const profiled = await profiledSnapshot(engine, asked.segmentation, null);
      if (isFinding(profiled)) return found<RefitResult>(null, [profiled]);
      const { segmentation, fit: before } = profiled;
      if (!before) return found<RefitResult>(null, [nothingLearned(segmentation)]);
      const hindrance = asked.keep ? await cannotKeep(profiled, before, context) : null;
      if (hindrance) return found<RefitResult>(null, [hindrance]);
      const after = await learnAgain(engine, profiled, before);
      if (isFinding(after)) return found<RefitResult>(null, [after]);
      const result = await compared(engine, profiled, before, after);
      const isNew = after.fitHash !== before.fitHash;
      if (asked.keep && isNew) await recordFits([after], engine, profiled.snapshot.runId);
      return found(
        { ...result, kept: asked.keep && isNew },
        isNew ? result.segments.flatMap((one) => unsureName(segmentation, one)) : [],
        await agesOf(engine, profiled.snapshot, profiled.project.timeZone, context),
      );
    }),
});

async function compared(
  engine: Engine,
  profiled: ProfiledSnapshot,
  before: Fit,
  after: Fit,
): Promise<Omit<RefitResult, 'kept'>> {
  const { segmentation, snapshot, project } = profiled;
  const pairs = await movedByFit(engine, profiled, after);
  const all = [...segmentation.segments, segmentation.fallback];
  const place = (id: string) => all.findIndex((one) => one.id === id);
  const matches = nameMatches(
    pairs,
    all.map(({ id }) => id),
  );
  const sum = (some: readonly SegmentPair[]) => some.reduce((total, { customers }) => total + customers, 0);
  return {
    ...{ segmentation: segmentation.id, title: segmentation.title, currency: project.currency },
    ...{ asOf: snapshot.asOf, runId: snapshot.runId, minimumCount: project.limits.minimumCount },
    before: { hash: before.fitHash, learnedAsOf: before.learnedAsOf },
    after: { hash: after.fitHash, learnedAsOf: after.learnedAsOf },
    customers: sum(pairs),
    moved: sum(pairs.filter(({ from, to }) => from !== to)),
    pairs: pairs.toSorted((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to)),
    segments: matches.map((match, index) => ({ ...match, title: all[index]?.title ?? match.segment })),
    drift: await driftOfFit(engine, profiled, before),
  };
}

/** A fit can be kept only for a definition that would use it. */
async function cannotKeep(
  { segmentation, snapshot }: ProfiledSnapshot,
  before: Fit,
  context: AppContext,
): Promise<Finding | null> {
  const { project } = await readProjectDefinitions(context);
  const now = project?.segmentations.find(({ id }) => id === segmentation.id);
  const isSame =
    now?.learning && fitOf(now, now.learning, before.parameters, snapshot.asOf).fitHash === before.fitHash;
  if (!now?.learning || !isSame)
    return error('definition-changed', `\`${segmentation.id}\` is not defined as it was when it learned.`, {
      hint: 'Run `clade run`: with other options or another basis it learns anew by itself.',
    });
  if (now.learning.refit === 'always')
    return error('refit-always', `\`${segmentation.id}\` learns anew at every run; nothing needs keeping.`, {
      hint: 'Leave `refit: always` out to decide yourself when it learns.',
    });
  return null;
}

function nothingLearned({ id, method }: Segmentation): Finding {
  return error('nothing-learned', `\`${id}\` is placed by ${method} and has learned nothing.`, {
    hint: 'Name a segmentation whose method learns, after a run with enough customers.',
  });
}

function unsureName(segmentation: Segmentation, { segment, jaccard, isSame }: NameMatch): readonly Finding[] {
  if (isSame) return [];
  return [
    warning(
      'refit-name-unsure',
      `\`${segment}\` of \`${segmentation.id}\` would be a group of other customers: it shares ${((jaccard ?? 0) * 100).toFixed(0)} % of those in it before or after.`,
      {
        place: segmentation.segments.find(({ id }) => id === segment)?.place ?? segmentation.place,
        hint: 'Look at who is in it (`clade profile`) and give it another id and title if it is another group.',
      },
    ),
  ];
}
