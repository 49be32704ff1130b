import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Expression } from '../../sql/expression.ts';
import { choose, integer } from '../../sql/expression.ts';
import { INTEGER } from '../../sql/value-type.ts';
import type { Axis, Likeness, Rule } from '../method.ts';
import { axesOf } from './axes.ts';
import type { Leaves } from './leaves.ts';
import { leavesOf } from './leaves.ts';

/**
 * An ordered list of rules ready to be placed: the first true one takes the customer, the fallback who is left.
 * (Rivest, Learning decision lists, Machine Learning 2, 1987.)
 */
export interface DecisionList {
  readonly rules: readonly Rule[];
  readonly fallback: string;
  readonly leaves: Leaves;
  readonly axes: readonly Axis[];
  readonly asOf: CalendarDate;
  /** A number that placements carry, or null. */
  readonly score: Expression | null;
  /** What rules read beside facts, and the margin then; without it margins are by the ranks of the axes. */
  readonly likeness: Likeness | null;
}

export function decisionList(
  rules: readonly Rule[],
  fallback: string,
  asOf: CalendarDate,
  { score = null, likeness = null }: Partial<Pick<DecisionList, 'score' | 'likeness'>> = {},
): DecisionList {
  const leaves = leavesOf(rules.map((rule) => rule.when));
  const axes = likeness ? [] : axesOf(leaves.expressions, asOf);
  return { rules, fallback, leaves, axes, asOf, score, likeness };
}

/** Column that says whether rule `index` is true, false or unknown of a customer. */
export const ruleColumn = (index: number): string => `rule__${index + 1}`;
/** 0 for the fallback, else the position of the segment among the rules' segments, from 1. */
export const TAKEN = 'taken__by';
/** Index of the first rule that is unknown, or the number of rules. */
export const FIRST_UNKNOWN = 'first__unknown';
/** Index of the rule that took the customer, or the number of rules. */
export const FIRST_TRUE = 'first__true';

/** Segments the rules lead to, each once, in order of first use. */
export function segmentsOf(rules: readonly Rule[]): readonly string[] {
  return [...new Set(rules.map((rule) => rule.segment))];
}

/** The position of the segment the first true rule leads to. */
export function takenBy(list: DecisionList, truths: readonly Expression[]): Expression {
  const segments = segmentsOf(list.rules);
  const branches = list.rules.flatMap((rule, index) => {
    const when = truths[index];
    return when ? [{ when, then: integer(segments.indexOf(rule.segment) + 1) }] : [];
  });
  return branches.length === 0 ? integer(0) : choose(branches, integer(0), INTEGER);
}
