import type { CodeBook } from './code-book.ts';
import { codeCount, CODES, MISSING, ZERO_ATOM } from './code-book.ts';
import type { ColumnParameters } from './families/index.ts';
import { logMassesOf } from './families/index.ts';
import type { CentreParameters, ModeParameters } from './families/prototype-scores.ts';
import { centreScores, modeScores } from './families/prototype-scores.ts';
import type { Groups } from './merge-components.ts';

/** What is known of a column in each component: a distribution, or the middle of a group that others are measured from. */
export type FrozenColumn = ColumnParameters | CentreParameters | ModeParameters;

/**
 * All it takes to place a row: how values become codes, the mixture, which components make a segment, and how well rows
 * fitted where it was learned. Plain JSON; whatever places rows does so from this and nothing else.
 */
export interface FrozenMixture {
  readonly books: readonly CodeBook[];
  readonly parameters: { readonly shares: readonly number[]; readonly columns: readonly FrozenColumn[] };
  /** Components of each segment, segments by size, the largest first. */
  readonly groups: Groups;
  /** Standardised score of the rows learned from under their likeliest component: 101 quantiles, the least first. */
  readonly fitQuantiles: readonly number[];
  /** Mean of the same, exact where the quantiles only bracket it. */
  readonly fitMean: number;
}

/** Scores are whole numbers of this part of a nat, so that sums are exact in any order on any engine. */
export const SCORE_UNIT = 1 / 65_536;

/** What a code of a column adds to the score of each component: `byCode[code * components + component]`. */
export interface ColumnScores {
  readonly name: string;
  readonly byCode: Int32Array;
}

/**
 * A frozen mixture as sums: a row's score for a component is `shares[component]` plus what its code of every column
 * adds; missing adds 0. Its similarity to a segment is the softmax of the scores, summed over the segment's components.
 */
export interface ScoreTables {
  readonly components: number;
  readonly groups: Groups;
  readonly shares: Int32Array;
  readonly columns: readonly ColumnScores[];
  /** Mean and variance of the log mass of each column, in nats, over what the mixture expects. */
  readonly expected: Float64Array;
  readonly variance: Float64Array;
  readonly fitQuantiles: readonly number[];
}

export function scoreTables({ books, parameters, groups, fitQuantiles }: FrozenMixture): ScoreTables {
  const components = parameters.shares.length;
  const masses = books.map((book, b) =>
    scoresOf(book, parameters.columns[b]!, components).map((byCode) =>
      byCode.map((nats) => book.weight * nats),
    ),
  );
  const moments = books.map((book, b) => momentsOf(book, masses[b]!, parameters.shares));
  return {
    components,
    groups,
    shares: Int32Array.from(parameters.shares, (share) => inUnits(Math.log(Math.max(share, 1e-12)))),
    columns: books.map(({ name }, b) => ({ name, byCode: tableOf(masses[b]!, components) })),
    expected: Float64Array.from(moments, ({ mean }) => mean),
    variance: Float64Array.from(moments, ({ variance }) => variance),
    fitQuantiles,
  };
}

/** What each code of a column adds to each component, in nats: its log mass, or minus its distance. */
export function scoresOf(book: CodeBook, column: FrozenColumn, components: number): readonly Float64Array[] {
  if (column.family === 'centres' && book.family === 'scale') return centreScores(book, column);
  if (column.family === 'modes' && book.family === 'categories') return modeScores(book, column);
  if (column.family === 'centres' || column.family === 'modes')
    throw new TypeError(`column ${book.name} has parameters of another family`);
  return Array.from({ length: components }, (_, j) => logMassesOf(book, column, j));
}

const inUnits = (nats: number) => Math.round(nats / SCORE_UNIT);

function tableOf(masses: readonly Float64Array[], components: number): Int32Array {
  const table = new Int32Array(CODES * components);
  masses.forEach((byCode, j) =>
    byCode.forEach((mass, code) => {
      if (code !== MISSING) table[code * components + j] = inUnits(mass);
    }),
  );
  return table;
}

/** Mean and variance of a column's log mass when its codes come as the whole mixture says. */
function momentsOf(book: CodeBook, masses: readonly Float64Array[], shares: readonly number[]) {
  const codes = Array.from({ length: codeCount(book) }, (_, code) => code);
  if (book.family === 'scale' && book.zeroAtom) codes.push(ZERO_ATOM);
  let [all, sum, squares] = [0, 0, 0];
  for (const code of codes) {
    const mass = shares.reduce((total, share, j) => total + share * Math.exp(masses[j]![code]!), 0);
    if (mass === 0) continue;
    all += mass;
    sum += mass * Math.log(mass);
    squares += mass * Math.log(mass) ** 2;
  }
  if (all === 0) return { mean: 0, variance: 0 };
  const mean = sum / all;
  return { mean, variance: Math.max(0, squares / all - mean * mean) };
}
