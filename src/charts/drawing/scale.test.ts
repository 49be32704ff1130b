import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linearScale, niceExtent, niceTicks } from './scale.ts';

it('maps ends to ends and keeps proportions', () => {
  const scale = linearScale([10, 20], [0, 500]);
  expect([10, 12, 20].map(scale)).toEqual([0, 100, 500]);
  expect(linearScale([3, 3], [0, 500])(3)).toBe(250);
});

it('ticks at round numbers', () => {
  expect(niceTicks([0, 0.783], 4)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(niceTicks([-0.3, 0.42], 4)).toEqual([-0.4, -0.2, 0, 0.2, 0.4, 0.6]);
  expect(niceTicks([0, 1], 4)).toEqual([0, 0.5, 1]);
  expect(niceTicks([7, 7])).not.toHaveLength(0);
});

it('holds every domain between the first and the last tick, with few of them', () => {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(number, fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (low, width) => {
      const ticks = niceTicks([low, low + width]);
      const [first, last] = niceExtent(ticks);
      expect(first).toBeLessThanOrEqual(low + width * 1e-6 + Math.abs(low) * 1e-9);
      expect(last).toBeGreaterThanOrEqual(low + width - width * 1e-6 - Math.abs(low) * 1e-9);
      expect(ticks.length).toBeLessThanOrEqual(9);
    }),
  );
});
