import { normalQuantile } from './normal-quantile.ts';

/** From so many degrees of freedom on the expansion around the normal is good to ten digits. */
const MANY = 200;

/**
 * The value Student's t stays below with this probability, between 0.5 and 1; `freedom` is a whole number from 1.
 * Sources: Abramowitz and Stegun 26.7.3 and 26.7.4 (finite series, inverted by bisection), 26.7.5 (expansion).
 */
export function studentQuantile(probability: number, freedom: number): number {
  if (!(probability >= 0.5 && probability < 1)) throw new RangeError('a probability from 0.5 up to 1');
  if (!Number.isInteger(freedom) || freedom < 1) throw new RangeError('degrees of freedom from 1');
  return freedom < MANY ? bisected(probability, freedom) : expanded(normalQuantile(probability), freedom);
}

/** On the angle whose tangent is t / √freedom, which runs from 0 to π/2. */
function bisected(probability: number, freedom: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if ((1 + within(middle, freedom)) / 2 < probability) low = middle;
    else high = middle;
  }
  return Math.tan((low + high) / 2) * Math.sqrt(freedom);
}

/** The chance that t lies between −t and t. */
function within(angle: number, freedom: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

function expanded(z: number, freedom: number): number {
  const square = z * z;
  const terms = [
    (square + 1) / 4,
    ((5 * square + 16) * square + 3) / 96,
    (((3 * square + 19) * square + 17) * square - 15) / 384,
  ];
  return terms.reduce((sum, term, index) => sum + (z * term) / freedom ** (index + 1), z);
}
