const { fround } = Math;

/** Coefficients of 2^f for f in -0.5..0.5, highest degree first (Taylor): powers of ln 2 over factorials. */
const [C6, C5, C4, C3, C2, C1] = [6, 5, 4, 3, 2, 1].map((degree) =>
  fround(Math.LN2 ** degree / [1, 1, 2, 6, 24, 120, 720][degree]!),
) as [number, number, number, number, number, number];
const LOG2_E = fround(Math.LOG2E);
const HALVES = Float32Array.from({ length: 128 }, (_, power) => 2 ** -power);

/**
 * e^x in 32-bit floats for x from -60 to 0. Rounding is stated at every step, so that another build can do the same.
 */
export function floatExponential(x: number): number {
  const y = fround(x * LOG2_E);
  const whole = Math.floor(fround(y + 0.5));
  const f = fround(y - whole);
  let sum = fround(fround(C6 * f) + C5);
  sum = fround(fround(sum * f) + C4);
  sum = fround(fround(sum * f) + C3);
  sum = fround(fround(sum * f) + C2);
  sum = fround(fround(sum * f) + C1);
  sum = fround(fround(sum * f) + 1);
  return fround(sum * HALVES[-whole]!);
}
