import type { ExampleRow, ExampleTable } from './example-table.ts';

/** A dirty row follows the 500th clean row of a file, and every thousandth from there. */
export const CLEAN_ROWS_PER_DIRTY_ROW = 1000;

const NO_SUCH_DAYS = ['2026-02-30', '0000-00-00', '13/25/2025', 'yesterday'] as const;

/**
 * Spoils about 0.1 % of a file, so that the quarantine has something to show. By turns a dirty row repeats the
 * row before it, key and all, or carries a new id and a day that no calendar has. Clean rows stay as they are.
 */
export interface DirtyRows {
  /** The dirty row that belongs after this clean one, or null. */
  after(row: ExampleRow): ExampleRow | null;
}

export function dirtyRows(table: ExampleTable): DirtyRows {
  const id = table.id === null ? -1 : table.columns.indexOf(table.id);
  const day = table.columns.indexOf(table.day);
  let clean = 0;
  let dirty = 0;
  return {
    after(row) {
      if (++clean % CLEAN_ROWS_PER_DIRTY_ROW !== CLEAN_ROWS_PER_DIRTY_ROW / 2) return null;
      const turn = dirty++;
      if (turn % 2 === 0) return row;
      const wrongDay = NO_SUCH_DAYS[((turn - 1) / 2) % NO_SUCH_DAYS.length]!;
      return row.map((cell, i) => (i === day ? wrongDay : i === id ? `${cell}-X` : cell));
    },
  };
}
