import { expect, it } from 'vitest';
import { movementFlow } from './movement-flow.ts';

const data = {
  counted: 'customers',
  dates: ['2026-05-31', '2026-06-30'],
  from: [
    { title: 'Small', customers: 75 },
    { title: 'Large', customers: 25 },
  ],
  to: [
    { title: 'Small', customers: 50 },
    { title: 'Large', customers: 50 },
  ],
  flows: [
    { from: 0, to: 0, customers: 50, stays: true },
    { from: 0, to: 1, customers: 25, stays: false },
    { from: 1, to: 1, customers: 25, stays: true },
  ],
} as const;
const svg = movementFlow.draw(data, { id: 'c', title: 'Flow', description: 'All', width: 760 });

it('gives bars and streams heights on one scale', () => {
  const bars = [...svg.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height));
  expect(bars).toEqual([225, 75, 150, 150]);
  const first = /d="M\S+ (\S+)C[^"]*L\S+ (\S+)C/.exec(svg);
  expect(Number(first?.[2]) - Number(first?.[1])).toBe(150);
});

it('draws who moved over who stayed, and says both bases', () => {
  expect(svg.lastIndexOf('Small to Large')).toBeGreaterThan(svg.lastIndexOf('Large to Large'));
  expect(svg).toContain('<title>Small to Large: 25 customers, 33.3 % of 75</title>');
});

it('leaves out who has nobody', () => {
  const empty = { title: 'Empty', customers: 0 };
  const more = { ...data, from: [...data.from, empty], to: [empty, ...data.to] };
  const shifted = { ...more, flows: data.flows.map((flow) => ({ ...flow, to: flow.to + 1 })) };
  expect(movementFlow.draw(shifted, { id: 'c', title: 'Flow', description: 'All', width: 760 })).toBe(svg);
});
