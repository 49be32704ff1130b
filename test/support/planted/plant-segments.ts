import type { SeededRandom } from '../../../src/base/seeded-random.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Column } from '../../../src/numeric/cluster/column.ts';
import { poisson, studentScale } from './draws.ts';

/** What a numeric column is like: normal, exp of normal, the same with exact zeros, or a Poisson count. */
export type PlantedKind = 'normal' | 'skewed' | 'zero-inflated' | 'count';

export interface PlantOptions {
  readonly rows: number;
  readonly seed: number;
  /** Shares of the segments; they are normalised. */
  readonly shares?: readonly number[];
  readonly numeric?: readonly PlantedKind[];
  /** Levels of each categorical column. */
  readonly levels?: readonly number[];
  /** Deviation of segment means, in deviations within a segment. */
  readonly separation?: number;
  readonly missing?: number;
  /** Which segments lie close together: those with the same number share four fifths of their place. */
  readonly families?: readonly number[];
  /** Loading of a factor common to all numbers of a row, inside segments. */
  readonly loading?: number;
  /** Degrees of freedom of the tails; Infinity is normal. */
  readonly freedom?: number;
}

/** A table with segments in it, which row belongs where, and who would tell them best: the true parameters themselves. */
export interface Planted {
  readonly columns: readonly Column[];
  readonly truth: Int32Array;
  /** Labels by the true posterior; only meant where columns are independent and tails normal. */
  readonly oracle: Int32Array;
}

const KINDS: readonly PlantedKind[] = ['normal', 'skewed', 'zero-inflated', 'count'];
const TWELVE = Array.from({ length: 12 }, (_, i) => KINDS[i % 4]!);

/** Draws segments and rows: independent columns inside a segment unless a loading says otherwise. */
export function plantSegments(options: PlantOptions): Planted {
  const { rows, seed, missing = 0.05, loading = 0, freedom = Infinity } = options;
  const shares = options.shares ?? [0.5, 0.25, 0.15, 0.1];
  const random = seededRandom(seed).fork('planted');
  const numbers = (options.numeric ?? TWELVE).map((kind) => drawNumbers(kind, shares, options, random));
  const words = (options.levels ?? [2, 3, 3, 4, 5, 8]).map((levels) =>
    drawWords(levels, shares, options, random),
  );
  const truth = new Int32Array(rows);
  const oracle = new Int32Array(rows);
  const cumulated = cumulate(shares);
  const scores = new Float64Array(shares.length);
  for (let row = 0; row < rows; row++) {
    const segment = pick(cumulated, random);
    truth[row] = segment;
    shares.forEach((share, k) => (scores[k] = Math.log(share)));
    const factor = random.normal();
    const tail = studentScale(freedom, random);
    for (const column of numbers) {
      const z = (loading * factor + Math.sqrt(1 - loading * loading) * random.normal()) * tail;
      column.draw(row, segment, z, random.next() < missing, scores);
    }
    for (const column of words) column.draw(row, segment, random.next() < missing, scores);
    oracle[row] = scores.indexOf(Math.max(...scores));
  }
  return {
    columns: [
      ...numbers.map(({ values }, i) => ({ name: `number ${i}`, type: 'numbers' as const, values })),
      ...words.map(({ values }, i) => ({ name: `word ${i}`, type: 'words' as const, values })),
    ],
    truth,
    oracle,
  };
}

function drawNumbers(
  kind: PlantedKind,
  shares: readonly number[],
  { rows, separation = 0.75, families }: PlantOptions,
  random: SeededRandom,
) {
  const own = shares.map(() => random.normal());
  const shared = families === undefined ? null : shares.map(() => random.normal());
  const means = own.map(
    (place, k) => separation * (shared === null ? place : 0.6 * place + 0.8 * shared[families?.[k] ?? 0]!),
  );
  const deviations = shares.map(() => Math.exp(0.2 * random.normal()));
  const zeros = shares.map(() => 0.1 + 0.5 * random.next());
  const values = new Float64Array(rows);
  const draw = (row: number, segment: number, z: number, isMissing: boolean, scores: Float64Array) => {
    const normal = means[segment]! + deviations[segment]! * z;
    const rates = means.map((mean) => Math.exp(1.8 + 0.5 * mean));
    const isZero = kind === 'zero-inflated' && random.next() < zeros[segment]!;
    const count = kind === 'count' ? poisson(rates[segment]!, random) : 0;
    values[row] = isMissing
      ? Number.NaN
      : kind === 'normal'
        ? 10 + 3 * normal
        : kind === 'count'
          ? count
          : isZero
            ? 0
            : Math.exp(3 + normal);
    if (isMissing) return;
    shares.forEach((_, k) => {
      const away = (normal - means[k]!) / deviations[k]!;
      const density = -0.5 * away * away - Math.log(deviations[k]!);
      scores[k]! +=
        kind === 'count'
          ? count * Math.log(rates[k]!) - rates[k]!
          : kind === 'zero-inflated'
            ? isZero
              ? Math.log(zeros[k]!)
              : Math.log(1 - zeros[k]!) + density
            : density;
    });
  };
  return { values, draw };
}

function drawWords(
  levels: number,
  shares: readonly number[],
  { rows, separation = 0.75 }: PlantOptions,
  random: SeededRandom,
) {
  const chances = shares.map(() => {
    const weights = Array.from({ length: levels }, () => Math.exp(separation * random.normal()));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / all);
  });
  const cumulated = chances.map(cumulate);
  const values = Array.from<string | null>({ length: rows }).fill(null);
  const draw = (row: number, segment: number, isMissing: boolean, scores: Float64Array) => {
    const level = pick(cumulated[segment]!, random);
    if (isMissing) return;
    values[row] = `level ${level}`;
    shares.forEach((_, k) => (scores[k]! += Math.log(chances[k]![level]!)));
  };
  return { values, draw };
}

function cumulate(shares: readonly number[]): readonly number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  let below = 0;
  return shares.map((share) => (below += share / all));
}

function pick(cumulated: readonly number[], random: SeededRandom): number {
  const at = random.next();
  const found = cumulated.findIndex((edge) => at < edge);
  return found < 0 ? cumulated.length - 1 : found;
}
