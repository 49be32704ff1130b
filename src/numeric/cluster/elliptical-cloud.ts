import { logGamma } from '../log-gamma.ts';
import type { Cloud } from './cloud.ts';
import { COEFFICIENTS, FREEDOMS, LEAST_NOISE } from './cloud.ts';
import type { CloudKernel, CloudRoom } from './cloud-room.ts';
import { byRow, SUMS, sumsAt, writeTerms } from './cloud-room.ts';

const FACTORS = 2;
const PASSES = 3;
const PASSES_TO_FOLLOW = 2;

/**
 * Fits a cloud to the rows of a room, each counted with its weight, missing values left out; it begins as the normal cloud
 * of the rows' moments. Loadings of 0 stay 0.
 * Source: McLachlan, Bean and Ben-Tovim Jones, Computational Statistics and Data Analysis 51 (2007).
 */
export function fitCloud(room: CloudRoom, kernel: CloudKernel, normal: Cloud): Cloud {
  return climb(room, kernel, normal, PASSES);
}

/** Follows rows that weigh a little otherwise than those the cloud was fitted to. */
export function followCloud(room: CloudRoom, kernel: CloudKernel, cloud: Cloud): Cloud {
  return climb(room, kernel, cloud, PASSES_TO_FOLLOW);
}

/** Expectation and maximisation, so many passes. */
function climb(room: CloudRoom, kernel: CloudKernel, from: Cloud, passes: number): Cloud {
  let cloud = from;
  for (let pass = 0; pass < passes; pass++) {
    writeTerms(room, cloud);
    kernel.read(room);
    const freedom = likelierTails(room, cloud.freedom);
    kernel.sum(room, freedom);
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

/** The degrees of freedom that the distances are likeliest with, on the way from those there are. */
function likelierTails(room: CloudRoom, now: number): number {
  let at = FREEDOMS.indexOf(now);
  let here = tailLikelihood(room, FREEDOMS[at]!);
  for (const step of [-1, 1])
    for (let moved = false; ; moved = true) {
      const next =
        at + step < 0 || at + step >= FREEDOMS.length
          ? -Infinity
          : tailLikelihood(room, FREEDOMS[at + step]!);
      if (next <= here) {
        if (moved) return FREEDOMS[at]!;
        break;
      }
      [at, here] = [at + step, next];
    }
  return FREEDOMS[at]!;
}

function tailLikelihood(room: CloudRoom, freedom: number): number {
  const [weights, counts, distances] = [byRow(room, 0), byRow(room, 1), byRow(room, 2)];
  const constants = tailConstants(freedom, room.width);
  let sum = 0;
  for (let row = 0; row < weights.length; row++) {
    const count = counts[row]!;
    const tail = ((freedom + count) / 2) * Math.log(1 + distances[row]! / freedom);
    sum += weights[row]! * (constants[count]! - tail);
  }
  return sum;
}

/**
 * Each column regressed on 1 and the two factors, by Cramer's rule; the whole then shrinks by how near rows are on average,
 * which takes heavy tails in a few passes. Source of the latter: Liu, Rubin and Wu, Biometrika 85 (1998), PX-EM.
 */
function regress(room: CloudRoom, freedom: number): Cloud {
  const { width, doubles } = room;
  const near = sumOf(byRow(room, 10)) / Math.max(1e-9, sumOf(byRow(room, 0)));
  const stretch = Math.sqrt(1 / near);
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
    coefficients.set([mean, one * stretch, two * stretch], c * COEFFICIENTS);
    noise[c] = Math.max(LEAST_NOISE, (squares - mean * x - one * y - two * z) / present / near);
  }
  return { coefficients, noise, freedom };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
