import type { Expression } from './expression.ts';
import { FALSE, TRUE, UNKNOWN, logicOf } from './logic.ts';
import { Search } from './search.ts';

/**
 * Whether some row, of the columns' types, makes a condition true. `never` is certain; `possible` is what is
 * left, and exact for and, or, not, at_least, `is` and equalities over comparisons of separate columns with constants.
 */
export function canBeTrue(expression: Expression): 'never' | 'possible' {
  return new Search().finds([{ logic: logicOf(expression), outcomes: TRUE }]) ? 'possible' : 'never';
}

/** True or false where every row makes it so; null where rows differ, it may be unknown, or nobody can tell. */
export function truthOf(expression: Expression): boolean | null {
  const outcomes = new Search().outcomesOf(logicOf(expression));
  if (outcomes === TRUE) return true;
  return outcomes === FALSE ? false : null;
}

/**
 * Indices of earlier conditions such that, whenever `rule` is true, one of them is; null where that is not
 * certain. None of them can be left out; none are needed when the rule is never true.
 */
export function coverOf(rule: Expression, earlier: readonly Expression[]): readonly number[] | null {
  const wanted = { logic: logicOf(rule), outcomes: TRUE };
  const logics = earlier.map(logicOf);
  const covers = (indices: readonly number[]) => {
    const spared = logics.filter((_, index) => indices.includes(index));
    return !new Search().finds([wanted, ...spared.map((logic) => ({ logic, outcomes: FALSE | UNKNOWN }))]);
  };
  let needed: readonly number[] = earlier.map((_, index) => index);
  if (!covers(needed)) return null;
  for (const index of needed.toReversed()) {
    const fewer = needed.filter((other) => other !== index);
    if (covers(fewer)) needed = fewer;
  }
  return needed;
}

/** Whether one of the earlier conditions is true whenever `rule` is. */
export function isCoveredBy(rule: Expression, earlier: readonly Expression[]): boolean {
  return coverOf(rule, earlier) !== null;
}
