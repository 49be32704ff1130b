import { codeCount, CODES, MISSING, ZERO_ATOM } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import type { ColumnParameters } from './families/index.ts';
import { freedomOf, learnColumn, logMassesOf, startColumn } from './families/index.ts';
import type { CodeBook } from './code-book.ts';
import type { Block, MixtureKernel } from './kernel.ts';
import { BLOCK, lanesFor, PADDING } from './kernel.ts';

/** A mixture of components in which columns are independent: their shares and what each column is like in them. */
export interface MixtureParameters {
  readonly shares: readonly number[];
  readonly columns: readonly ColumnParameters[];
}

/** What one pass over rows gives: weight by column, code and component, and the log likelihood it was found with. */
export interface MixturePass {
  readonly histogram: Float64Array;
  readonly lanes: number;
  readonly logLikelihood: number;
}

/** Rows looked at: the first `rows` of the table, each as often as its weight says; once where there are none. */
export interface PassRows {
  readonly rows?: number;
  readonly weights?: Float32Array | null;
}

/** The parameters as the kernel reads them. */
export function tablesOf(books: readonly CodeBook[], { shares, columns }: MixtureParameters) {
  const lanes = lanesFor(shares.length);
  const tables = new Float32Array(books.length * CODES * lanes);
  const masses = new Float64Array(CODES);
  for (let b = 0; b < books.length; b++) {
    const { weight } = books[b]!;
    const codes = codeCount(books[b]!);
    for (let j = 0; j < shares.length; j++) {
      logMassesOf(books[b]!, columns[b]!, j, masses);
      const first = b * CODES * lanes + j;
      for (let code = 0, at = first; code < codes; code++, at += lanes) tables[at] = weight * masses[code]!;
      tables[first + ZERO_ATOM * lanes] = weight * masses[ZERO_ATOM]!;
    }
  }
  const logShares = new Float32Array(lanes).fill(PADDING);
  shares.forEach((share, j) => (logShares[j] = Math.log(Math.max(share, 1e-12))));
  return { lanes, tables, shares: logShares };
}

/** Blocks of a table that the kernel works on: always cut at the same rows, whoever does the work. */
export function* blocksOf(
  table: CodedTable,
  parameters: MixtureParameters,
  { rows = table.rows, weights = null }: PassRows = {},
): Generator<Block> {
  const tables = tablesOf(table.books, parameters);
  for (let from = 0; from < rows; from += BLOCK)
    yield {
      codes: table.codes,
      width: table.books.length,
      from,
      to: Math.min(from + BLOCK, rows),
      weights,
      ...tables,
    };
}

/** E and M in one pass: what the M step needs of the rows. Float sums of a block are carried into doubles. */
export function passOver(
  table: CodedTable,
  parameters: MixtureParameters,
  kernel: MixtureKernel,
  rows: PassRows = {},
): MixturePass {
  const lanes = lanesFor(parameters.shares.length);
  const histogram = new Float64Array(table.books.length * CODES * lanes);
  const floats = new Float32Array(histogram.length);
  let logLikelihood = 0;
  for (const block of blocksOf(table, parameters, rows)) {
    floats.fill(0);
    logLikelihood += kernel.accumulate(block, floats);
    if (block.from === 0) histogram.set(floats);
    else for (let i = 0; i < floats.length; i++) histogram[i]! += floats[i]!;
  }
  return { histogram, lanes, logLikelihood };
}

/** The M step: parameters from the histogram of a pass. Its cost does not depend on the number of rows. */
export function learnMixture(
  books: readonly CodeBook[],
  { histogram, lanes }: MixturePass,
  previous: MixtureParameters,
): MixtureParameters {
  const components = previous.shares.length;
  const slice = (b: number) => histogram.subarray(b * CODES * lanes, (b + 1) * CODES * lanes);
  const masses = previous.shares.map((_, j) => {
    let mass = 0;
    for (let code = 0; code < CODES; code++) mass += histogram[code * lanes + j]!;
    return mass;
  });
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  return {
    shares: masses.map((mass) => mass / all),
    columns: books.map((book, b) =>
      learnColumn(book, { weights: slice(b), lanes, components }, previous.columns[b]!),
    ),
  };
}

/** How often each code occurs: `counts[column * 256 + code]`. */
export function countCodes({ books, codes }: CodedTable, { rows, weights }: PassRows & { rows: number }) {
  const width = books.length;
  const counts = new Float64Array(width * CODES);
  for (let row = 0; row < rows; row++) {
    const weight = weights?.[row] ?? 1;
    for (let b = 0; b < width; b++) counts[b * CODES + codes[row * width + b]!]! += weight;
  }
  return counts;
}

/** Parameters with a component around each of the given rows. */
export function startAround(
  table: CodedTable,
  counts: Float64Array,
  seeds: readonly number[],
): MixtureParameters {
  const width = table.books.length;
  return {
    shares: seeds.map(() => 1 / seeds.length),
    columns: table.books.map((book, b) =>
      startColumn(
        book,
        counts.subarray(b * CODES, (b + 1) * CODES),
        seeds.map((row) => table.codes[row * width + b] ?? MISSING),
      ),
    ),
  };
}

/** Free parameters of a mixture of so many components. */
export function freedomOfMixture(books: readonly CodeBook[], components: number): number {
  return components - 1 + components * books.reduce((sum, book) => sum + freedomOf(book), 0);
}
