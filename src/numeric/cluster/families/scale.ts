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
    const parameters = Array.from({ length: histogram.components }, (_, j) => {
      const before = { mean: previous.means[j]!, deviation: previous.deviations[j]! };
      return learnNormal(book, histogram, j, before, intervalsOf(book, previous, j));
    });
    return {
      family: 'scale',
      means: parameters.map(({ mean }) => mean),
      deviations: parameters.map(({ deviation }) => deviation),
      zeroShares: parameters.map((_, j) => (book.zeroAtom ? zeroShare(histogram.weights, j, histogram) : 0)),
    };
  },
  logMasses(book, parameters, component) {
    const table = new Float64Array(CODES);
    const { masses } = intervalsOf(book, parameters, component);
    const zero = parameters.zeroShares[component]!;
    for (let code = 0; code < book.centres.length; code++)
      table[code] = Math.log(Math.max((1 - zero) * masses[code]!, LEAST_MASS));
    table[ZERO_ATOM] = book.zeroAtom ? Math.log(zero) : 0;
    return table;
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
  { masses, firsts, seconds }: Intervals,
): Normal {
  let [all, sum, squares] = [0, 0, 0];
  for (let code = 0; code < book.centres.length; code++) {
    const weight = weights[code * lanes + component]!;
    const z = (book.centres[code]! - mean) / deviation;
    const known = masses[code]! > LEAST_MASS;
    all += weight;
    sum += weight * (known ? firsts[code]! : z);
    squares += weight * (known ? seconds[code]! : z * z);
  }
  if (all < 1e-9) return { mean, deviation };
  const shift = sum / all;
  const spread = Math.sqrt(Math.max(0, squares / all - shift * shift));
  const learned = mean + shift * deviation;
  return { mean: learned, deviation: Math.max(spread * deviation, leastDeviation(book, learned)) };
}

interface Intervals {
  readonly masses: Float64Array;
  readonly firsts: Float64Array;
  readonly seconds: Float64Array;
}

/** Tables and the next M step ask for the same intervals; they are kept as long as the parameters are. */
const INTERVALS = new WeakMap<ScaleParameters, Map<number, Intervals>>();

function intervalsOf(book: ScaleBook, parameters: ScaleParameters, component: number): Intervals {
  const kept = INTERVALS.get(parameters) ?? new Map<number, Intervals>();
  INTERVALS.set(parameters, kept);
  const known = kept.get(component);
  if (known !== undefined) return known;
  const found = intervals(book, parameters.means[component]!, parameters.deviations[component]!);
  kept.set(component, found);
  return found;
}

/** Mass of each code under a normal, and the mean and mean square of z within it. */
function intervals(book: ScaleBook, mean: number, deviation: number): Intervals {
  const codes = book.centres.length;
  const edges = scaledEdges(book);
  const masses = new Float64Array(codes);
  const firsts = new Float64Array(codes);
  const seconds = new Float64Array(codes);
  const precision = 1 / deviation;
  let [low, lowTail, lowBell, lowMoment] = [-Infinity, 0, 0, 0];
  for (let code = 0; code < codes; code++) {
    const last = code === codes - 1;
    const high = last ? Infinity : (edges[code]! - mean) * precision;
    const bell = last ? 0 : Math.exp((-high * high) / 2);
    const highTail = last ? 0 : bell * tailOverBell(Math.abs(high));
    const highBell = bell / ROOT_TWO_PI;
    const highMoment = last ? 0 : high * highBell;
    const mass = low >= 0 ? lowTail - highTail : high <= 0 ? highTail - lowTail : 1 - lowTail - highTail;
    masses[code] = mass;
    firsts[code] = (lowBell - highBell) / mass;
    seconds[code] = 1 + (lowMoment - highMoment) / mass;
    low = high;
    lowTail = highTail;
    lowBell = highBell;
    lowMoment = highMoment;
  }
  return { masses, firsts, seconds };
}

const EDGES = new WeakMap<ScaleBook, Float64Array>();

/** The edges on the transformed scale, worked out once a book. */
function scaledEdges(book: ScaleBook): Float64Array {
  const known = EDGES.get(book);
  if (known !== undefined) return known;
  const edges = Float64Array.from(book.edges, (edge) => onScale(book.transform, edge));
  EDGES.set(book, edges);
  return edges;
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
