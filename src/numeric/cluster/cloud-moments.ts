import type { Cloud, Scores } from './cloud.ts';
import { COEFFICIENTS, FREEDOMS, LEAST_NOISE } from './cloud.ts';

/**
 * Weighted sums of columns, pair by pair over the rows that have both, `[one * width + other]`: how much they weigh, the
 * values of the first, and products. Sums of two parts of the rows add up to those of both.
 */
export interface Moments {
  readonly width: number;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  readonly products: Float64Array;
}

/** The moments of rows, each counted with its weight; those that weigh less than `least` have no say. */
export function momentsOf({ rows, width, values }: Scores, weights: ArrayLike<number>, least = 0): Moments {
  const moments = noMoments(width);
  const present = new Uint8Array(width);
  const row = new Float64Array(width);
  for (let r = 0; r < rows; r++) {
    if (weights[r]! < least) continue;
    let count = 0;
    for (let c = 0; c < width; c++) {
      const value = values[c * rows + r]!;
      if (Number.isNaN(value)) continue;
      present[count] = c;
      row[count++] = value;
    }
    addRow(moments, present, row, count, weights[r]!);
  }
  return moments;
}

function addRow(
  { width, weights, sums, products }: Moments,
  present: Uint8Array,
  row: Float64Array,
  count: number,
  weight: number,
): void {
  for (let i = 0; i < count; i++) {
    const one = present[i]! * width;
    const weighed = weight * row[i]!;
    for (let j = 0; j < count; j++) {
      const at = one + present[j]!;
      weights[at] = weights[at]! + weight;
      sums[at] = sums[at]! + weighed;
      products[at] = products[at]! + weighed * row[j]!;
    }
  }
}

const noMoments = (width: number): Moments => ({
  width,
  weights: new Float64Array(width * width),
  sums: new Float64Array(width * width),
  products: new Float64Array(width * width),
});

/** The moments of several parts together. */
export function addMoments(parts: readonly Moments[]): Moments {
  const all = noMoments(parts[0]?.width ?? 0);
  for (const part of parts)
    for (let i = 0; i < all.weights.length; i++) {
      all.weights[i]! += part.weights[i]!;
      all.sums[i]! += part.sums[i]!;
      all.products[i]! += part.products[i]!;
    }
  return all;
}

/** Means, and covariances `[one * width + other]`; 0 where no row has both. */
function covariancesOf({ width, weights, sums, products }: Moments) {
  const means = Float64Array.from({ length: width }, (_, c) => {
    const at = c * width + c;
    return weights[at]! < LEAST ? 0 : sums[at]! / weights[at]!;
  });
  const covariances = new Float64Array(width * width);
  for (let a = 0; a < width; a++)
    for (let b = 0; b < width; b++) {
      const [at, turned] = [a * width + b, b * width + a];
      if (weights[at]! < LEAST) continue;
      const [x, y] = [means[a]!, means[b]!];
      const together = products[at]! - y * sums[at]! - x * sums[turned]! + x * y * weights[at]!;
      covariances[at] = together / weights[at]!;
    }
  return { means, covariances };
}

/** Rows that weigh less together say nothing. */
const LEAST = 1e-9;
/** Rounds over covariances alone cost next to nothing. */
const ROUNDS = 40;

/**
 * The normal cloud of these moments, its columns going their own ways or with two factors, fitted to the covariances
 * alone: so the rows need to be read a few times only. Source: Rubin and Thayer, Psychometrika 47 (1982).
 */
export function cloudOfMoments(moments: Moments, hasFactors: boolean): Cloud {
  const { width } = moments;
  const { means, covariances } = covariancesOf(moments);
  const variances = means.map((_, c) => Math.max(2 * LEAST_NOISE, covariances[c * width + c]!));
  const factors = hasFactors ? factorsOf(covariances, variances) : null;
  const coefficients = new Float64Array(width * COEFFICIENTS);
  means.forEach((mean, c) => {
    coefficients[c * COEFFICIENTS] = mean;
    coefficients[c * COEFFICIENTS + 1] = factors?.ones[c] ?? 0;
    coefficients[c * COEFFICIENTS + 2] = factors?.twos[c] ?? 0;
  });
  return { coefficients, noise: factors?.noise ?? variances, freedom: FREEDOMS.at(-1)! };
}

/** Loadings of two factors, and the variance left to each column. */
interface Factors {
  readonly ones: Float64Array;
  readonly twos: Float64Array;
  readonly noise: Float64Array;
}

/** Expectation and maximisation from loadings of different signs, so that the factors part. */
function factorsOf(covariances: Float64Array, variances: Float64Array): Factors {
  let factors: Factors = {
    ones: variances.map((variance) => Math.sqrt(variance * 0.3)),
    twos: variances.map((variance, c) => Math.sqrt(variance * 0.2) * (c % 2 === 0 ? 1 : -1)),
    noise: variances.map((variance) => variance / 2),
  };
  for (let round = 0; round < ROUNDS; round++) factors = regressOnFactors(covariances, variances, factors);
  return factors;
}

/** One round: columns regressed on what is expected of the factors, given the columns. */
function regressOnFactors(covariances: Float64Array, variances: Float64Array, factors: Factors): Factors {
  const { ones, twos, spread } = expectFactors(factors);
  const along = (weights: Float64Array) =>
    variances.map((_, c) => dot(covariances.subarray(c * weights.length, (c + 1) * weights.length), weights));
  const [x, y] = [along(ones), along(twos)];
  const e00 = spread[0] + dot(ones, x);
  const e01 = spread[1] + dot(ones, y);
  const e11 = spread[2] + dot(twos, y);
  const inverse = 1 / (e00 * e11 - e01 * e01 || 1e-12);
  const loadings = {
    ones: x.map((one, c) => (one * e11 - y[c]! * e01) * inverse),
    twos: y.map((two, c) => (two * e00 - x[c]! * e01) * inverse),
  };
  const noise = variances.map((variance, c) =>
    Math.max(LEAST_NOISE, variance - loadings.ones[c]! * x[c]! - loadings.twos[c]! * y[c]!),
  );
  return { ...loadings, noise };
}

/** How much of each column is in the expected place along each factor, and the spread around that place. */
function expectFactors({ ones, twos, noise }: Factors) {
  let [m00, m01, m11] = [1, 0, 1];
  for (let c = 0; c < noise.length; c++) {
    const [one, two, precision] = [ones[c]!, twos[c]!, 1 / noise[c]!];
    m00 += one * one * precision;
    m01 += one * two * precision;
    m11 += two * two * precision;
  }
  const determinant = m00 * m11 - m01 * m01;
  const [v00, v01, v11] = [m11 / determinant, -m01 / determinant, m00 / determinant];
  return {
    ones: noise.map((own, c) => (v00 * ones[c]! + v01 * twos[c]!) / own),
    twos: noise.map((own, c) => (v01 * ones[c]! + v11 * twos[c]!) / own),
    spread: [v00, v01, v11] as const,
  };
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
