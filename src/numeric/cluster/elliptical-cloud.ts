import { logGamma } from '../log-gamma.ts';
import type { Cloud } from './cloud.ts';
import { COEFFICIENTS } from './cloud.ts';
import type { CloudKernel, CloudRoom } from './cloud-room.ts';
import { byRow, SUMS, sumsAt, writeTerms } from './cloud-room.ts';

const FACTORS = 2;
const PASSES = 10;
const PASSES_WITHOUT = 4;
const PASSES_TO_FOLLOW = 2;
/** Tails are looked at in every so many passes; they move slowly and cost logarithms. */
const TAIL_PASSES = 3;
/** Variance left to a column alone, at least; the whole is about 1. */
const LEAST_NOISE = 0.02;
const FREEDOMS = [4, 6, 10, 20, 50, 200];

/**
 * Fits a cloud to the rows of a room, each counted with its weight, missing values left out. Without factors the columns
 * go their own ways, but for the tails, and the cloud has half the parameters.
 * Source: McLachlan, Bean and Ben-Tovim Jones, Computational Statistics and Data Analysis 51 (2007).
 */
export function fitCloud(room: CloudRoom, kernel: CloudKernel, hasFactors: boolean): Cloud {
  return climb(room, kernel, startCloud(room, hasFactors), hasFactors ? PASSES : PASSES_WITHOUT);
}

/** Follows rows that weigh a little otherwise than those the cloud was fitted to; loadings of 0 stay 0. */
export function followCloud(room: CloudRoom, kernel: CloudKernel, cloud: Cloud): Cloud {
  return climb(room, kernel, cloud, PASSES_TO_FOLLOW);
}

/** Expectation and maximisation, so many passes. */
function climb(room: CloudRoom, kernel: CloudKernel, from: Cloud, passes: number): Cloud {
  let cloud = from;
  for (let pass = 0; pass < passes; pass++) {
    writeTerms(room, cloud);
    kernel.read(room);
    const freedom = pass % TAIL_PASSES === 1 ? likelierTails(room, cloud.freedom) : cloud.freedom;
    kernel.sum(room, cloud.freedom);
    cloud = regress(room, freedom);
  }
  return cloud;
}

/** Free parameters of a cloud: place and noise of each column, its loadings, and the tails. */
export const freedomOfCloud = (width: number, hasFactors: boolean): number =>
  width * (hasFactors ? 2 + FACTORS : 2) + 1;

/** The log density of every row of a room under a cloud. */
export function cloudDensities(room: CloudRoom, kernel: CloudKernel, cloud: Cloud): Float64Array {
  writeTerms(room, cloud);
  kernel.read(room);
  const { freedom } = cloud;
  const [counts, distances] = [byRow(room, 1), byRow(room, 2)];
  const [logNoise, determinants] = [byRow(room, 3), byRow(room, 4)];
  const constants = tailConstants(freedom, room.width);
  const densities = new Float64Array(room.rows);
  for (let row = 0; row < densities.length; row++) {
    const count = counts[row]!;
    const volume = (logNoise[row]! + Math.log(determinants[row]!)) / 2;
    const tail = ((freedom + count) / 2) * Math.log1p(distances[row]! / freedom);
    densities[row] = constants[count]! - volume - tail;
  }
  return densities;
}

/** The constant of a Student's t in 0, 1, 2 ... columns. */
const tailConstants = (freedom: number, width: number) =>
  Float64Array.from(
    { length: width + 1 },
    (_, count) =>
      logGamma((freedom + count) / 2) - logGamma(freedom / 2) - (count / 2) * Math.log(freedom * Math.PI),
  );

/** The degrees of freedom that the distances are likeliest with: those there are, or one step to either side. */
function likelierTails(room: CloudRoom, now: number): number {
  const weights = byRow(room, 0);
  const counts = byRow(room, 1);
  const distances = byRow(room, 2);
  let [most, likeliest] = [-Infinity, now];
  const at = FREEDOMS.indexOf(now);
  for (const freedom of FREEDOMS.slice(Math.max(0, at - 1), at + 2)) {
    const constants = tailConstants(freedom, room.width);
    let sum = 0;
    for (let row = 0; row < weights.length; row++) {
      const count = counts[row]!;
      const tail = ((freedom + count) / 2) * Math.log(1 + distances[row]! / freedom);
      sum += weights[row]! * (constants[count]! - tail);
    }
    if (sum > most) [most, likeliest] = [sum, freedom];
  }
  return likeliest;
}

/** Means and variances, and loadings of different signs so that the factors part. */
function startCloud(room: CloudRoom, hasFactors: boolean): Cloud {
  const { rows, width, stride, doubles } = room;
  const weights = byRow(room, 0);
  const coefficients = new Float64Array(width * COEFFICIENTS);
  const noise = new Float64Array(width).fill(1);
  for (let c = 0; c < width; c++) {
    let all = 0;
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < rows; row++) {
      const value = doubles[c * stride + row]!;
      if (Number.isNaN(value)) continue;
      const weighed = weights[row]! * value;
      all += weights[row]!;
      sum += weighed;
      squares += weighed * value;
    }
    if (all < 1e-9) continue;
    const mean = sum / all;
    const variance = Math.max(2 * LEAST_NOISE, squares / all - mean * mean);
    coefficients[c * COEFFICIENTS] = mean;
    noise[c] = hasFactors ? variance / 2 : variance;
    if (!hasFactors) continue;
    coefficients[c * COEFFICIENTS + 1] = Math.sqrt(variance * 0.3);
    coefficients[c * COEFFICIENTS + 2] = Math.sqrt(variance * 0.2) * (c % 2 === 0 ? 1 : -1);
  }
  return { coefficients, noise, freedom: 20 };
}

/** Each column regressed on 1 and the two factors, by Cramer's rule. */
function regress(room: CloudRoom, freedom: number): Cloud {
  const { width, doubles } = room;
  const coefficients = new Float64Array(width * COEFFICIENTS);
  const noise = new Float64Array(width).fill(1);
  for (let c = 0; c < width; c++) {
    const at = (i: number) => doubles[sumsAt(room) + c * SUMS + i]!;
    const present = at(0);
    if (present < 1e-9) continue;
    const [a00, a01, a02, a11, a12, a22] = [at(1), at(2), at(3), at(4), at(5), at(6)];
    const [x, y, z, squares] = [at(7), at(8), at(9), at(10)];
    const c00 = a11 * a22 - a12 * a12;
    const c01 = a02 * a12 - a01 * a22;
    const c02 = a01 * a12 - a02 * a11;
    const c11 = a00 * a22 - a02 * a02;
    const c12 = a01 * a02 - a00 * a12;
    const c22 = a00 * a11 - a01 * a01;
    const determinant = a00 * c00 + a01 * c01 + a02 * c02 || 1e-12;
    const mean = (c00 * x + c01 * y + c02 * z) / determinant;
    const one = (c01 * x + c11 * y + c12 * z) / determinant;
    const two = (c02 * x + c12 * y + c22 * z) / determinant;
    coefficients.set([mean, one, two], c * COEFFICIENTS);
    noise[c] = Math.max(LEAST_NOISE, (squares - mean * x - one * y - two * z) / present);
  }
  return { coefficients, noise, freedom };
}
