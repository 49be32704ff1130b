import { expect, it } from 'vitest';
import { transitionMatrix } from './transition-matrix.ts';

const data = {
  counted: 'customers',
  tells: 'customers',
  currency: 'EUR',
  rows: [
    { title: 'Small', customers: 200, same: 0 },
    { title: 'New customers', customers: 4, same: null },
  ],
  columns: [
    { title: 'Small', customers: 190 },
    { title: 'Former customers', customers: 14 },
  ],
  cells: [
    { row: 0, column: 0, customers: 186, share: 0.93, change: '12.400000' },
    { row: 0, column: 1, customers: 1, share: 0.005, change: '-4500.000000' },
    { row: 1, column: 0, customers: 4, share: null, change: '80.000000' },
  ],
} as const;
const frame = { id: 'c', title: 'Moves', description: 'All', width: 760 };

it('tells each cell by both names, with count, share, base and money', () => {
  const svg = transitionMatrix.draw(data, frame);
  expect(svg).toContain(
    '<title>Small to Former customers: 1 customers, 0.5 % of 200, money \u22124,500 EUR</title>',
  );
  expect(svg).toContain('<title>New customers to Small: 4 customers, money +80 EUR</title>');
  expect(svg).toContain('&lt;1 %');
});

it('frames who stayed, and nobody else', () => {
  const svg = transitionMatrix.draw(data, frame);
  expect(svg.match(/stroke-width="1.5"/g)).toHaveLength(1);
});

it('shades by money on both sides of nothing, the greatest change fully', () => {
  const svg = transitionMatrix.draw({ ...data, tells: 'money' }, frame);
  expect(svg).toContain('diverging-0');
  expect(svg).toContain('>+80</text>');
  expect(svg).toContain('diverging-3');
  expect(svg).not.toContain('diverging-6');
});

it('lists cells with customers, and what it is shaded by', () => {
  expect(transitionMatrix.table(data).rows).toEqual([
    ['Small', 'Small', '186', '93.0 %'],
    ['Small', 'Former customers', '1', '0.5 %'],
    ['New customers', 'Small', '4', '–'],
  ]);
  const money = transitionMatrix.table({ ...data, tells: 'money' });
  expect(money.rows.map((row) => row.at(-1))).toEqual(['+12', '\u22124,500', '+80']);
});
