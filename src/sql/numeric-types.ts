import type { Expression } from './expression.ts';
import type { ValueType } from './value-type.ts';
import { DOUBLE, INTEGER, MOST_DIGITS, decimal } from './value-type.ts';

/** Digits of the largest 64-bit integer. */
export const INTEGER_DIGITS = 19;

/** An exact type by its digits before and after the point. */
interface Digits {
  readonly whole: number;
  readonly scale: number;
}

/**
 * What an expression counts as where exact numbers meet: an integer literal has its own digits, any other
 * integer 19, a decimal those of its type. Null for doubles, which are not exact.
 */
function digitsOf(expression: Expression): Digits | null {
  const { type } = expression;
  if (type.kind === 'decimal') return { whole: type.precision - type.scale, scale: type.scale };
  if (type.kind !== 'integer') return null;
  const literal = expression.kind === 'literal' && expression.literal.kind === 'integer';
  const whole = literal ? expression.literal.digits.replace('-', '').length : INTEGER_DIGITS;
  return { whole, scale: 0 };
}

/** The decimal with these digits, or double where they are more than 38. */
function exactType({ whole, scale }: Digits): ValueType {
  return whole + scale <= MOST_DIGITS ? decimal(Math.max(whole + scale, 1), scale) : DOUBLE;
}

/** Null when one of them is a double. */
function allDigits(expressions: readonly Expression[]): readonly Digits[] | null {
  const digits = expressions.map(digitsOf);
  return digits.every((each) => each !== null) ? digits : null;
}

const most = (numbers: readonly number[]) => Math.max(...numbers);

/**
 * The one type that numbers are compared in: integers stay integers, exact ones become the decimal that holds
 * them all, and anything else, or more than 38 digits, becomes double.
 */
export function commonNumericType(expressions: readonly Expression[]): ValueType {
  if (expressions.every(({ type }) => type.kind === 'integer')) return INTEGER;
  const digits = allDigits(expressions);
  if (digits === null) return DOUBLE;
  return exactType({ whole: most(digits.map((d) => d.whole)), scale: most(digits.map((d) => d.scale)) });
}

/** Type of a sum or difference: one digit more before the point than either. */
export function sumType(left: Expression, right: Expression): ValueType {
  const digits = allDigits([left, right]);
  if (digits === null) return DOUBLE;
  return exactType({ whole: most(digits.map((d) => d.whole)) + 1, scale: most(digits.map((d) => d.scale)) });
}

/** Type of a product: the digits of both. */
export function productType(left: Expression, right: Expression): ValueType {
  const digits = allDigits([left, right]);
  if (digits === null) return DOUBLE;
  return exactType({
    whole: digits.reduce((sum, d) => sum + d.whole, 0),
    scale: digits.reduce((sum, d) => sum + d.scale, 0),
  });
}

/** The type an operand of arithmetic has on its own: a decimal for integers, else its own. */
export function exactOperandType(operand: Expression): ValueType {
  const digits = digitsOf(operand);
  return digits === null ? DOUBLE : exactType(digits);
}

export function sameType(a: ValueType, b: ValueType): boolean {
  if (a.kind === 'decimal' && b.kind === 'decimal') return a.precision === b.precision && a.scale === b.scale;
  return a.kind === b.kind;
}
