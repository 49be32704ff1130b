import { and, isNull, not } from '../expression.ts';
import type { Expression } from '../expression.ts';
import type { Printer, Spelling } from './dialect.ts';

/** No column is called so: ids begin with a letter. */
const MOMENT = '_moment';

export const valueAt: Spelling<'value-at'> = ({ end, operand, at, where }, printer, { events }) => {
  const known = [operand, at].map((part) => not(isNull(part)));
  return events.valueAt(end, printer.whole(operand), printer.whole(at), rowsOf([where, ...known], printer));
};

/**
 * Each step is reached at its first moment that is not before the one at which the step before was reached: no other
 * choice reaches further.
 */
export const stepsReached: Spelling<'steps-reached'> = ({ at, steps, where }, printer, { events }) => {
  const moment = printer.whole(at);
  const reached: string[] = [];
  for (const step of steps) {
    const rows = rowsOf([where, step, not(isNull(at))], printer);
    const before = reached.at(-1);
    reached.push(
      before === undefined
        ? `min(${moment})${rows}`
        : events.leastFrom(events.moments(moment, rows), before, MOMENT),
    );
  }
  const cases = reached.map((text, index) => `when ${text} is not null then ${index + 1}`).toReversed();
  return `case ${cases.join(' ')} else 0 end`;
};

function rowsOf(conditions: readonly (Expression | null)[], printer: Printer): string {
  const all = conditions.filter((condition) => condition !== null);
  return ` filter (where ${printer.whole(and(all))})`;
}
