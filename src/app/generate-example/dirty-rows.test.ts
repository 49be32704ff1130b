import { describe, expect, it } from 'vitest';
import { parseCalendarDate } from '../../base/calendar-date.ts';
import { dirtyRows } from './dirty-rows.ts';
import type { ExampleRow, ExampleTable } from './example-table.ts';

const table: ExampleTable = {
  name: 'notes',
  columns: ['note_id', 'written_on', 'text'],
  id: 'note_id',
  day: 'written_on',
  rows: () => [],
};

const spoiledOf = (head: ExampleTable, count: number): readonly (readonly [number, ExampleRow])[] => {
  const dirt = dirtyRows(head);
  return Array.from({ length: count }, (_, i) => i + 1).flatMap((i) => {
    const row = dirt.after([`n${i}`, '2026-01-05', 'hello']);
    return row ? [[i, row] as const] : [];
  });
};

describe('dirty rows', () => {
  it('follow the 500th row and every thousandth from there', () => {
    expect(spoiledOf(table, 499)).toEqual([]);
    expect(spoiledOf(table, 3500).map(([at]) => at)).toEqual([500, 1500, 2500, 3500]);
  });

  it('by turns repeat the row or spoil the day under a new id', () => {
    const [first, second, third, fourth] = spoiledOf(table, 3500).map(([, row]) => row);
    expect(first).toEqual(['n500', '2026-01-05', 'hello']);
    expect(second?.[0]).toBe('n1500-X');
    expect(parseCalendarDate(String(second?.[1]))).toBeNull();
    expect(third).toEqual(['n2500', '2026-01-05', 'hello']);
    expect(fourth?.[1]).not.toBe(second?.[1]);
  });

  it('keep the id where several columns name a row', () => {
    const spoiled = spoiledOf({ ...table, id: null }, 1500).map(([, row]) => row);
    expect(spoiled[1]?.[0]).toBe('n1500');
  });
});
