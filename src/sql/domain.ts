import type { CalendarDate } from '../base/calendar-date.ts';
import { dateOfDayNumber, dayNumber, FIRST_DATE, LAST_DATE } from '../base/calendar-date.ts';
import type { ExactNumber } from './exact-number.ts';
import { floorExact, formatExact, negateExact } from './exact-number.ts';
import type { ComparisonOperator, LiteralValue } from './expression.ts';
import { exactNumber } from './exact-number.ts';
import type { ValueType } from './value-type.ts';
import type { Domain, Key, ValueSet } from './value-set.ts';
import { complement, intersection, nextKey } from './value-set.ts';

const INTEGERS: Domain = { from: -(2n ** 63n), below: 2n ** 63n };
const DATES: Domain = { from: BigInt(dayNumber(FIRST_DATE)), below: BigInt(dayNumber(LAST_DATE)) + 1n };
const BOOLEANS: Domain = { from: 0n, below: 2n };
const DOUBLES: Domain = { from: -doubleKey(Number.MAX_VALUE), below: doubleKey(Number.MAX_VALUE) + 1n };

export const TRUE_KEY: ValueSet = [{ from: 1n, below: 2n }];

/** How two values stand to each other: -1, 0 or 1. */
export const ORDERS: Domain = { from: -1n, below: 2n };

/** All values of a type, or null where a condition does not know it. Decimals count in units of their scale. */
export function domainOf(type: ValueType): Domain | null {
  switch (type.kind) {
    case 'integer':
      return INTEGERS;
    case 'decimal': {
      const below = 10n ** BigInt(type.precision);
      return { from: 1n - below, below };
    }
    case 'double':
      return DOUBLES;
    case 'text':
      return { from: '', below: null };
    case 'date':
      return DATES;
    case 'boolean':
      return BOOLEANS;
    case 'timestamp':
      return null;
  }
}

/** The values of a type for which `value operator constant` is true; null where the two do not go together. */
export function valuesWhere(
  type: ValueType,
  operator: ComparisonOperator,
  constant: LiteralValue,
): ValueSet | null {
  const domain = domainOf(type);
  const cut = cutAt(type, constant);
  if (!domain || !cut) return null;
  const { from, above } = cut;
  const within = (set: ValueSet) => intersection(set, [domain]);
  switch (operator) {
    case '<':
      return within([{ from: domain.from, below: from }]);
    case '<=':
      return within([{ from: domain.from, below: above }]);
    case '>':
      return within([{ from: above, below: null }]);
    case '>=':
      return within([{ from, below: null }]);
    case '=':
      return within([{ from, below: above }]);
    case '<>':
      return complement(within([{ from, below: above }]), domain);
  }
}

/** First keys not below and above a constant; the same where it lies between two values of the type. */
function cutAt(type: ValueType, constant: LiteralValue): { readonly from: Key; readonly above: Key } | null {
  switch (constant.kind) {
    case 'integer':
    case 'decimal': {
      if (type.kind !== 'integer' && type.kind !== 'decimal') return null;
      const number = inUnits(exactNumber(constant.digits), type.kind === 'integer' ? 0 : type.scale);
      return { from: -floorExact(negateExact(number)), above: floorExact(number) + 1n };
    }
    case 'double':
      return type.kind === 'double' ? at(doubleKey(constant.value)) : null;
    case 'date':
      return type.kind === 'date' ? at(BigInt(dayNumber(constant.value as CalendarDate))) : null;
    case 'text':
      return type.kind === 'text' ? at(constant.value) : null;
    case 'boolean':
    case 'null':
      return null;
  }
}

function at(key: Key): { readonly from: Key; readonly above: Key } {
  return { from: key, above: nextKey(key) };
}

/** The number counted in units of 10^-scale, perhaps a fraction of one. */
function inUnits({ unscaled, scale }: ExactNumber, unit: number): ExactNumber {
  if (unit <= scale) return { unscaled, scale: scale - unit };
  return { unscaled: unscaled * 10n ** BigInt(unit - scale), scale: 0 };
}

/** Keeps the order of doubles: the next key is the next double; -0 and 0 are one. */
function doubleKey(value: number): bigint {
  const bits = BigInt.asIntN(64, new BigInt64Array(new Float64Array([value]).buffer)[0] ?? 0n);
  return bits < 0n ? -BigInt.asUintN(63, bits) : bits;
}

function doubleOfKey(key: bigint): number {
  const magnitude = new Float64Array(new BigInt64Array([key < 0n ? -key : key]).buffer)[0] ?? 0;
  return key < 0n ? -magnitude : magnitude;
}

/** The value a key stands for as people write it: `19.99`, `2026-01-31`, `enterprise`. */
export function formatKey(type: ValueType, key: Key): string {
  if (typeof key === 'string') return key;
  switch (type.kind) {
    case 'decimal':
      return formatExact({ unscaled: key, scale: type.scale });
    case 'double':
      return String(doubleOfKey(key));
    case 'date':
      return dateOfDayNumber(Number(key));
    case 'boolean':
      return String(key === 1n);
    default:
      return String(key);
  }
}
