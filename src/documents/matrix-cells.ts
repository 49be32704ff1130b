import type { TransitionMatrix } from '../measures/movement/matrix.ts';

/** A matrix by positions, as the pictures of it take it. */
export function matrixCells({ rows, columns, cells }: TransitionMatrix) {
  const at = (side: TransitionMatrix['rows'], id: string) => side.findIndex((state) => state.id === id);
  return {
    rows: rows.map(({ id, title, customers, kind }) => ({
      title,
      customers,
      same: kind === 'outside' || at(columns, id) < 0 ? null : at(columns, id),
    })),
    columns,
    cells: cells.map(({ from, to, customers, share, change }) => ({
      row: at(rows, from),
      column: at(columns, to),
      ...{ customers, share, change },
    })),
  };
}

/** The same as streams from one side to the other. */
export function matrixFlows(matrix: TransitionMatrix) {
  const { rows, columns, cells } = matrixCells(matrix);
  return {
    from: rows,
    to: columns,
    flows: cells.map(({ row, column, customers }) => ({
      ...{ from: row, to: column, customers },
      stays: rows[row]?.same === column,
    })),
  };
}
