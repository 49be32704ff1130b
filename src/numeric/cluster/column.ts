/** A measured column: numbers, where null and NaN are missing. */
export interface NumberColumn {
  readonly name: string;
  readonly type: 'numbers';
  readonly values: Float64Array | Float32Array | Int32Array | readonly (number | null)[];
}

/** A column of words, where null is missing. */
export interface WordColumn {
  readonly name: string;
  readonly type: 'words';
  readonly values: readonly (string | null)[];
}

/** A column of yes and no, where null is missing. */
export interface FlagColumn {
  readonly name: string;
  readonly type: 'flags';
  readonly values: readonly (boolean | null)[];
}

/** One column of a table; all columns of a table have the same number of values. */
export type Column = NumberColumn | WordColumn | FlagColumn;

/** One value of a column; missing is null. */
export type Cell = number | string | boolean | null;

/** The value in a row, missing as null. */
export function cellAt({ values }: Column, row: number): Cell {
  const value = values[row] ?? null;
  return typeof value === 'number' && Number.isNaN(value) ? null : value;
}

/** The number of rows; throws a RangeError where columns differ in it or there is none. */
export function rowCount(columns: readonly Column[]): number {
  const rows = columns[0]?.values.length ?? 0;
  const odd = columns.find(({ values }) => values.length !== rows);
  if (odd) throw new RangeError(`column ${odd.name} has ${odd.values.length} values, the first one ${rows}`);
  if (rows === 0) throw new RangeError('a table needs a column and a row');
  return rows;
}
