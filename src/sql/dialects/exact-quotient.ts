import { INTEGER_DIGITS } from '../numeric-types.ts';
import type { ValueType } from '../value-type.ts';

/** How a dialect spells whole numbers of up to 38 digits and more; `digits` is the most that any of a calculation has. */
export interface WholeNumbers {
  /** A printed exact value times a power of ten that makes it whole, as a whole number. */
  whole(text: string, type: ValueType, power: string, digits: number): string;
  /** Divides whole numbers and drops the rest; whatever it says of a divisor of zero is not looked at. */
  divide(left: string, right: string, digits: number): string;
  /** A whole number divided by a power of ten, as a decimal. */
  scaled(text: string, type: Extract<ValueType, { readonly kind: 'decimal' }>): string;
}

const scaleOf = (type: ValueType): number => (type.kind === 'decimal' ? type.scale : 0);
const precisionOf = (type: ValueType): number => (type.kind === 'decimal' ? type.precision : INTEGER_DIGITS);
const powerOfTen = (digits: number): string => `1${'0'.repeat(digits)}`;

/**
 * `left / right` as a decimal, rounded half away from zero to its scale: both sides become whole numbers and twice
 * the dividend with the divisor added is divided by twice the divisor. No double takes part, so it is the same on
 * every engine. The divisor is positive; zero makes the result missing.
 */
export function exactQuotient(
  left: { readonly text: string; readonly type: ValueType },
  right: { readonly text: string; readonly type: ValueType },
  type: Extract<ValueType, { readonly kind: 'decimal' }>,
  numbers: WholeNumbers,
): string {
  const [leftScale, rightScale] = [scaleOf(left.type), scaleOf(right.type)];
  const spare = Math.max(type.scale + rightScale - leftScale, 0);
  const lack = Math.max(leftScale - type.scale - rightScale, 0);
  const [leftShift, rightShift] = [leftScale + spare, rightScale + lack];
  // One more for twice the one and the other beside it.
  const digits = Math.max(precisionOf(left.type) + leftShift, precisionOf(right.type) + rightShift) + 1;
  const dividend = numbers.whole(left.text, left.type, powerOfTen(leftShift), digits);
  const divisor = numbers.whole(right.text, right.type, powerOfTen(rightShift), digits);
  const rounded = numbers.divide(`(abs(${dividend}) * 2 + ${divisor})`, `(${divisor} * 2)`, digits);
  const signed = `(case when ${left.text} < 0 then -1 else 1 end * ${rounded})`;
  return `case when ${right.text} > 0 then ${numbers.scaled(signed, type)} end`;
}
