import { codeCount, MISSING } from '../../numeric/cluster/code-book.ts';
import type { CodedTable } from '../../numeric/cluster/coded-table.ts';
import type { FrozenMixture, ScoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { scoresOf } from '../../numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../numeric/cluster/place-rows.ts';
import { sum } from '../../numeric/sum.ts';
import { orderedCodes } from './value-of-code.ts';

/** A code of one column in place of the row's own. */
export interface CodeChange {
  readonly column: number;
  readonly code: number;
  /** Share of rows the mixture expects between the two, 0..1; null where levels have no order. */
  readonly distance: number | null;
}

/**
 * Every single change of a code that places the row in another segment, the nearest first; levels without an order come
 * last, the likeliest first. A missing value is no value to change.
 */
export function movingChanges(
  mixture: FrozenMixture,
  tables: ScoreTables,
  codes: Uint8Array,
): readonly CodeChange[] {
  const changes = mixture.books.flatMap((_, column) => changesOf(mixture, column, codes[column] ?? MISSING));
  const { segment } = placeRows(tables, changedRows(mixture, codes, changes));
  const now = segment[changes.length];
  return changes
    .filter((_, at) => segment[at] !== now)
    .toSorted((a, b) => (a.distance ?? 2) - (b.distance ?? 2));
}

function changesOf(mixture: FrozenMixture, column: number, code: number): readonly CodeChange[] {
  const book = mixture.books[column];
  if (!book || code === MISSING) return [];
  const expected = expectedShares(mixture, column);
  const order = orderedCodes(book);
  if (order === null)
    return Array.from({ length: codeCount(book) }, (_, other) => other)
      .filter((other) => other !== code)
      .toSorted((a, b) => expected(b) - expected(a))
      .map((other) => ({ column, code: other, distance: null }));
  const at = order.indexOf(code);
  return [order.slice(0, at).toReversed(), order.slice(at + 1)].flatMap((codes) => {
    const passed = codes.map((_, step) => expected(codes[step - 1] ?? code));
    return codes.map((other, step) => ({
      column,
      code: other,
      distance: sum(passed.slice(0, step + 1)),
    }));
  });
}

/** The share of rows with a value that is expected at each code of a column; of prototypes, by how near the codes lie. */
function expectedShares({ books, parameters }: FrozenMixture, column: number): (code: number) => number {
  const [book, learned] = [books[column], parameters.columns[column]];
  if (!book || !learned) return () => 0;
  const scores = scoresOf(book, learned, parameters.shares.length);
  const weightOf = (code: number) =>
    sum(parameters.shares.map((share, j) => share * Math.exp(scores[j]?.[code] ?? -Infinity)));
  const codes = orderedCodes(book) ?? Array.from({ length: codeCount(book) }, (_, code) => code);
  const all = sum(codes.map(weightOf));
  return (code) => (all === 0 ? 0 : weightOf(code) / all);
}

/** A row for each change, and last the row as it is. */
function changedRows(
  { books }: FrozenMixture,
  codes: Uint8Array,
  changes: readonly CodeChange[],
): CodedTable {
  const width = books.length;
  const all = new Uint8Array((changes.length + 1) * width);
  changes.forEach(({ column, code }, row) => {
    all.set(codes, row * width);
    all[row * width + column] = code;
  });
  all.set(codes, changes.length * width);
  return { rows: changes.length + 1, books, codes: all };
}
