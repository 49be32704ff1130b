import type { QualityDemand, QualityRule } from '../../definitions/project.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { agreesWith } from './agrees-with.ts';
import { freshWithin } from './fresh-within.ts';
import { holds } from './holds.ts';
import type { LoadFacts, QualityMeasure, QualityResult, RowPlaces } from './quality-measure.ts';
import { refersTo } from './refers-to.ts';
import { rowsWithin } from './rows-within.ts';
import { unique } from './unique.ts';

type Kind = QualityDemand['kind'];

/** How every kind of demand is measured. */
export const qualityMeasures: { readonly [Each in Kind]: QualityMeasure<Each> } = {
  holds,
  unique,
  'fresh-within': freshWithin,
  'rows-within': rowsWithin,
  'refers-to': refersTo,
  'agrees-with': agreesWith,
};

/** The list is keyed by the kind of its demands, which the compiler does not see through an index. */
const measureOf = ({ demand }: QualityRule) => qualityMeasures[demand.kind] as QualityMeasure<Kind>;

/** One row of aggregates for all rules of one source; null where none of them needs any. */
export function qualityRelation(rules: readonly QualityRule[], rows: Relation): Relation | null {
  const counts = rules.flatMap((rule, index) =>
    measureOf(rule)
      .counts(rule.demand as never)
      .map(({ name, expression }): NamedExpression => ({ name: `${name}_${index}`, expression })),
  );
  return counts.length === 0 ? null : select(rows, counts);
}

/** The statement a rule needs for itself, or null. */
export function qualityApart(rule: QualityRule, places: RowPlaces): Relation | null {
  return measureOf(rule).apart(rule.demand as never, rule.source, places);
}

/** Judges the rule at `index` from the row of its source and that of its own statement. */
export function judgeQuality(
  rule: QualityRule,
  index: number,
  together: MeasuredRow,
  apart: MeasuredRow,
  load: LoadFacts,
): QualityResult {
  const ending = `_${index}`;
  const own = Object.entries(together)
    .filter(([name]) => name.endsWith(ending))
    .map(([name, cell]) => [name.slice(0, -ending.length), cell] as const);
  const row: MeasuredRow = { ...Object.fromEntries(own), ...apart };
  return { rule, ...measureOf(rule).judge(rule.demand as never, rule, row, load) };
}
