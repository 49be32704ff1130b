import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactNumber } from '../../sql/exact-number.ts';
import { transitionMatrix } from './matrix.ts';
import { OUTSIDE } from './states.ts';
import type { Transition } from './transitions.ts';

/** `stray` is in no definition. */
const IDS = ['a', 'b', 'c', 'stray', ...Object.values(OUTSIDE)];
const states = IDS.filter((id) => id !== 'stray').map((id) => ({
  id,
  title: id.toUpperCase(),
  kind: id.startsWith('_') ? ('outside' as const) : ('segment' as const),
}));
const transition = (from: string, to: string, customers: number, startMoney = '0', endMoney = '0') => ({
  ...{ from, to, customers, startMoney, endMoney },
  startUnpriced: 0,
  endUnpriced: 0,
});

const micros = (digits: string) => exactNumber(digits).unscaled;
const amount = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map((unscaled) => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(7, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
});
/** Any transitions, each pair of states at most once; nobody pays on a day they are outside. */
const transitions = fc
  .uniqueArray(
    fc.record({
      from: fc.constantFrom(...IDS),
      to: fc.constantFrom(...IDS),
      customers: fc.integer({ min: 1, max: 10 ** 6 }),
      startMoney: amount,
      endMoney: amount,
      startUnpriced: fc.nat(9),
      endUnpriced: fc.nat(9),
    }),
    { selector: ({ from, to }) => `${from} ${to}` },
  )
  .map((all) =>
    all.map((one): Transition => ({
      ...one,
      startMoney: one.from.startsWith('_') ? '0' : one.startMoney,
      endMoney: one.to.startsWith('_') ? '0' : one.endMoney,
    })),
  );

describe('transitionMatrix', () => {
  it('has changes that add up to the change between the days, whatever moved', () => {
    fc.assert(
      fc.property(transitions, (all) => {
        const { cells, money } = transitionMatrix({ start: states, end: states }, all, 10);
        const total = (name: 'startMoney' | 'endMoney') =>
          all.reduce(
            (sum, one) => sum + micros(one[name].includes('.') ? one[name] : `${one[name]}.000000`),
            0n,
          );
        const change = cells.reduce((sum, cell) => sum + micros(cell.change), 0n);
        expect(change).toBe(total('endMoney') - total('startMoney'));
        expect(micros(money.change)).toBe(change);
        expect(micros(money.end) - micros(money.start)).toBe(change);
      }),
    );
  });

  it('shares out every row, and keeps its base when only some are shown', () => {
    fc.assert(
      fc.property(transitions, fc.nat(20), (all, kept) => {
        const shown = all.slice(0, kept);
        const whole = transitionMatrix({ start: states, end: states }, all, 1);
        const part = transitionMatrix({ start: states, end: states }, all, 1, shown);
        for (const row of whole.rows.filter(({ customers }) => customers > 0)) {
          const shares = whole.cells.filter(({ from }) => from === row.id).map(({ share }) => share ?? NaN);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        }
        expect(part.rows).toEqual(whole.rows);
        for (const cell of part.cells) expect(whole.cells).toContainEqual(cell);
        expect(part.cells).toHaveLength(shown.length);
      }),
    );
  });

  it('counts customers of each day, shows the outside only where somebody was there, and no share of a few', () => {
    const matrix = transitionMatrix(
      { start: states, end: states },
      [
        transition('a', 'a', 8, '80.5', '81.75'),
        transition('a', OUTSIDE.former, 2, '20'),
        transition('b', 'a', 3, '3', '4'),
        transition(OUTSIDE.unlisted, 'b', 40, '0', '400'),
      ],
      10,
    );
    expect(matrix.rows.map(({ id, customers }) => [id, customers])).toEqual([
      ['a', 10],
      ['b', 3],
      ['c', 0],
      ['_unlisted', 40],
    ]);
    expect(matrix.columns.map(({ id }) => id)).toEqual(['a', 'b', 'c', '_former']);
    expect(matrix.customers).toEqual({ start: 13, end: 51 });
    expect(matrix.money).toEqual({ start: '103.500000', end: '485.750000', change: '382.250000' });
    expect(matrix.cells.map(({ from, to, share, change }) => [from, to, share, change])).toEqual([
      ['a', 'a', 0.8, '1.250000'],
      ['a', '_former', 0.2, '-20.000000'],
      ['b', 'a', null, '1.000000'],
      ['_unlisted', 'b', 1, '400.000000'],
    ]);
  });
});
