import { tailOverBell } from '../../normal-tail.ts';
import type { ScaleBook } from '../code-book.ts';
import { CODES, MISSING, onScale, ZERO_ATOM } from '../code-book.ts';
import type { Family, Histogram, Pair } from './family.ts';
import { LEAST_MASS, timesLog, united } from './family.ts';

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
    const parameters = Array.from({ length: histogram.components }, (_, j) =>
      learnNormal(book, histogram, j, { mean: previous.means[j]!, deviation: previous.deviations[j]! }),
    );
    return {
      family: 'scale',
      means: parameters.map(({ mean }) => mean),
      deviations: parameters.map(({ deviation }) => deviation),
      zeroShares: parameters.map((_, j) => (book.zeroAtom ? zeroShare(histogram.weights, j, histogram) : 0)),
    };
  },
  logMasses(book, { means, deviations, zeroShares }, component, into = new Float64Array(CODES)) {
    const zero = zeroShares[component]!;
    const normal = { mean: means[component]!, deviation: deviations[component]! };
    writeLogMasses(scaledEdges(book), normal, Math.log(1 - zero), into);
    into.fill(0, book.centres.length);
    if (book.zeroAtom) into[ZERO_ATOM] = Math.log(zero);
    return into;
  },
  loss(parameters, pair) {
    const { normal, zeroShare: zeros } = unionOf(parameters, pair);
    const [one, other] = pair.places.map(
      (place, i) =>
        pair.shares[i]! * certaintyOf(parameters.zeroShares[place]!, parameters.deviations[place]!),
    );
    const together = (pair.shares[0] + pair.shares[1]) * certaintyOf(zeros, normal.deviation);
    return one! + other! - together;
  },
  unite(parameters, pair) {
    const { normal, zeroShare: zero } = unionOf(parameters, pair);
    return {
      family: 'scale',
      means: united(parameters.means, pair, normal.mean),
      deviations: united(parameters.deviations, pair, normal.deviation),
      zeroShares: united(parameters.zeroShares, pair, zero),
    };
  },
  freedom: (book) => 2 + Number(book.zeroAtom),
};

/** What is known of a row whose component is known, in nats and but for what is the same for all. */
const certaintyOf = (zeros: number, deviation: number) =>
  timesLog(zeros) + timesLog(1 - zeros) - (1 - zeros) * Math.log(deviation);

/** Two components as one: the normal with their moments, where shares of rows are counted that are no zeros. */
function unionOf({ means, deviations, zeroShares }: ScaleParameters, { places, shares }: Pair) {
  const ordered = places.map((place, i) => shares[i]! * (1 - zeroShares[place]!));
  const all = ordered[0]! + ordered[1]!;
  const middle = (values: readonly number[]) =>
    all === 0 ? values[0]! : (ordered[0]! * values[0]! + ordered[1]! * values[1]!) / all;
  const mean = middle(places.map((place) => means[place]!));
  const variance = middle(places.map((place) => deviations[place]! ** 2 + (means[place]! - mean) ** 2));
  const normal: Normal = { mean, deviation: Math.sqrt(variance) };
  return { normal, zeroShare: 1 - all / (shares[0] + shares[1]) };
}

interface Normal {
  readonly mean: number;
  readonly deviation: number;
}

/** An interval is narrow where its width, and its width times its distance from the mean, are at most this. */
const NARROW = 0.4;
/**
 * What is said of a narrow interval is the series of the cumulants of a uniform value tilted by the normal, to the sixth
 * power of its width: no exponential and no logarithm. The log of its mass is good to 2e-9.
 */
const [FOURTH, SIXTH] = [1 / 2880, 1 / 181_440];

/** Writes the log mass of every code, with `other`, the log share of what is no zero; the first and the last are open. */
function writeLogMasses(
  { edges, logWidths }: ScaledEdges,
  { mean, deviation }: Normal,
  other: number,
  into: Float64Array,
): void {
  const precision = 1 / deviation;
  const peak = other + Math.log(precision / ROOT_TWO_PI);
  const last = edges.length;
  let low = -Infinity;
  for (let code = 0; code <= last; code++) {
    const high = code === last ? Infinity : (edges[code]! - mean) * precision;
    const width = high - low;
    const middle = (high + low) / 2;
    let log: number;
    if (width <= NARROW && width * Math.abs(middle) <= NARROW) {
      const squared = middle * middle;
      const second = width * width;
      log =
        logWidths[code]! +
        peak -
        squared / 2 +
        second *
          ((squared - 1) / 24 +
            second *
              ((2 - squared * (4 + squared)) * FOURTH +
                second * (squared * (3 + squared * (6 + squared)) - 1) * SIXTH));
    } else log = other + Math.log(massOf(low, high));
    into[code] = log > LEAST_LOG_MASS ? log : LEAST_LOG_MASS;
    low = high;
  }
}

/** Each code counts with the mean and mean square of its interval, as the normal before has it. */
function learnNormal(
  book: ScaleBook,
  { weights, lanes }: Histogram,
  component: number,
  { mean, deviation }: Normal,
): Normal {
  const { edges } = scaledEdges(book);
  const precision = 1 / deviation;
  const last = edges.length;
  let [all, sum, squares] = [0, 0, 0];
  for (let code = 0, at = component; code <= last; code++, at += lanes) {
    const weight = weights[at]!;
    if (weight === 0) continue;
    const low = code === 0 ? -Infinity : (edges[code - 1]! - mean) * precision;
    const high = code === last ? Infinity : (edges[code]! - mean) * precision;
    const width = high - low;
    const middle = (high + low) / 2;
    all += weight;
    if (width <= NARROW && width * Math.abs(middle) <= NARROW) {
      const squared = middle * middle;
      const second = width * width;
      const [fourth, sixth] = [second * second * FOURTH, second * second * second * SIXTH];
      const drawn = second / 12 - fourth * (8 + 4 * squared) + sixth * (6 + squared * (24 + 6 * squared));
      const expected = middle * (1 - drawn);
      const spread = second / 12 - fourth * (8 + 12 * squared) + sixth * (6 + squared * (72 + 30 * squared));
      sum += weight * expected;
      squares += weight * (expected * expected + spread);
      continue;
    }
    const mass = massOf(low, high);
    const known = mass > LEAST_MASS;
    const z = (book.centres[code]! - mean) / deviation;
    const [lowBell, highBell] = [bellAt(low), bellAt(high)];
    sum += weight * (known ? (lowBell - highBell) / mass / ROOT_TWO_PI : z);
    squares +=
      weight * (known ? 1 + (momentAt(low, lowBell) - momentAt(high, highBell)) / mass / ROOT_TWO_PI : z * z);
  }
  if (all < 1e-9) return { mean, deviation };
  const shift = sum / all;
  const spread = Math.sqrt(Math.max(0, squares / all - shift * shift));
  const learned = mean + shift * deviation;
  return { mean: learned, deviation: Math.max(spread * deviation, leastDeviation(book, learned)) };
}

/** The chance of a standard normal between two values, one of which may be infinite. */
function massOf(low: number, high: number): number {
  const [lowTail, highTail] = [tailBeyond(low, bellAt(low)), tailBeyond(high, bellAt(high))];
  return low >= 0 ? lowTail - highTail : high <= 0 ? highTail - lowTail : 1 - lowTail - highTail;
}

const momentAt = (z: number, bell: number) => (bell === 0 ? 0 : z * bell);
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
