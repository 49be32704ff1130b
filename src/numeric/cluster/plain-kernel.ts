import { floatExponential } from './float-exponential.ts';
import type { Block, MixtureKernel } from './kernel.ts';
import { LEAST_EXPONENT } from './kernel.ts';
import { plainCloud } from './plain-cloud.ts';

const { fround } = Math;

/** The reference kernel: plain TypeScript over typed arrays, four components at a time. */
export const plainKernel: MixtureKernel = {
  name: 'plain',
  clouds: plainCloud,
  accumulate(block, histogram) {
    const scores = new Float32Array(block.lanes);
    let sum = 0;
    for (let row = block.from; row < block.to; row++) {
      const weight = block.weights === null ? 1 : block.weights[row]!;
      scoreRow(block, row, scores);
      sum += weight * normalise(scores, weight);
      addRow(block, row, scores, histogram);
    }
    return sum;
  },
  respond(block, out) {
    const { lanes } = block;
    const scores = new Float32Array(lanes);
    let sum = 0;
    for (let row = block.from; row < block.to; row++) {
      scoreRow(block, row, scores);
      sum += (block.weights === null ? 1 : block.weights[row]!) * normalise(scores, 1);
      out.set(scores, (row - block.from) * lanes);
    }
    return sum;
  },
};

function scoreRow({ codes, width, lanes, shares, tables }: Block, row: number, scores: Float32Array): void {
  const at = row * width;
  for (let lane = 0; lane < lanes; lane += 4) {
    let a = shares[lane]!;
    let b = shares[lane + 1]!;
    let c = shares[lane + 2]!;
    let d = shares[lane + 3]!;
    for (let column = 0; column < width; column++) {
      const entry = ((column << 8) | codes[at + column]!) * lanes + lane;
      a = fround(a + tables[entry]!);
      b = fround(b + tables[entry + 1]!);
      c = fround(c + tables[entry + 2]!);
      d = fround(d + tables[entry + 3]!);
    }
    scores[lane] = a;
    scores[lane + 1] = b;
    scores[lane + 2] = c;
    scores[lane + 3] = d;
  }
}

/** Log scores become responsibilities that sum to `weight`; returns the logarithm of the sum they had. */
function normalise(scores: Float32Array, weight: number): number {
  const lanes = scores.length;
  let most = scores[0]!;
  for (let lane = 1; lane < lanes; lane++) if (scores[lane]! > most) most = scores[lane]!;
  for (let lane = 0; lane < lanes; lane++) {
    const exponent = fround(scores[lane]! - most);
    scores[lane] = floatExponential(exponent < LEAST_EXPONENT ? LEAST_EXPONENT : exponent);
  }
  const sum = laneSum(scores);
  const factor = fround(weight / sum);
  for (let lane = 0; lane < lanes; lane++) scores[lane] = fround(scores[lane]! * factor);
  return most + Math.log(sum);
}

/** Sums lane by lane of four, then the four: the order a vector machine has. */
function laneSum(values: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let lane = 0; lane < values.length; lane += 4) {
    a = fround(a + values[lane]!);
    b = fround(b + values[lane + 1]!);
    c = fround(c + values[lane + 2]!);
    d = fround(d + values[lane + 3]!);
  }
  return fround(fround(a + b) + fround(c + d));
}

function addRow(
  { codes, width, lanes }: Block,
  row: number,
  scores: Float32Array,
  histogram: Float32Array,
): void {
  const at = row * width;
  for (let lane = 0; lane < lanes; lane += 4) {
    const a = scores[lane]!;
    const b = scores[lane + 1]!;
    const c = scores[lane + 2]!;
    const d = scores[lane + 3]!;
    for (let column = 0; column < width; column++) {
      const entry = ((column << 8) | codes[at + column]!) * lanes + lane;
      histogram[entry] = fround(histogram[entry]! + a);
      histogram[entry + 1] = fround(histogram[entry + 1]! + b);
      histogram[entry + 2] = fround(histogram[entry + 2]! + c);
      histogram[entry + 3] = fround(histogram[entry + 3]! + d);
    }
  }
}
