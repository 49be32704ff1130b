import type { CalendarDate } from '../base/calendar-date.ts';
import { addDays, addMonths, dayNumber, FIRST_DATE, LAST_DATE } from '../base/calendar-date.ts';
import type { ExactNumber } from './exact-number.ts';
import { addExact, exactNumber, formatExact, multiplyExact, negateExact } from './exact-number.ts';
import type { ArithmeticOperator, Expression, IntervalUnit, LiteralValue, Span } from './expression.ts';
import { sameType } from './numeric-types.ts';
import type { ValueType } from './value-type.ts';
import { DATE, DOUBLE, INTEGER, MOST_DIGITS, decimal } from './value-type.ts';

const LEAST_INTEGER = -(2n ** 63n);
const MOST_INTEGER = 2n ** 63n - 1n;

/** An expression with the place it was written at. */
export function at<E extends Expression>(expression: E, span: Span | undefined): E {
  return span ? { ...expression, span } : expression;
}

function literal(value: LiteralValue, type: ValueType, span: Span | undefined): Expression {
  return at({ kind: 'literal', literal: value, type }, span);
}

/**
 * The literal of an exact number in the narrowest type: an integer where it has no digits after the point and
 * fits 64 bits, else the decimal of its own digits. Null when it has more than 38 digits.
 */
export function exactLiteral(number: ExactNumber, span?: Span): Expression | null {
  const digits = formatExact(number);
  const whole = digits.replace(/^-?0?/, '').replace(/\..*/, '').length;
  if (whole + number.scale > MOST_DIGITS) return null;
  const fits = number.unscaled >= LEAST_INTEGER && number.unscaled <= MOST_INTEGER;
  if (number.scale === 0 && fits) return literal({ kind: 'integer', digits }, INTEGER, span);
  const type = decimal(Math.max(whole + number.scale, 1), number.scale);
  return literal({ kind: 'decimal', digits }, type, span);
}

export function doubleLiteral(value: number, span?: Span): Expression | null {
  return Number.isFinite(value) ? literal({ kind: 'double', value }, DOUBLE, span) : null;
}

/** The exact value of a literal integer or decimal, else null. */
export function exactValue(expression: Expression): ExactNumber | null {
  if (expression.kind !== 'literal') return null;
  const { literal } = expression;
  return literal.kind === 'integer' || literal.kind === 'decimal' ? exactNumber(literal.digits) : null;
}

/** The value of a numeric literal as a double, else null. */
export function doubleValue(expression: Expression): number | null {
  if (expression.kind !== 'literal') return null;
  const { literal } = expression;
  if (literal.kind === 'double') return literal.value;
  return literal.kind === 'integer' || literal.kind === 'decimal' ? Number(literal.digits) : null;
}

/** The expression as a value of `type`: a literal is written anew, everything else is cast. */
export function castTo(expression: Expression, type: ValueType): Expression {
  if (sameType(expression.type, type)) return expression;
  if (expression.kind === 'literal') return retype(expression.literal, type, expression.span);
  return { kind: 'cast', operand: expression, type };
}

function retype(value: LiteralValue, type: ValueType, span: Span | undefined): Expression {
  if (value.kind !== 'integer' && value.kind !== 'decimal') return literal(value, type, span);
  if (type.kind === 'double') return literal({ kind: 'double', value: Number(value.digits) }, type, span);
  return literal({ kind: 'decimal', digits: value.digits }, type, span);
}

/** `-x` of a literal as a literal, else null. */
export function foldNegate(operand: Expression, span: Span): Expression | null {
  const exact = exactValue(operand);
  if (exact) return exactLiteral(negateExact(exact), span);
  const value = doubleValue(operand);
  return value === null ? null : doubleLiteral(-value, span);
}

/** Arithmetic of two literals as a literal, else null; division by zero is not one. */
export function foldArithmetic(
  operator: ArithmeticOperator,
  left: Expression,
  right: Expression,
  span: Span,
): Expression | null {
  const exactLeft = exactValue(left);
  const exactRight = exactValue(right);
  if (exactLeft && exactRight && operator !== '/') {
    const folded =
      operator === '*'
        ? multiplyExact(exactLeft, exactRight)
        : addExact(exactLeft, operator === '+' ? exactRight : negateExact(exactRight));
    const literal = exactLiteral(folded, span);
    if (literal) return literal;
  }
  const a = doubleValue(left);
  const b = doubleValue(right);
  if (a === null || b === null) return null;
  const results = { '+': a + b, '-': a - b, '*': a * b, '/': b === 0 ? Number.NaN : a / b };
  return doubleLiteral(results[operator], span);
}

/** A day moved by an interval; null where that leaves 1900–2299. A day the month lacks becomes its last. */
export function moveDate(date: CalendarDate, amount: number, unit: IntervalUnit): CalendarDate | null {
  const step = DAYS_OR_MONTHS[unit];
  const count = amount * step.each;
  const position = step.months
    ? Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
    : dayNumber(date);
  const [first, last] = step.months
    ? [1900 * 12, 2299 * 12 + 11]
    : [dayNumber(FIRST_DATE), dayNumber(LAST_DATE)];
  if (position + count < first || position + count > last) return null;
  return step.months ? addMonths(date, count) : addDays(date, count);
}

const DAYS_OR_MONTHS: Readonly<Record<IntervalUnit, { readonly each: number; readonly months: boolean }>> = {
  day: { each: 1, months: false },
  week: { each: 7, months: false },
  month: { each: 1, months: true },
  year: { each: 12, months: true },
};

/** `date '...'` moved by an interval as a literal, else null. */
export function foldInterval(
  date: Expression,
  amount: number,
  unit: IntervalUnit,
  span: Span,
): Expression | null {
  if (date.kind !== 'literal' || date.literal.kind !== 'date') return null;
  const value = moveDate(date.literal.value as CalendarDate, amount, unit);
  return value && literal({ kind: 'date', value }, DATE, span);
}
