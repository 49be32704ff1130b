import type { SeededRandom } from '../../../src/base/seeded-random.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Column } from '../../../src/numeric/cluster/column.ts';
import { cellAt } from '../../../src/numeric/cluster/column.ts';

/** Hides cells of a column with a chance that may depend on the value. */
function hide(column: Column, chance: (value: number) => number, random: SeededRandom): Column {
  if (column.type !== 'numbers') throw new TypeError(`${column.name} holds no numbers`);
  const values = Array.from({ length: column.values.length }, (_, row) => {
    const value = Number(cellAt(column, row) ?? Number.NaN);
    return random.next() < chance(value) ? null : value;
  });
  return { ...column, values };
}

const replace = (columns: readonly Column[], at: number, by: Column) =>
  columns.map((column, i) => (i === at ? by : column));

/** Hides a share of one column, whatever its values. */
export function hideShare(
  columns: readonly Column[],
  at: number,
  share: number,
  seed: number,
): readonly Column[] {
  return replace(
    columns,
    at,
    hide(columns[at]!, () => share, seededRandom(seed).fork('hide')),
  );
}

/** Hides what is above the median of a column four times as often as the rest: missing says something. */
export function hideHigh(columns: readonly Column[], at: number, seed: number): readonly Column[] {
  const column = columns[at]!;
  const present = Array.from({ length: column.values.length }, (_, row) =>
    Number(cellAt(column, row) ?? Number.NaN),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const median = present[Math.floor(present.length / 2)]!;
  const chance = (value: number) => (value > median ? 0.6 : 0.15);
  return replace(columns, at, hide(column, chance, seededRandom(seed).fork('hide high')));
}

/** Puts copies of a column beside it, under other names. */
export function copyColumn(columns: readonly Column[], at: number, copies: number): readonly Column[] {
  const column = columns[at]!;
  return [
    ...columns,
    ...Array.from({ length: copies }, (_, i) => ({ ...column, name: `${column.name} copy ${i}` })),
  ];
}
