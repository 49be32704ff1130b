import { tailOverBell } from '../../normal-tail.ts';
import type { ScaleBook } from '../code-book.ts';
import { CODES, MISSING, onScale, ZERO_ATOM } from '../code-book.ts';
import type { Family, Histogram } from './family.ts';
import { LEAST_MASS } from './family.ts';

/** A normal distribution on the transformed scale for each component, and the chance of an exact zero before it. */
export interface ScaleParameters {
  readonly family: 'scale';
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly zeroShares: readonly number[];
}

/** A deviation is never below this share of the width of the code at the mean. */
const NARROWEST = 0.2;
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
const LEAST_LOG_MASS = Math.log(LEAST_MASS);

/**
 * A normal distribution known only up to its code, in two parts where the column has a zero atom. Learned as grouped
 * data: each code counts with the moments of its interval under the previous parameters, so that likelihood never falls.
 * Source: Dempster, Laird and Rubin, JRSS B 39 (1977), 4.2.
 */
export const scale: Family<ScaleBook, ScaleParameters> = {
  start(book, whole, seeds) {
    const all = momentsOfCentres(book, whole);
    const zero = zeroShare(whole, 0, { lanes: 1 });
    return {
      family: 'scale',
      means: seeds.map((seed) => book.centres[seed] ?? all.mean),
      deviations: seeds.map(() => Math.max(all.deviation, leastDeviation(book, all.mean))),
      zeroShares: seeds.map((seed) =>
        book.zeroAtom && seed !== MISSING ? (zero + Number(seed === ZERO_ATOM)) / 2 : zero,
      ),
    };
  },
  learn(book, histogram, previous) {
    const moments = intervalsOf(book, previous);
    const parameters = Array.from({ length: histogram.components }, (_, j) => {
      const before = { mean: previous.means[j]!, deviation: previous.deviations[j]! };
      return learnNormal(book, histogram, j, before, moments);
    });
    return {
      family: 'scale',
      means: parameters.map(({ mean }) => mean),
      deviations: parameters.map(({ deviation }) => deviation),
      zeroShares: parameters.map((_, j) => (book.zeroAtom ? zeroShare(histogram.weights, j, histogram) : 0)),
    };
  },
  logMasses(book, parameters, component, into = new Float64Array(CODES)) {
    const moments = intervalsOf(book, parameters);
    const codes = book.centres.length;
    const zero = parameters.zeroShares[component]!;
    const other = Math.log(1 - zero);
    for (let code = 0, at = component * codes * MOMENTS; code < codes; code++, at += MOMENTS)
      into[code] = Math.max(other + moments[at]!, LEAST_LOG_MASS);
    into.fill(0, codes);
    if (book.zeroAtom) into[ZERO_ATOM] = Math.log(zero);
    return into;
  },
  freedom: (book) => 2 + Number(book.zeroAtom),
};

interface Normal {
  readonly mean: number;
  readonly deviation: number;
}

function learnNormal(
  book: ScaleBook,
  { weights, lanes }: Histogram,
  component: number,
  { mean, deviation }: Normal,
  moments: Float64Array,
): Normal {
  const { centres } = book;
  let [all, sum, squares] = [0, 0, 0];
  let at = component * centres.length * MOMENTS;
  for (let code = 0; code < centres.length; code++, at += MOMENTS) {
    const weight = weights[code * lanes + component]!;
    if (weight === 0) continue;
    const known = moments[at]! > LEAST_LOG_MASS;
    const z = known ? 0 : (centres[code]! - mean) / deviation;
    all += weight;
    sum += weight * (known ? moments[at + 1]! : z);
    squares += weight * (known ? moments[at + 2]! : z * z);
  }
  if (all < 1e-9) return { mean, deviation };
  const shift = sum / all;
  const spread = Math.sqrt(Math.max(0, squares / all - shift * shift));
  const learned = mean + shift * deviation;
  return { mean: learned, deviation: Math.max(spread * deviation, leastDeviation(book, learned)) };
}

/** Numbers kept of a code's interval under a normal: the log of its mass, and the mean and mean square of z within it. */
const MOMENTS = 3;

/** Tables and the next M step ask for the same intervals; they are kept as long as the parameters are, for one book. */
const INTERVALS = new WeakMap<
  ScaleParameters,
  { readonly book: ScaleBook; readonly moments: Float64Array }
>();

/** The moments of every code in every component: `[(component * codes + code) * MOMENTS ...]`. */
function intervalsOf(book: ScaleBook, parameters: ScaleParameters): Float64Array {
  const known = INTERVALS.get(parameters);
  if (known?.book === book) return known.moments;
  const scaled = scaledEdges(book);
  const moments = new Float64Array(parameters.means.length * book.centres.length * MOMENTS);
  parameters.means.forEach((mean, j) =>
    writeIntervals(scaled, mean, parameters.deviations[j]!, moments, j * book.centres.length * MOMENTS),
  );
  INTERVALS.set(parameters, { book, moments });
  return moments;
}

/** An interval is narrow where its width, and its width times its distance from the mean, are at most this. */
const NARROW = 0.1;

/** Writes the moments of one component from `start` on; the first and the last interval are open. */
function writeIntervals(
  { edges, logWidths }: ScaledEdges,
  mean: number,
  deviation: number,
  moments: Float64Array,
  start: number,
): void {
  const precision = 1 / deviation;
  const logPrecision = Math.log(precision / ROOT_TWO_PI);
  let low = -Infinity;
  for (let code = 0, at = start; code <= edges.length; code++, at += MOMENTS) {
    const high = code === edges.length ? Infinity : (edges[code]! - mean) * precision;
    const [width, middle] = [high - low, (high + low) / 2];
    if (width <= NARROW && width * Math.abs(middle) <= NARROW)
      writeNarrow(middle, width, logWidths[code]! + logPrecision, moments, at);
    else writeWide(low, high, moments, at);
    low = high;
  }
}

/**
 * By the series of the cumulants of a uniform value tilted by the normal, to the fourth power of the width: no exponential
 * and no logarithm. With {@link NARROW} its logarithm is good to 1e-10.
 */
function writeNarrow(
  middle: number,
  width: number,
  logPeak: number,
  moments: Float64Array,
  at: number,
): void {
  const [square, squared] = [width * width, middle * middle];
  const fourth = square * square;
  const log = (square * (squared - 1)) / 24 + (fourth * (2 - 4 * squared - squared * squared)) / 2880;
  moments[at] = logPeak - squared / 2 + log;
  const mean = middle * (1 - square / 12 + fourth * (1 / 360 + squared / 720));
  moments[at + 1] = mean;
  moments[at + 2] = mean * mean + square / 12 - fourth * (1 / 360 + squared / 240);
}

function writeWide(low: number, high: number, moments: Float64Array, at: number): void {
  const [lowBell, highBell] = [bellAt(low), bellAt(high)];
  const [lowTail, highTail] = [tailBeyond(low, lowBell), tailBeyond(high, highBell)];
  const mass = low >= 0 ? lowTail - highTail : high <= 0 ? highTail - lowTail : 1 - lowTail - highTail;
  const momentAt = (z: number, bell: number) => (bell === 0 ? 0 : z * bell);
  moments[at] = Math.log(mass);
  moments[at + 1] = (lowBell - highBell) / mass / ROOT_TWO_PI;
  moments[at + 2] = 1 + (momentAt(low, lowBell) - momentAt(high, highBell)) / mass / ROOT_TWO_PI;
}

const bellAt = (z: number) => Math.exp((-z * z) / 2);
/** What lies beyond z on its own side of the mean. */
const tailBeyond = (z: number, bell: number) => (bell === 0 ? 0 : bell * tailOverBell(Math.abs(z)));

/** The edges of a book on the transformed scale, and by code the log of the width between two of them. */
interface ScaledEdges {
  readonly edges: Float64Array;
  readonly logWidths: Float64Array;
}

const EDGES = new WeakMap<ScaleBook, ScaledEdges>();

/** Worked out once a book. */
function scaledEdges(book: ScaleBook): ScaledEdges {
  const known = EDGES.get(book);
  if (known !== undefined) return known;
  const edges = Float64Array.from(book.edges, (edge) => onScale(book.transform, edge));
  const logWidths = edges.map((edge, code) => Math.log(edge - (edges[code - 1] ?? -Infinity)));
  EDGES.set(book, { edges, logWidths });
  return { edges, logWidths };
}

function momentsOfCentres({ centres }: ScaleBook, whole: ArrayLike<number>): Normal {
  let [all, sum, squares] = [0, 0, 0];
  centres.forEach((centre, code) => {
    all += whole[code]!;
    sum += whole[code]! * centre;
  });
  const mean = all === 0 ? (centres[0] ?? 0) : sum / all;
  centres.forEach((centre, code) => (squares += whole[code]! * (centre - mean) ** 2));
  return { mean, deviation: all === 0 ? 1 : Math.sqrt(squares / all) };
}

/** Half a row is added to zeros and to the rest, so that neither is ever impossible. */
function zeroShare(weights: ArrayLike<number>, component: number, { lanes }: Pick<Histogram, 'lanes'>) {
  let rest = 0;
  for (let code = 0; code < ZERO_ATOM; code++) rest += weights[code * lanes + component]!;
  const zeros = weights[ZERO_ATOM * lanes + component]!;
  return (zeros + 0.5) / (zeros + rest + 1);
}

/** The floor of a deviation, from the width of the code where the mean lies. */
function leastDeviation({ centres }: ScaleBook, mean: number): number {
  if (centres.length < 2) return 1;
  let code = 0;
  while (code < centres.length - 2 && centres[code + 1]! <= mean) code++;
  return NARROWEST * (centres[code + 1]! - centres[code]!);
}
