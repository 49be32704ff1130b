/** An exact decimal number: `unscaled` / 10^`scale`, scale at least 0. */
export interface ExactNumber {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Reads digits as literals hold them: `'20'`, `'-12.50'`. */
export function exactNumber(digits: string): ExactNumber {
  const point = digits.indexOf('.');
  const scale = point < 0 ? 0 : digits.length - point - 1;
  return { unscaled: BigInt(digits.replace('.', '')), scale };
}

/** `'-12.50'`: as many digits after the point as the scale says. */
export function formatExact({ unscaled, scale }: ExactNumber): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return scale === 0
    ? sign + digits
    : `${sign}${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
}

/** The same number at a scale at least its own. */
export function rescale(number: ExactNumber, scale: number): ExactNumber {
  return { unscaled: number.unscaled * 10n ** BigInt(scale - number.scale), scale };
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compareExact(a: ExactNumber, b: ExactNumber): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = rescale(a, scale).unscaled - rescale(b, scale).unscaled;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function addExact(a: ExactNumber, b: ExactNumber): ExactNumber {
  const scale = Math.max(a.scale, b.scale);
  return { unscaled: rescale(a, scale).unscaled + rescale(b, scale).unscaled, scale };
}

export function negateExact({ unscaled, scale }: ExactNumber): ExactNumber {
  return { unscaled: -unscaled, scale };
}

export function multiplyExact(a: ExactNumber, b: ExactNumber): ExactNumber {
  return { unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale };
}

/** The greatest whole number not above it. */
export function floorExact({ unscaled, scale }: ExactNumber): bigint {
  const unit = 10n ** BigInt(scale);
  const quotient = unscaled / unit;
  return unscaled % unit < 0n ? quotient - 1n : quotient;
}

/** `left / right` with so many digits after the point, rounded half away from zero; null where `right` is zero. */
export function divideExact(left: ExactNumber, right: ExactNumber, scale: number): ExactNumber | null {
  if (right.unscaled === 0n) return null;
  const places = scale + right.scale - left.scale;
  const dividend = absolute(left.unscaled) * (places > 0 ? 10n ** BigInt(places) : 1n);
  const divisor = absolute(right.unscaled) * (places < 0 ? 10n ** BigInt(-places) : 1n);
  const rounded = (dividend * 2n + divisor) / (divisor * 2n);
  return { unscaled: left.unscaled < 0n === right.unscaled < 0n ? rounded : -rounded, scale };
}

const absolute = (value: bigint) => (value < 0n ? -value : value);
