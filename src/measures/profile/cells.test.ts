import { describe, expect, it } from 'vitest';
import { INTEGER, decimal } from '../../sql/value-type.ts';
import { cellsOfNumber, readCellCounts, zerosApart } from './cells.ts';

const total = (zeros: number, least: number, greatest: number) => ({
  known: 100,
  zeros,
  sum: null,
  least,
  greatest,
});

describe('cells of a number', () => {
  it('keep zeros apart where there are many and nothing is below them', () => {
    expect(zerosApart(total(40, 0, 90))).toBe(true);
    expect(zerosApart(total(4, 0, 90))).toBe(false);
    expect(zerosApart(total(40, -5, 90))).toBe(false);
    expect(zerosApart(total(100, 0, 0))).toBe(false);
  });

  it('name whole numbers by their first and last, single ones alone', () => {
    const cells = cellsOfNumber(total(0, 1, 60), [10, 20, 30, 40, 50], { name: 'seats', type: INTEGER });
    expect(cells.map(({ label }) => label)).toEqual([
      'below 15',
      '15–19',
      '20–24',
      '25–29',
      '30–34',
      '35–39',
      '40–44',
      '45 and more',
    ]);
    const few = cellsOfNumber(total(30, 0, 6), [1, 2, 3, 4, 5], { name: 'tickets', type: INTEGER });
    expect(few.map(({ label }) => label)).toEqual(['0', 'above 0, below 2', '2', '3', '4 and more']);
  });

  it('name decimals by their edges, and one value by itself', () => {
    const cells = cellsOfNumber(total(0, 0.1, 0.9), [0.1, 0.5, 0.9], { name: 'share', type: decimal(9, 2) });
    expect(cells[1]).toEqual({ label: '0.2 to 0.3', from: 0.2, to: 0.3 });
    expect(cellsOfNumber(total(0, 7, 7), [7, 7], { name: 'same', type: INTEGER })).toEqual([
      { label: '7', from: null, to: null },
    ]);
    expect(cellsOfNumber(total(50, 0, 7), [7, 7], { name: 'some', type: INTEGER })).toEqual([
      { label: '0', from: 0, to: 0 },
      { label: 'above 0', from: null, to: null },
    ]);
  });

  it('leave out rows without a value', () => {
    const rows = [
      { _segment: 'a', _cell: 1, _rows: 4 },
      { _segment: 'a', _cell: -1, _rows: 9 },
      { _segment: 'b', _cell: 0, _rows: 2 },
    ];
    expect([...readCellCounts(rows, 2)]).toEqual([
      ['a', [0, 4]],
      ['b', [2, 0]],
    ]);
  });
});
