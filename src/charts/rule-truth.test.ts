import { expect, it } from 'vitest';
import { readPicture } from '../../test/support/read-picture.ts';
import { ruleTruth } from './rule-truth.ts';

const frame = { id: 'c', title: 'Rules', description: 'All', width: 760 };
const rule = { segment: 'Power', trueCount: 50, unknownCount: 30, falseCount: 20, takenCount: 50 };

it('stacks true, unknown and false in their proportions', () => {
  const svg = ruleTruth.draw({ counted: 'listed', rules: [rule] }, frame);
  const parts = readPicture(svg).boxes.filter(({ height }) => height === 18);
  const whole = parts.reduce((sum, { width }) => sum + width, 0);
  expect(parts.map(({ width }) => Math.round((100 * width) / whole))).toEqual([50, 30, 20]);
  expect(svg).toContain('fill="url(#c-stripes)"');
});

it('marks how many a rule took only where it took fewer than it is true of', () => {
  const draw = (takenCount: number) =>
    ruleTruth.draw({ counted: 'listed', rules: [{ ...rule, takenCount }] }, frame);
  expect(draw(50)).not.toContain('<line');
  expect(draw(10)).toContain('<line');
});

it('says the same as a table', () => {
  expect(ruleTruth.table({ counted: 'listed', rules: [rule] }).rows).toEqual([
    ['Power', '50', '30', '20', '50'],
  ]);
});
