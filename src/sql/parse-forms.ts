import { parseCalendarDate } from '../base/calendar-date.ts';
import type { IntervalUnit } from './expression.ts';
import type { Grammar } from './grammar.ts';
import type { Syntax } from './syntax.ts';

/** Longest interval per unit: a hundred years. */
const LONGEST: Readonly<Record<IntervalUnit, number>> = { day: 36_500, week: 5_200, month: 1_200, year: 100 };

/** `date '2026-01-31'` */
export function parseDate(grammar: Grammar): Syntax {
  const { start } = grammar.cursor.next().span;
  const { value, span } = grammar.cursor.next();
  if (parseCalendarDate(value) === null)
    grammar.log.report(
      'condition-date',
      span,
      `'${value.slice(0, 40)}' is not a day between 1900-01-01 and 2299-12-31.`,
      "write date '2026-01-31'",
    );
  return grammar.tree.place({ kind: 'date', value }, start);
}

/** `interval 30 days` */
export function parseInterval(grammar: Grammar): Syntax {
  const { cursor } = grammar;
  const { start } = cursor.next().span;
  const number = cursor.next();
  const unit = /^(day|week|month|year)s?$/.exec(cursor.peek().key)?.[1] as IntervalUnit | undefined;
  if (number.kind !== 'number' || !/^\d{1,9}$/.test(number.value) || !unit) {
    const span = { start, end: unit ? cursor.next().span.end : cursor.end };
    cursor.skipOperand();
    const message = 'An interval is a whole number of days, weeks, months or years.';
    grammar.log.report('condition-interval', span, message, 'write interval 30 day');
    return grammar.tree.hole(start);
  }
  const amount = Number(number.value);
  cursor.next();
  if (amount > LONGEST[unit]) {
    const message = `An interval is at most ${LONGEST[unit]} ${unit}s.`;
    grammar.log.report('condition-interval', number.span, message);
  }
  return grammar.tree.place({ kind: 'interval', amount, unit }, start);
}

/** `segment('value')` */
export function parseSegment(grammar: Grammar): Syntax {
  const { cursor } = grammar;
  const { start } = cursor.next().span;
  cursor.next();
  const token = cursor.peek();
  if (token.kind === 'text') cursor.next();
  else {
    cursor.refuse(`Expected the id of a segmentation, found ${cursor.found()}.`, "write segment('value')");
    cursor.skipGroup();
  }
  cursor.expect(')', 'segment(');
  return token.kind === 'text'
    ? grammar.tree.place({ kind: 'segment', segmentation: token.value }, start)
    : grammar.tree.hole(start);
}

/** `at_least(2, a, b, c)` */
export function parseAtLeast(grammar: Grammar): Syntax {
  const { cursor } = grammar;
  const { start } = cursor.next().span;
  const number = cursor.peek(1);
  const [count, ...operands] = grammar.list('at_least');
  const most = operands.length;
  if (count?.kind !== 'number' || !/^\d+$/.test(count.digits)) {
    const message = 'at_least begins with how many of its conditions must hold.';
    grammar.log.report('condition-arguments', number.span, message, 'write at_least(2, a, b, c)');
    return grammar.tree.hole(start, operands);
  }
  const value = Number(count.digits);
  if (value < 1 || value > most) {
    const message = `at_least has ${most} condition${most === 1 ? '' : 's'}, so it can ask for 1 to ${most} of them.`;
    grammar.log.report('condition-arguments', number.span, most ? message : 'at_least has no conditions.');
  }
  return grammar.tree.place({ kind: 'at-least', count: value, operands }, start);
}

/** `case when a then 1 when b then 2 else 3 end` */
export function parseCase(grammar: Grammar): Syntax {
  const { cursor } = grammar;
  const { start } = cursor.next().span;
  const branches: { when: Syntax; then: Syntax }[] = [];
  if (!cursor.at('when')) cursor.expect('when', 'case');
  else cursor.next();
  do {
    const when = grammar.expression(0);
    cursor.expect('then', 'when');
    branches.push({ when, then: grammar.expression(0) });
  } while (cursor.accept('when'));
  const otherwise = cursor.accept('else') ? grammar.expression(0) : null;
  cursor.expect('end', 'case');
  return grammar.tree.place({ kind: 'case', branches, otherwise }, start);
}
