import type { CodeBook, ScaleBook } from './code-book.ts';
import { CODES, codeCount, MISSING, ZERO_ATOM } from './code-book.ts';
import type { CodedTable } from './codes.ts';
import { countCodes } from './mixture.ts';

/** Neighbouring codes are put together, up to so many, while they hold no more than this share of the rows. */
const MOST_TOGETHER = 4;
const MOST_SHARE = 0.04;

/**
 * The same rows with fewer codes for ordered values, for a search that is to be quick: tables of fine columns cost more
 * than rows do. What is learned is on the same scale and holds for the fine codes too, since a normal known only up to
 * wider intervals is learned as exactly; how much less is known is a few hundredths at most.
 */
export function coarsenTable(table: CodedTable): CodedTable {
  const width = table.books.length;
  const counts = countCodes(table, { rows: table.rows });
  const codes = Uint8Array.from(table.codes);
  const books = table.books.map((book, b): CodeBook => {
    if (book.family !== 'scale') return book;
    const own = counts.subarray(b * CODES, b * CODES + codeCount(book));
    const together = groupCodes(own);
    for (let at = b; at < codes.length; at += width) codes[at] = together[codes[at]!]!;
    return coarser(book, own, together);
  });
  return { rows: table.rows, books, codes };
}

/** For every old code its new one. */
function groupCodes(counts: Float64Array): Uint8Array {
  const most = MOST_SHARE * counts.reduce((sum, count) => sum + count, 0);
  const together = new Uint8Array(CODES);
  let [group, size, held] = [-1, MOST_TOGETHER, 0];
  counts.forEach((count, code) => {
    if (size === MOST_TOGETHER || held + count > most) [group, size, held] = [group + 1, 0, 0];
    size += 1;
    held += count;
    together[code] = group;
  });
  together[ZERO_ATOM] = ZERO_ATOM;
  together[MISSING] = MISSING;
  return together;
}

/** Edges between groups stay; a group lies where its rows lie on average, in its middle where it has none. */
function coarser(book: ScaleBook, counts: Float64Array, together: Uint8Array): ScaleBook {
  const groups = Array.from({ length: together[counts.length - 1]! + 1 }, (): number[] => []);
  counts.forEach((_, code) => groups[together[code]!]!.push(code));
  const mean = (codes: readonly number[], weightOf: (code: number) => number) =>
    codes.reduce((sum, code) => sum + weightOf(code) * book.centres[code]!, 0) /
    codes.reduce((sum, code) => sum + weightOf(code), 0);
  return {
    ...book,
    edges: groups.slice(1).map(([first]) => book.edges[first! - 1]!),
    centres: groups.map((codes) =>
      mean(codes, codes.some((code) => counts[code]! > 0) ? (code) => counts[code]! : () => 1),
    ),
  };
}
