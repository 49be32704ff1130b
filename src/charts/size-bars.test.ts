import { expect, it } from 'vitest';
import { readPicture } from '../../test/support/read-picture.ts';
import { sizeBars } from './size-bars.ts';

const frame = { id: 'c', title: 'Sizes', description: 'All', width: 760 };
const segments = [
  { title: 'Small', isFallback: false, customers: 75, money: '100.00' },
  { title: 'Large', isFallback: false, customers: 25, money: '300.00' },
  { title: 'Others', isFallback: true, customers: 0, money: null },
];
const barsOf = (svg: string) => readPicture(svg).boxes.filter(({ height }) => height === 11);

it('draws customers and money on one scale of shares', () => {
  const widths = barsOf(sizeBars.draw({ currency: 'EUR', segments }, frame)).map(({ width }) => width);
  const unit = (widths[0] ?? 0) / 75;
  expect(widths.map((width) => Math.round(width / unit))).toEqual([75, 25, 25, 75, 0, 0]);
});

it('leaves money out where there is none', () => {
  expect(barsOf(sizeBars.draw({ currency: null, segments }, frame))).toHaveLength(3);
  expect(sizeBars.table({ currency: null, segments }).columns.map(({ title }) => title)).toEqual([
    'Segment',
    'Customers',
    'Share',
  ]);
});

it('says the same as a table', () => {
  expect(sizeBars.table({ currency: 'EUR', segments }).rows).toEqual([
    ['Small', '75', '75.0 %', '100', '25.0 %'],
    ['Large', '25', '25.0 %', '300', '75.0 %'],
    ['Others (fallback)', '0', '0.0 %', '–', '0.0 %'],
  ]);
});
