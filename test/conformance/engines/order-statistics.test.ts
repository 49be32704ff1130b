import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import {
  EVERYBODY,
  orderStatistics,
  plainDigits,
  readQuantile,
} from '../../../src/measures/figures/order-statistics.ts';
import { printRelation } from '../../../src/sql/print.ts';
import { TEXT, decimal } from '../../../src/sql/value-type.ts';
import { loadRows } from './load-rows.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const COLUMNS = [
  { name: 'segment', type: TEXT },
  { name: 'value', type: decimal(38, 6) },
];
const QUARTERS = [1, 2, 3] as const;

/** Type 7, by sorting. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.floor(at) + 1]];
  return low + (high - low) * (at - Math.floor(at));
}

describe(`order statistics on ${testedEngine}`, () => {
  const tested = useEngine();

  it('are what sorting gives, of each segment and of everybody, with ties and missing values', async () => {
    const random = seededRandom(5);
    const rows = Array.from({ length: 700 }, () => ({
      segment: ['a', 'b', 'c', 'd', null][Math.min(random.integer(0, 12), 4)] ?? null,
      value: random.next() < 0.1 ? null : String(random.integer(-200, 400) / 4),
    }));
    const of = (segment: string | null) =>
      rows.flatMap((row) =>
        row.value !== null && row.segment !== null && (segment === null || row.segment === segment)
          ? [Number(row.value)]
          : [],
      );
    const counts = new Map([
      ...['a', 'b', 'c', 'd'].map((segment) => [segment, of(segment).length] as const),
      [EVERYBODY, of(null).length] as const,
    ]);
    const relation = await loadRows(tested.engine, tested.directory, 'ordered', COLUMNS, rows);
    const told = await tested.engine.query(
      printRelation(orderStatistics(relation, counts, QUARTERS), tested.engine.dialect, {
        asOf: '2026-06-30' as CalendarDate,
        label: 'order',
        values: 'bound',
      }),
    );
    for (const segment of ['a', 'b', 'c', 'd', null])
      for (const quarters of QUARTERS) {
        const found = readQuantile(told, segment, counts, quarters);
        const values = of(segment);
        expect(Number(found && plainDigits(found.value))).toBe(quantile(values, quarters / 4));
        expect(values).toContain(found?.interval?.low);
        expect(values).toContain(found?.interval?.high);
        expect(found?.interval?.low).toBeLessThanOrEqual(quantile(values, quarters / 4));
        expect(found?.interval?.high).toBeGreaterThanOrEqual(quantile(values, quarters / 4));
      }
    expect(readQuantile(told, 'nobody', counts, 2)).toBeNull();
  });
});
