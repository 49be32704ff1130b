import type { Cell, Column } from '../../numeric/cluster/column.ts';
import { cellAt } from '../../numeric/cluster/column.ts';

/** Digits of a typical value: enough to be in the right group, few enough to be read. */
const DIGITS = 6;

/** A typical customer of a group, by column: the median of a number, the commonest word; without what nobody there has. */
export function typicalCustomer(
  columns: readonly Column[],
  labels: Int32Array,
  group: number,
): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const cells = Array.from(labels, (label, row) => (label === group ? cellAt(column, row) : null)).filter(
        (cell) => cell !== null,
      );
      const typical = column.type === 'numbers' ? medianOf(cells) : commonestOf(cells);
      return typical === null ? [] : [[column.name, typical]];
    }),
  );
}

/** The one row of a group that a score is highest for, as a typical customer. */
export function bestRow(
  columns: readonly Column[],
  labels: Int32Array,
  group: number,
  scoreOf: (row: number) => number,
): Readonly<Record<string, string | number | boolean>> {
  let best = -1;
  labels.forEach((label, row) => {
    if (label === group && (best < 0 || scoreOf(row) > scoreOf(best))) best = row;
  });
  return Object.fromEntries(
    columns.flatMap((column) => {
      const cell = best < 0 ? null : cellAt(column, best);
      return cell === null ? [] : [[column.name, typeof cell === 'number' ? rounded(cell) : cell]];
    }),
  );
}

const rounded = (value: number) => Number(value.toPrecision(DIGITS));

function medianOf(cells: readonly Cell[]): number | null {
  const sorted = Float64Array.from(cells, Number).sort();
  const middle = sorted[(sorted.length - 1) >> 1];
  return middle === undefined ? null : rounded(middle);
}

/** The first of them in the order of their texts, where two are as common. */
function commonestOf(cells: readonly Cell[]): string | boolean | null {
  const counts = new Map<string | boolean, number>();
  for (const cell of cells)
    if (typeof cell === 'string' || typeof cell === 'boolean') counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const [most] = [...counts].toSorted(
    ([a, many], [b, few]) => few - many || (String(a) < String(b) ? -1 : 1),
  );
  return most?.[0] ?? null;
}
