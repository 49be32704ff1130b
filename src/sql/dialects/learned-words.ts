import type { Dialect, Spelling } from './dialect.ts';
import { INTEGER } from '../value-type.ts';
import type { EdgeGrid } from './edge-grid.ts';
import { edgeGrid } from './edge-grid.ts';

/** So few edges are compared with one after the other, halving them each time. */
const FEW_EDGES = 12;

/** Where a number lies among edges: by the cell of a grid it is in, or by halving them. */
export const edgeCount: Spelling<'edge-count'> = ({ operand, edges }, printer, dialect) => {
  const value = printer.operand(operand);
  const grid = edges.length > FEW_EDGES ? edgeGrid(edges) : null;
  if (grid !== null) return inGrid(value, grid, dialect);
  return `case when ${value} is not null then ${halving(value, edges, 0, edges.length, dialect)} end`;
};

/** The sum of one entry of each table. */
export const tableSum: Spelling<'table-sum'> = ({ from, tables, type }, printer, dialect) => {
  const number = (value: number) => (type.kind === 'integer' ? String(value) : dialect.double(value));
  const entries = tables.map(({ index, values }) =>
    dialect.entry(values.map(number), type, printer.operand(index)),
  );
  return `(${[dialect.cast(number(from), type), ...entries].join(' + ')})`;
};

/** The comparisons are missing where the value is, and then so is the sum; least and greatest are not. */
function inGrid(value: string, grid: EdgeGrid, dialect: Dialect): string {
  const { scale, from, perUnit, low, high, before, inCell } = grid;
  const double = dialect.double;
  const clipped = `least(greatest(${value}, ${double(low)}), ${double(high)})`;
  const placed = scale === 'linear' ? clipped : `ln(${double(1)} + ${clipped})`;
  const cell = dialect.cast(`floor((${placed} - ${double(from)}) * ${double(perUnit)})`, INTEGER);
  const entry = (values: readonly string[], type: typeof INTEGER) => dialect.entry(values, type, cell);
  const passed = inCell.map((edges) => {
    const edge = entry(edges.map(double), { kind: 'double' });
    return dialect.cast(`${value} >= ${edge}`, INTEGER);
  });
  return `(${[entry(before.map(String), INTEGER), ...passed].join(' + ')})`;
}

/** How many of the edges from `low` up to `high` are passed, all before them being so. */
function halving(
  value: string,
  edges: readonly number[],
  low: number,
  high: number,
  dialect: Dialect,
): string {
  if (low === high) return String(low);
  const middle = (low + high) >> 1;
  const above = halving(value, edges, middle + 1, high, dialect);
  const below = halving(value, edges, low, middle, dialect);
  return `case when ${value} >= ${dialect.double(edges[middle]!)} then ${above} else ${below} end`;
}
