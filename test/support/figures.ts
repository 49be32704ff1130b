import type { Figures, FiguresFound, Need } from '../../src/measures/figures/figures.ts';
import { absent } from '../../src/measures/figures/figures.ts';
import type { MetricResult } from '../../src/measures/metrics/metric.ts';
import type { ExactNumber } from '../../src/sql/exact-number.ts';
import { exactNumber } from '../../src/sql/exact-number.ts';

const total = (values: readonly bigint[]): ExactNumber => ({
  unscaled: values.reduce((all, value) => all + value, 0n),
  scale: 0,
});

/** Moments of whole amounts. */
export function momentsOf(amounts: readonly number[]) {
  const values = amounts.map(BigInt);
  const sum = total(values);
  return { count: values.length, total: sum, sum, squares: total(values.map((value) => value * value)) };
}

/** A ratio of whole amounts, `[over, under]` of each customer. */
export function ratioOver(pairs: readonly (readonly [over: number, under: number])[]) {
  const sum = (of: (over: bigint, under: bigint) => bigint) =>
    total(pairs.map(([over, under]) => of(BigInt(over), BigInt(under))));
  const [over, under] = [sum((a) => a), sum((_, b) => b)];
  return {
    count: pairs.length,
    ...{ over, under },
    cents: {
      ...{ over, under },
      overOver: sum((a) => a * a),
      overUnder: sum((a, b) => a * b),
      underUnder: sum((_, b) => b * b),
    },
  };
}

/** Figures of a segment of which everything is known; a test changes what it is about. */
export const FIGURES: Figures = {
  sizes: { placed: 15, active: 12, allActive: 48 },
  movement: { joined: 3, left: 2 },
  balance: { mrr: exactNumber('1200.50'), each: momentsOf([100, 120, 80, 100, 100]) },
  contribution: { money: exactNumber('300'), all: exactNumber('1200.00'), customers: 12 },
  cohort: { customers: 20, lost: 3 },
  revenues: {
    net: ratioOver([
      [110, 100],
      [100, 100],
      [0, 100],
      [90, 100],
      [120, 100],
    ]),
    gross: ratioOver([
      [100, 100],
      [100, 100],
      [0, 100],
      [90, 100],
      [100, 100],
    ]),
    expansion: ratioOver([
      [10, 100],
      [0, 100],
      [0, 100],
      [0, 100],
      [20, 100],
    ]),
  },
  answers: { respondents: 10, promoters: 6, detractors: 1 },
  lifetime: {
    each: momentsOf([1000, 2000, 3000, 4000, 5000]),
    lowerQuartile: { value: exactNumber('2000'), interval: null },
    median: { value: exactNumber('3000'), interval: { low: 1000, high: 5000 } },
    upperQuartile: { value: exactNumber('4000'), interval: null },
  },
  deals: {
    won: 6,
    lost: 2,
    amounts: momentsOf([500, 700, 900, 700, 700]),
    medianAmount: { value: exactNumber('700'), interval: { low: 500, high: 900 } },
    timed: 5,
    medianDays: { value: exactNumber('42.500000'), interval: { low: 10, high: 90 } },
  },
  acquisition: { spend: exactNumber('1000'), newCustomers: 6 },
  margin: { share: exactNumber('0.8') },
};

/** Bases of five and more speak. */
export const TERMS = { minimum: 5 };

/** The figures without one of them. */
export function without(need: Need): FiguresFound {
  return { ...FIGURES, [need]: absent(`no ${need}`) };
}

/** Digits, `few <base>` or `absent: <reason>`. */
export function inShort(result: MetricResult): string {
  switch (result.kind) {
    case 'value':
      return result.value;
    case 'too-few':
      return `few ${result.base}`;
    case 'absent':
      return `absent: ${result.reason}`;
  }
}
