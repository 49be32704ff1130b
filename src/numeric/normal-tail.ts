const FAR = 7.07106781186547;
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/**
 * The chance that a standard normal exceeds `z`, which is 0 or more: absolute error below 1e-15, relative below 1e-8.
 */
export function normalTail(z: number): number {
  return tailOverBell(z) * Math.exp((-z * z) / 2);
}

/**
 * `normalTail(z) / exp(-z * z / 2)`, for whoever has the exponential already. `z` is 0 or more.
 * Source: Hart et al., Computer Approximations (1968), 5666; a continued fraction above 7.07.
 */
export function tailOverBell(z: number): number {
  if (z >= FAR) return 1 / (continuedFraction(z) * ROOT_TWO_PI);
  const numerator =
    (((((3.52624965998911e-2 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z +
      112.079291497871) *
      z +
      221.213596169931) *
      z +
    220.206867912376;
  const denominator =
    ((((((8.83883476483184e-2 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z +
      296.564248779674) *
      z +
      637.333633378831) *
      z +
      793.826512519948) *
      z +
    440.413735824752;
  return numerator / denominator;
}

function continuedFraction(z: number): number {
  let value = z + 0.65;
  for (let term = 8; term >= 1; term--) value = z + term / value;
  return value;
}

/** The chance that a standard normal falls between `low` and `high`, exact in the tails too; either may be infinite. */
export function normalMass(low: number, high: number): number {
  if (low >= 0) return normalTail(low) - (high === Infinity ? 0 : normalTail(high));
  if (high <= 0) return normalMass(-high, -low);
  return 1 - normalMass(-low, Infinity) - normalMass(high, Infinity);
}
