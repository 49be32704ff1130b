import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import { formatExact } from '../../../src/sql/exact-number.ts';
import type { Expression } from '../../../src/sql/expression.ts';
import { column, integer, quotient } from '../../../src/sql/expression.ts';
import { printRelation } from '../../../src/sql/print.ts';
import { extend } from '../../../src/sql/relation.ts';
import { INTEGER, TEXT, decimal } from '../../../src/sql/value-type.ts';
import { loadRows } from './load-rows.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const MICROS = { kind: 'decimal', precision: 38, scale: 6 } as const;
const TENTHS = { kind: 'decimal', precision: 22, scale: 1 } as const;
const UNITS = { kind: 'decimal', precision: 20, scale: 0 } as const;
const COLUMNS = [
  { name: 'key', type: INTEGER },
  { name: 'cents', type: decimal(18, 2) },
  { name: 'fine', type: decimal(30, 8) },
  { name: 'count', type: INTEGER },
  { name: 'divisor', type: decimal(12, 3) },
  { name: 'group', type: TEXT },
];

/** `left / right` in units of `10^-scale`, half away from zero: the same rule in whole numbers of any length. */
function divided(left: bigint, leftScale: number, right: bigint, rightScale: number, scale: number): string {
  const dividend = left * 10n ** BigInt(scale + rightScale);
  const divisor = right * 10n ** BigInt(leftScale);
  const magnitude = ((dividend < 0n ? -dividend : dividend) * 2n + divisor) / (divisor * 2n);
  return formatExact({ unscaled: dividend < 0n ? -magnitude : magnitude, scale });
}

describe(`quotients and grouped windows on ${testedEngine}`, () => {
  const tested = useEngine();
  const random = seededRandom(11);
  const whole = (digits: number) => {
    const text = Array.from({ length: random.integer(1, digits) }, () => random.integer(0, 9)).join('');
    return BigInt(text) * (random.next() < 0.3 ? -1n : 1n);
  };
  const rows = Array.from({ length: 600 }, (_, key) => ({
    key,
    cents: whole(17),
    fine: whole(24),
    count: whole(15),
    divisor: random.next() < 0.05 ? 0n : BigInt(random.integer(1, 99_999_999)),
    group: ['a', 'b', null][random.integer(0, 2)] ?? null,
  }));

  it('of one digit by one digit are as exact as any', async () => {
    const columns = [
      { name: 'count', type: INTEGER },
      { name: 'divisor', type: INTEGER },
    ];
    const pairs = Array.from({ length: 200 }, (_, index) => ({
      count: (index % 20) - 5,
      divisor: Math.floor(index / 20),
    }));
    const table = await loadRows(tested.engine, tested.directory, 'digits', columns, pairs);
    const expression = quotient(column('count', INTEGER), column('divisor', INTEGER), UNITS);
    const answer = await tested.engine.query(
      printRelation(extend(table, [{ name: 'ratio', expression }]), tested.engine.dialect, {
        asOf: '2026-06-30' as CalendarDate,
        label: 'digits',
        values: 'bound',
      }),
    );
    expect(answer).toHaveLength(200);
    for (const { count, divisor, ratio } of answer)
      expect(ratio, `${count} / ${divisor}`).toBe(
        divisor === 0 ? null : divided(BigInt(Number(count)), 0, BigInt(Number(divisor)), 0, 0),
      );
  });

  it('are exact, rounded half away from zero, missing where the divisor is zero', async () => {
    const events = await loadRows(
      tested.engine,
      tested.directory,
      'quotients',
      COLUMNS,
      rows.map((row) => ({
        key: row.key,
        cents: formatExact({ unscaled: row.cents, scale: 2 }),
        fine: formatExact({ unscaled: row.fine, scale: 8 }),
        count: row.count.toString(),
        divisor: formatExact({ unscaled: row.divisor, scale: 3 }),
        group: row.group,
      })),
    );
    const col = (name: string) => column(name, COLUMNS.find((one) => one.name === name)?.type ?? TEXT);
    const window = (name: 'below' | 'upto' | 'known'): Expression => ({
      kind: 'window',
      function: name,
      operand: col('count'),
      within: [col('group')],
      type: INTEGER,
    });
    const relation = extend(events, [
      { name: 'monthly', expression: quotient(col('cents'), integer(12), MICROS) },
      { name: 'rounded', expression: quotient(col('fine'), integer(1), MICROS) },
      { name: 'tenths', expression: quotient(col('count'), col('divisor'), TENTHS) },
      { name: 'below', expression: window('below') },
      { name: 'upto', expression: window('upto') },
      { name: 'known', expression: window('known') },
    ]);
    const answer = await tested.engine.query(
      printRelation(relation, tested.engine.dialect, {
        asOf: '2026-06-30' as CalendarDate,
        label: 'quotients',
        values: 'bound',
      }),
    );
    expect(answer).toHaveLength(600);
    for (const row of answer) {
      const given = rows[Number(row['key'])];
      if (!given) throw new Error('no such row');
      expect(row['monthly']).toBe(divided(given.cents, 2, 12n, 0, 6));
      expect(row['rounded']).toBe(divided(given.fine, 8, 1n, 0, 6));
      expect(row['tenths']).toBe(given.divisor === 0n ? null : divided(given.count, 0, given.divisor, 3, 1));
      const near = rows.filter(({ group }) => group === given.group).map(({ count }) => count);
      expect([row['below'], row['upto'], row['known']]).toEqual([
        near.filter((count) => count < given.count).length,
        near.filter((count) => count <= given.count).length,
        near.length,
      ]);
    }
  });
});
