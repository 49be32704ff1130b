import { readableEdges } from '../../numeric/readable-edges.ts';
import type { Expression } from '../../sql/expression.ts';
import { aggregate, choose, column, compare, integer, isNull } from '../../sql/expression.ts';
import { exactNumber } from '../../sql/exact-number.ts';
import { exactLiteral } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { DistributionCell } from './distribution.ts';
import { SEGMENT } from './members.ts';
import type { Measured, Total } from './totals.ts';

/** Of the known values, the share of zeros from which they stand apart. */
const ATOM = 0.05;
const BINS = 10;

/** Where edges are looked for: at the quantiles of everybody, so that a far value does not stretch the picture. */
export const SPANNED = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

/** Whether zeros get a cell of their own: there are many, and nothing is below them. */
export function zerosApart({ known, zeros, least, greatest }: Total): boolean {
  return zeros >= ATOM * known && zeros > 0 && least === 0 && greatest !== 0;
}

/**
 * Cells for a number, ascending: zeros apart where there are many, then bins with open ends. `quantiles` are those of
 * everybody whose value is in a bin.
 */
export function cellsOfNumber(
  total: Total,
  quantiles: readonly number[],
  { type }: Measured,
): readonly DistributionCell[] {
  const isWhole = type.kind === 'integer';
  const zero = zerosApart(total) ? [{ label: '0', from: 0, to: 0 }] : [];
  const edges = readableEdges(quantiles, BINS, isWhole);
  const ends = [null, ...edges];
  if (edges.length === 0) {
    const only = total.least === total.greatest ? number(total.least ?? 0) : 'any';
    return [...zero, { label: zero.length > 0 ? 'above 0' : only, from: null, to: null }];
  }
  return [
    ...zero,
    ...ends.map((from, index) => {
      const to = edges[index] ?? null;
      const label = labelOf(from, to, isWhole);
      return { label: from === null && zero.length > 0 ? `above 0, ${label}` : label, from, to };
    }),
  ];
}

function labelOf(from: number | null, to: number | null, isWhole: boolean): string {
  if (from === null) return `below ${number(to ?? 0)}`;
  if (to === null) return `${number(from)} and more`;
  if (!isWhole) return `${number(from)} to ${number(to)}`;
  return to - from === 1 ? number(from) : `${number(from)}–${number(to - 1)}`;
}

const number = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 6 });

/** One row for each segment and cell (its position; missing where the value is), with its count. */
export function cellCountsRelation(
  members: Relation,
  { name, type }: Measured,
  cells: readonly DistributionCell[],
): Relation {
  const value = column(name, type);
  const zero = cells.findIndex(({ from, to }) => from === 0 && to === 0);
  const upper = cells.flatMap(({ to }, cell) =>
    to === null || cell === zero ? [] : [{ when: compare(value, '<', edgeOf(to)), then: integer(cell) }],
  );
  const position = choose(
    [
      { when: isNull(value), then: NOWHERE },
      ...(zero < 0 ? [] : [{ when: compare(value, '=', integer(0)), then: integer(zero) }]),
      ...upper,
    ],
    integer(cells.length - 1),
    INTEGER,
  );
  const placed = extend(members, [{ name: CELL, expression: position }]);
  return select(
    placed,
    [
      { name: SEGMENT, expression: column(SEGMENT, TEXT) },
      { name: CELL, expression: column(CELL, INTEGER) },
      { name: ROWS, expression: aggregate('count', null, INTEGER) },
    ],
    { groupBy: [column(SEGMENT, TEXT), column(CELL, INTEGER)] },
  );
}

const CELL = '_cell';
const ROWS = '_rows';
const NOWHERE = integer(-1);

/** Reads the rows of {@link cellCountsRelation}: by segment, the count of each cell. */
export function readCellCounts(
  rows: readonly MeasuredRow[],
  cells: number,
): ReadonlyMap<string, readonly number[]> {
  const counts = new Map<string, number[]>();
  for (const row of rows) {
    const segment = String(row[SEGMENT]);
    const own = counts.get(segment) ?? Array.from({ length: cells }, () => 0);
    const cell = Number(row[CELL]);
    if (cell >= 0) own[cell] = Number(row[ROWS] ?? 0);
    counts.set(segment, own);
  }
  return counts;
}

/** An edge as exact digits, compared in the type of the values. */
function edgeOf(edge: number): Expression {
  const literal = exactLiteral(exactNumber(plainDigits(edge)));
  if (!literal) throw new Error(`an edge of more than 38 digits: ${edge}`);
  return literal;
}

/** Never with an exponent. */
function plainDigits(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(20).replace(/\.?0+$/, '');
}
