import * as z from 'zod';
import { error } from '../../base/finding.ts';
import type { Names, Report } from '../names.ts';
import type { Path, Positions } from '../positions.ts';
import type { QualityRule } from '../project.ts';
import { agreesWith } from './agrees-with.ts';
import { condition } from './condition.ts';
import { freshWithin } from './fresh-within.ts';
import { inSet } from './in-set.ts';
import { matches } from './matches.ts';
import { notNull } from './not-null.ts';
import { range } from './range.ts';
import { refersTo } from './refers-to.ts';
import { rowsWithin } from './rows-within.ts';
import type { KnownSource, QualityKind } from './rule.ts';
import { share, shareOf } from './rule.ts';
import { unique } from './unique.ts';

/** Every kind of data-quality rule, by the key it is written under. */
export const qualityKinds = {
  not_null: notNull,
  unique,
  range,
  in_set: inSet,
  matches,
  condition,
  fresh_within: freshWithin,
  rows_within: rowsWithin,
  refers_to: refersTo,
  agrees_with: agreesWith,
} as const;

type Kinds = typeof qualityKinds;
type QualityKey = keyof Kinds;

const keys = Object.keys(qualityKinds) as readonly QualityKey[];

const rule = z.strictObject({
  not_null: notNull.schema.optional(),
  unique: unique.schema.optional(),
  range: range.schema.optional(),
  in_set: inSet.schema.optional(),
  matches: matches.schema.optional(),
  condition: condition.schema.optional(),
  fresh_within: freshWithin.schema.optional(),
  rows_within: rowsWithin.schema.optional(),
  refers_to: refersTo.schema.optional(),
  agrees_with: agreesWith.schema.optional(),
  level: z
    .enum(['warn', 'stop'])
    .optional()
    .describe('stop: a run that breaks it publishes nothing; warn unless given.'),
  tolerated: share.optional().describe('Share of the rows judged that may break it; none unless given.'),
});

/** What a source may say under `quality`. */
export const qualityList = z
  .array(rule)
  .describe('What must hold of the rows, each rule with one of its keys.');

/** The rules of one source; those that cannot be read are told and left out. */
export function resolveQuality(
  written: z.infer<typeof qualityList>,
  own: KnownSource,
  sources: Names<KnownSource>,
  positions: Positions,
  report: Report,
): readonly QualityRule[] {
  return written.flatMap((data, index): readonly QualityRule[] => {
    const at = ['quality', index];
    const [key, ...others] = keys.filter((one) => data[one] !== undefined);
    if (key === undefined || others.length > 0) {
      report(
        error('quality-rule', `A rule needs exactly one of ${keys.map((one) => `\`${one}\``).join(', ')}.`, {
          place: positions.placeOf(at),
          hint: 'Write one `-` for each rule.',
        }),
      );
      return [];
    }
    const pathOf = (path: Path) => [...at, key, ...path];
    const placeOf = (path: Path) => positions.placeOf(pathOf(path));
    const kind = qualityKinds[key] as QualityKind<string, unknown>;
    const demand = kind.make(data[key], { own, sources, positions, report, placeOf, pathOf });
    if (!demand) return [];
    return [
      {
        source: own.source,
        name: key,
        demand,
        level: data.level ?? 'warn',
        tolerated: shareOf(data.tolerated ?? 0),
        place: positions.keyPlaceOf(pathOf([])),
      },
    ];
  });
}
