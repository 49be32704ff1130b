import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { wilson } from '../../numeric/wilson.ts';
import { segmentRetention } from './retention.ts';
import type { Transition } from './transitions.ts';

const day = (text: string) => text as CalendarDate;
const state = (id: string) => ({ id, title: id.toUpperCase(), kind: 'segment' as const });
const of = (from: string, to: string, customers: number): Transition => ({
  ...{ from, to, customers, startMoney: '0', endMoney: '0', startUnpriced: 0, endUnpriced: 0 },
});

describe('segmentRetention', () => {
  const told = segmentRetention(
    day('2026-01-31'),
    [state('big'), state('small'), { id: '_unlisted', title: 'New', kind: 'outside' }],
    [
      {
        asOf: day('2026-02-28'),
        transitions: [
          of('x', 'x', 30),
          of('y', 'y', 20),
          of('y', 'small', 30),
          of('small', 'small', 5),
          of('_unlisted', 'x', 99),
        ],
        idsOf: (segment) => (segment === 'big' ? ['x', 'y'] : [segment]),
      },
      {
        asOf: day('2026-03-31'),
        transitions: [
          of('big', 'big', 40),
          of('big', 'small', 10),
          of('big', '_former', 30),
          of('small', 'big', 5),
        ],
        idsOf: (segment) => [segment],
      },
    ],
    10,
  );

  it('follows a segment through the ids it had, two that became one as one', () => {
    const big = told.find(({ segment }) => segment === 'big');
    expect(big).toMatchObject({ title: 'BIG', base: 80 });
    expect(big?.points).toEqual([
      {
        asOf: '2026-02-28',
        days: 28,
        inSegment: { customers: 50, share: wilson(50, 80) },
        asCustomer: { customers: 80, share: wilson(80, 80) },
      },
      {
        asOf: '2026-03-31',
        days: 59,
        inSegment: { customers: 40, share: wilson(40, 80) },
        asCustomer: { customers: 50, share: wilson(50, 80) },
      },
    ]);
  });

  it('tells everybody together, and no share of a few', () => {
    expect(told.map(({ segment, base }) => [segment, base])).toEqual([
      [null, 85],
      ['big', 80],
      ['small', 5],
    ]);
    expect(
      told[0]?.points.map(({ inSegment, asCustomer }) => [inSegment.customers, asCustomer.customers]),
    ).toEqual([
      [55, 85],
      [40, 55],
    ]);
    expect(told[2]?.points[0]?.inSegment).toEqual({ customers: 5, share: null });
  });
});
