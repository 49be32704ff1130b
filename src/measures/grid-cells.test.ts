import { expect, it } from 'vitest';
import type { Segmentation } from '../definitions/project.ts';
import { readGridCells } from './grid-cells.ts';

const place = { path: '', line: 1, column: 1, length: 0 };
const grid = {
  cells: ['11', '12', '21', '22'],
  claims: [
    { segment: 'first', cells: new Set([0, 1]), place },
    { segment: 'second', cells: new Set([1, 2]), place },
  ],
};
const segmentation = { grid } as unknown as Segmentation;

it('gives each cell to the first that claims it, and keeps cells that nobody claims or is in', () => {
  const { cells } = readGridCells(segmentation, [
    { score: 12, active: 7 },
    { score: 22, active: 3 },
  ]) ?? { cells: [] };
  expect(cells).toEqual([
    { code: '11', segment: 'first', customers: 0 },
    { code: '12', segment: 'first', customers: 7 },
    { code: '21', segment: 'second', customers: 0 },
    { code: '22', segment: null, customers: 3 },
  ]);
});

it('counts those without a score apart', () => {
  expect(readGridCells(segmentation, [{ score: null, active: 4 }])?.withoutScore).toBe(4);
  expect(readGridCells(segmentation, [])?.withoutScore).toBe(0);
});

it('is nothing where there is no map', () => {
  expect(readGridCells({ grid: null } as unknown as Segmentation, [])).toBeNull();
});
