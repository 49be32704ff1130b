import type { CalendarDate } from '../../base/calendar-date.ts';
import { addDays, addMonths } from '../../base/calendar-date.ts';
import type { Expression, LiteralValue } from '../../sql/expression.ts';

/** A literal, or a date counted from the as-of date, as a literal; null for anything that depends on a customer. */
export function constantOf(expression: Expression, asOf: CalendarDate): LiteralValue | null {
  switch (expression.kind) {
    case 'literal':
      return expression.literal.kind === 'null' ? null : expression.literal;
    case 'as-of':
      return { kind: 'date', value: asOf };
    case 'add-interval': {
      const from = constantOf(expression.date, asOf);
      if (from?.kind !== 'date') return null;
      const date = from.value as CalendarDate;
      const { amount, unit } = expression;
      if (unit === 'day' || unit === 'week')
        return { kind: 'date', value: addDays(date, amount * (unit === 'week' ? 7 : 1)) };
      return { kind: 'date', value: addMonths(date, amount * (unit === 'year' ? 12 : 1)) };
    }
    default:
      return null;
  }
}

/** Negative, zero or positive, exact for integers and decimals of any length. Both must be of one type. */
export function compareConstants(a: LiteralValue, b: LiteralValue): number {
  if (a.kind === 'date' && b.kind === 'date') return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (a.kind === 'double' || b.kind === 'double') return asNumber(a) - asNumber(b);
  const [x, y] = [scaled(a), scaled(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const SCALE = 38;

function scaled(value: LiteralValue): bigint {
  if (value.kind !== 'integer' && value.kind !== 'decimal')
    throw new TypeError(`not a number: ${value.kind}`);
  const [whole = '0', fraction = ''] = value.digits.split('.');
  const magnitude = BigInt(whole.replace('-', '') + fraction.padEnd(SCALE, '0').slice(0, SCALE));
  return value.digits.startsWith('-') ? -magnitude : magnitude;
}

function asNumber(value: LiteralValue): number {
  if (value.kind === 'double') return value.value;
  if (value.kind === 'integer' || value.kind === 'decimal') return Number(value.digits);
  throw new TypeError(`not a number: ${value.kind}`);
}
