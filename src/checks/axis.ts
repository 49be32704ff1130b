import type { Segmentation } from '../definitions/project.ts';
import type { Rule } from '../methods/method.ts';
import type { Expression } from '../sql/expression.ts';
import type { Reach } from '../sql/intervals.ts';
import { intervalsOf } from '../sql/intervals.ts';
import type { ValueType } from '../sql/value-type.ts';
import { isOrdered } from '../sql/value-type.ts';

/** The one ordered value that all rules of a segmentation cut, and where each rule is true. */
export interface RuleAxis {
  readonly subject: Expression;
  readonly cuts: readonly [RuleCut, ...RuleCut[]];
}

export interface RuleCut {
  readonly rule: Rule;
  readonly reach: Reach;
}

/** Null where rules look at several values, at none, or at one without an order. */
export function axisOf({ rules }: Segmentation): RuleAxis | null {
  const cuts = rules.flatMap((rule): readonly RuleCut[] => {
    const reach = intervalsOf(rule.when);
    return reach ? [{ rule, reach }] : [];
  });
  const [first, ...rest] = cuts;
  if (!first || cuts.length < rules.length || !isOrdered(first.reach.subject.type)) return null;
  const same = rest.every(({ reach }) => reach.key === first.reach.key);
  return same ? { subject: first.reach.subject, cuts: [first, ...rest] } : null;
}

/** Steps between neighbouring values: per unit for whole numbers and decimals, null where values are continuous. */
export function stepsPerUnit(type: ValueType): number | null {
  if (type.kind === 'integer') return 1;
  return type.kind === 'decimal' ? 10 ** type.scale : null;
}
