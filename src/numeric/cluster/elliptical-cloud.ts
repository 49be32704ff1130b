import { logGamma } from '../log-gamma.ts';

/** Numbers of a table row by row, about standard normal; NaN is missing. */
export interface Scores {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
}

/**
 * One elliptical cloud: Student's t with two common factors or none. Of each column: its mean and two loadings in turn, and
 * the variance left to it alone; and the degrees of freedom of the tails.
 */
export interface Cloud {
  readonly coefficients: Float64Array;
  readonly noise: Float64Array;
  readonly freedom: number;
}

const FACTORS = 2;
const TERMS = FACTORS + 1;
const SUMS = 10;
const PASSES = 10;
/** Tails are looked at in every so many passes; they move slowly and cost logarithms. */
const TAIL_PASSES = 3;
const PASSES_WITHOUT = 4;
/** Variance left to a column alone, at least; the whole is about 1. */
const LEAST_NOISE = 0.02;
const FREEDOMS = [4, 6, 10, 20, 50, 200];

/**
 * Fits a cloud to rows, each counted with its weight, missing values left out. Without factors the columns go their own
 * ways, but for the tails, and the cloud has half the parameters.
 * Source: McLachlan, Bean and Ben-Tovim Jones, Computational Statistics and Data Analysis 51 (2007).
 */
export function fitCloud(scores: Scores, weights: Float64Array, hasFactors: boolean): Cloud {
  let cloud = startCloud(scores, weights, hasFactors);
  for (let pass = 0; pass < (hasFactors ? PASSES : PASSES_WITHOUT); pass++)
    cloud = improve(scores, weights, cloud, pass % TAIL_PASSES === 1);
  return cloud;
}

/** Free parameters of a cloud: place and noise of each column, its loadings, and the tails. */
export const freedomOfCloud = (width: number, hasFactors: boolean): number =>
  width * (hasFactors ? 2 + FACTORS : 2) + 1;

/** The log density of every row under a cloud. */
export function cloudDensities(scores: Scores, cloud: Cloud): Float64Array {
  const reader = rowReader(scores, cloud);
  const constants = new Float64Array(scores.width + 1);
  for (let count = 0; count < constants.length; count++)
    constants[count] = tailConstant(cloud.freedom, count);
  return Float64Array.from({ length: scores.rows }, (_, row) => {
    reader.read(row);
    const { logScale, distance, count } = reader.found;
    return (
      logScale + constants[count]! - ((cloud.freedom + count) / 2) * Math.log1p(distance / cloud.freedom)
    );
  });
}

const tailConstant = (freedom: number, count: number) =>
  logGamma((freedom + count) / 2) - logGamma(freedom / 2) - (count / 2) * Math.log(freedom * Math.PI);

/** Means and variances, and loadings of different signs so that the factors part. */
function startCloud({ rows, width, values }: Scores, weights: Float64Array, hasFactors: boolean): Cloud {
  const coefficients = new Float64Array(width * TERMS);
  const noise = new Float64Array(width).fill(1);
  for (let c = 0; c < width; c++) {
    let all = 0;
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < rows; row++) {
      const value = values[row * width + c]!;
      if (Number.isNaN(value)) continue;
      all += weights[row]!;
      sum += weights[row]! * value;
      squares += weights[row]! * value * value;
    }
    if (all < 1e-9) continue;
    const mean = sum / all;
    const variance = Math.max(2 * LEAST_NOISE, squares / all - mean * mean);
    coefficients[c * TERMS] = mean;
    noise[c] = hasFactors ? variance / 2 : variance;
    if (!hasFactors) continue;
    coefficients[c * TERMS + 1] = Math.sqrt(variance * 0.3);
    coefficients[c * TERMS + 2] = Math.sqrt(variance * 0.2) * (c % 2 === 0 ? 1 : -1);
  }
  return { coefficients, noise, freedom: 20 };
}

/** Reads a row under a cloud into `found`: its distance, factors and their spread. One object, written over and over. */
function rowReader({ width, values }: Scores, { coefficients, noise }: Cloud) {
  const found = { distance: 0, count: 0, logScale: 0, f0: 0, f1: 0, v00: 0, v01: 0, v11: 0 };
  const precisions = noise.map((variance) => 1 / variance);
  const logs = noise.map(Math.log);
  const read = (row: number): void => {
    let m00 = 1;
    let m01 = 0;
    let m11 = 1;
    let b0 = 0;
    let b1 = 0;
    let squares = 0;
    let logNoise = 0;
    let count = 0;
    for (let c = 0; c < width; c++) {
      const value = values[row * width + c]!;
      if (Number.isNaN(value)) continue;
      const precision = precisions[c]!;
      const away = value - coefficients[c * TERMS]!;
      const one = coefficients[c * TERMS + 1]!;
      const two = coefficients[c * TERMS + 2]!;
      m00 += one * one * precision;
      m01 += one * two * precision;
      m11 += two * two * precision;
      b0 += one * away * precision;
      b1 += two * away * precision;
      squares += away * away * precision;
      logNoise += logs[c]!;
      count += 1;
    }
    const determinant = m00 * m11 - m01 * m01;
    found.v00 = m11 / determinant;
    found.v01 = -m01 / determinant;
    found.v11 = m00 / determinant;
    found.f0 = found.v00 * b0 + found.v01 * b1;
    found.f1 = found.v01 * b0 + found.v11 * b1;
    found.distance = Math.max(0, squares - found.f0 * b0 - found.f1 * b1);
    found.count = count;
    found.logScale = -(logNoise + Math.log(determinant)) / 2;
  };
  return { found, read };
}

/** One pass of expectation and maximisation over the rows that weigh something. */
function improve(scores: Scores, weights: Float64Array, cloud: Cloud, alsoTails: boolean): Cloud {
  const { rows, width, values } = scores;
  const { found, read } = rowReader(scores, cloud);
  // For each column the normal equations of its regression on 1 and the factors: 6 sums, 3 sides, squares.
  const sums = new Float64Array(width * SUMS);
  const present = new Float64Array(width);
  const tails = FREEDOMS.map(() => 0);
  const constants = FREEDOMS.map((freedom) =>
    Float64Array.from({ length: width + 1 }, (_, count) => tailConstant(freedom, count)),
  );
  for (let row = 0; row < rows; row++) {
    const weight = weights[row]!;
    if (weight < 1e-3) continue;
    read(row);
    const { distance, count, f0, f1 } = found;
    if (alsoTails)
      constants.forEach((constant, t) => {
        const freedom = FREEDOMS[t]!;
        tails[t]! += weight * (constant[count]! - ((freedom + count) / 2) * Math.log(1 + distance / freedom));
      });
    const scale = (weight * (cloud.freedom + count)) / (cloud.freedom + distance);
    const s00 = weight * found.v00 + scale * f0 * f0;
    const s01 = weight * found.v01 + scale * f0 * f1;
    const s11 = weight * found.v11 + scale * f1 * f1;
    for (let c = 0; c < width; c++) {
      const value = values[row * width + c]!;
      if (Number.isNaN(value)) continue;
      const to = c * SUMS;
      const weighed = scale * value;
      present[c]! += weight;
      sums[to]! += scale;
      sums[to + 1]! += scale * f0;
      sums[to + 2]! += scale * f1;
      sums[to + 3]! += s00;
      sums[to + 4]! += s01;
      sums[to + 5]! += s11;
      sums[to + 6]! += weighed;
      sums[to + 7]! += weighed * f0;
      sums[to + 8]! += weighed * f1;
      sums[to + 9]! += weighed * value;
    }
  }
  const best = tails.indexOf(Math.max(...tails));
  const freedom = alsoTails ? FREEDOMS[best]! : cloud.freedom;
  return { ...regress(sums, present), freedom };
}

/** Each column regressed on 1 and the two factors, by Cramer's rule. */
function regress(sums: Float64Array, present: Float64Array): Omit<Cloud, 'freedom'> {
  const width = present.length;
  const coefficients = new Float64Array(width * TERMS);
  const noise = new Float64Array(width).fill(1);
  for (let c = 0; c < width; c++) {
    if (present[c]! < 1e-9) continue;
    const at = (i: number) => sums[c * SUMS + i]!;
    const [x, y, z] = [at(6), at(7), at(8)];
    const c00 = at(3) * at(5) - at(4) ** 2;
    const c01 = at(2) * at(4) - at(1) * at(5);
    const c02 = at(1) * at(4) - at(2) * at(3);
    const c11 = at(0) * at(5) - at(2) ** 2;
    const c12 = at(1) * at(2) - at(0) * at(4);
    const c22 = at(0) * at(3) - at(1) ** 2;
    const determinant = at(0) * c00 + at(1) * c01 + at(2) * c02 || 1e-12;
    const mean = (c00 * x + c01 * y + c02 * z) / determinant;
    const one = (c01 * x + c11 * y + c12 * z) / determinant;
    const two = (c02 * x + c12 * y + c22 * z) / determinant;
    coefficients.set([mean, one, two], c * TERMS);
    noise[c] = Math.max(LEAST_NOISE, (at(9) - mean * x - one * y - two * z) / present[c]!);
  }
  return { coefficients, noise };
}
