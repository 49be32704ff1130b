import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOVEMENTS } from '../../src/measures/mrr-movements.ts';
import { addExact, exactNumber, formatExact } from '../../src/sql/exact-number.ts';
import type { BookLine } from '../support/book-project.ts';
import { accountsCsv, BOOK_PROJECT, linesCsv, RATES } from '../support/book-project.ts';
import { testProject } from '../support/project.ts';
import { readFacts } from '../support/read-facts.ts';

const line = (account: string, starts: string, amount: string, rest: Partial<BookLine> = {}): BookLine => ({
  account,
  starts,
  amount,
  ends: '',
  billing: 'monthly',
  trial: false,
  currency: 'EUR',
  ...rest,
});

const project = (lines: readonly BookLine[], ids: readonly string[]) =>
  testProject({
    'clade.yaml': BOOK_PROJECT,
    'data/accounts.csv': accountsCsv(ids),
    'data/lines.csv': linesCsv(lines),
    'data/rates.csv': RATES,
  });

const LINES = [
  line('a1', '2025-01-01', '100.00'),
  line('a1', '2026-06-01', '1000.00', { billing: 'annual' }),
  line('a2', '2025-01-01', '50.00', { ends: '2026-05-01' }),
  line('a3', '2026-06-20', '75.00', { trial: true }),
  line('a4', '2026-01-01', '10.00', { currency: 'USD' }),
  line('a5', '2026-01-01', '10.00', { currency: 'GBP' }),
  line('a6', '2026-01-01', '10.00', { currency: 'SEK' }),
  line('a6', '2026-01-01', '10.00'),
  line('a7', '2026-01-01', '10.00', { billing: 'weekly' }),
  line('a8', '2026-06-30', '12.00', { ends: '2026-09-28' }),
  line('a9', '2026-07-01', '12.00'),
];
const IDS = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'none'];

describe('a subscription book', () => {
  it('adds overlapping lines, leaves trials out, and divides a year exactly', async () => {
    const { clade, folder } = project(LINES, IDS);
    const { value, findings } = await clade.run({ asOf: '2026-06-30' });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value?.segmentations[0]).toMatchObject({ customers: 10, active: 6 });
    const told = await readFacts(folder);
    expect(told['a1']).toMatchObject({
      mrr: '183.333333',
      arr: '2199.999996',
      live: '2',
      first_start: '2025-01-01',
      tenure: '545',
      mrr_then: '100.000000',
      growth: '83.333333',
      renews: null,
      _status: 'customer',
    });
    expect(told['a2']).toMatchObject({
      mrr: '0.000000',
      last_end: '2026-05-01',
      tenure: '485',
      growth: '-50.000000',
      _status: 'former',
    });
    expect(told['a3']).toMatchObject({ mrr: '0.000000', live: '0', first_start: null, _status: 'prospect' });
    expect(told['a8']).toMatchObject({ mrr: '12.000000', renews: '90', tenure: '0', mrr_then: '0.000000' });
    expect(told['a9']).toMatchObject({ mrr: '0.000000', _status: 'prospect' });
    expect(told['none']).toMatchObject({ mrr: '0.000000', live: '0', _status: 'prospect' });
  });

  it('takes the latest rate on or before each date, and never counts what it cannot convert', async () => {
    const { clade, folder } = project(LINES, IDS);
    const { findings } = await clade.run({ asOf: '2026-06-30' });
    const told = await readFacts(folder);
    expect(told['a4']).toMatchObject({ mrr: '9.500000', mrr_then: '9.500000' });
    expect(told['a5']).toMatchObject({ mrr: '11.500000', mrr_then: null, growth: null });
    expect(told['a6']).toMatchObject({ mrr: null, live: '2', _status: 'customer' });
    expect(told['a7']).toMatchObject({ mrr: null, live: '1' });
    expect(findings.find(({ code }) => code === 'money-unknown')?.data).toMatchObject({
      lines: 2,
      customers: 2,
    });
    const february = project(LINES, IDS);
    await february.clade.run({ asOf: '2026-02-28' });
    expect((await readFacts(february.folder))['a4']).toMatchObject({ mrr: '9.000000' });
  });

  it('refuses who is a customer said twice, and by nothing', async () => {
    const codes = async (yaml: string) => {
      const { clade, write } = project(LINES, IDS);
      write('clade.yaml', yaml);
      return (await clade.check()).findings.map(({ code }) => code);
    };
    expect(
      await codes(BOOK_PROJECT.replace('churn: revenue,', 'churn: revenue, activeWhen: live > 0,')),
    ).toContain('churn-by-book');
    expect(await codes(BOOK_PROJECT.replace('measure: first_start', 'measure: last_end'))).toContain(
      'churn-by-book',
    );
    expect(
      await codes(
        BOOK_PROJECT.replace(
          'rates: { source: rates, currency: code',
          'rates: { source: rates, currency: rate',
        ),
      ),
    ).toContain('book-column');
  });
});

describe('movements of revenue', () => {
  it('tells each account once and names what it left out', async () => {
    const lines = [
      line('a1', '2025-01-01', '100.00'),
      line('a1', '2026-06-01', '20.00'),
      line('a2', '2025-01-01', '50.00', { ends: '2026-05-01' }),
      line('a3', '2025-01-01', '40.00', { ends: '2025-06-01' }),
      line('a3', '2026-05-01', '41.00'),
      line('a4', '2026-05-01', '7.00'),
      line('a5', '2025-01-01', '9.00', { ends: '2026-05-01' }),
      line('a5', '2026-05-01', '8.00'),
      line('a6', '2025-01-01', '5.00'),
      line('a7', '2025-01-01', '5.00', { currency: 'SEK' }),
      line('zz', '2025-01-01', '5.00'),
    ];
    const { clade } = project(lines, IDS);
    const { value, findings, ages } = await clade.revenue({ from: '2026-03-31', to: '2026-06-30' });
    expect(ages).toMatchObject({ asOf: '2026-06-30', ranOn: null, learnedAsOf: null });
    expect(value?.total).toEqual({
      segment: null,
      startMrr: '164.000000',
      endMrr: '181.000000',
      change: '17.000000',
      movements: [
        { kind: 'new', accounts: 1, change: '7.000000' },
        { kind: 'reactivation', accounts: 1, change: '41.000000' },
        { kind: 'expansion', accounts: 1, change: '20.000000' },
        { kind: 'contraction', accounts: 1, change: '-1.000000' },
        { kind: 'churn', accounts: 1, change: '-50.000000' },
        { kind: 'unchanged', accounts: 1, change: '0.000000' },
      ],
    });
    expect(findings.map(({ code, data }) => [code, data])).toEqual([
      ['money-unknown', { unpriced: 1, unlisted: 1 }],
      ['customers-unlisted', { unpriced: 1, unlisted: 1 }],
    ]);
  });

  it('adds up by the segments of the start', async () => {
    const { clade } = project(LINES, IDS);
    const asked = { from: '2026-04-30', to: '2026-07-31', by: 'size' };
    expect((await clade.revenue(asked)).findings[0]?.code).toBe('nothing-published');
    await clade.run({ asOf: '2026-04-30' });
    const { value } = await clade.revenue(asked);
    expect(value?.by?.asOf).toBe('2026-04-30');
    const parts = value?.by?.segments ?? [];
    const sum = (pick: (one: (typeof parts)[number]) => string) =>
      formatExact(parts.map(pick).map(exactNumber).reduce(addExact));
    expect(sum(({ change }) => change)).toBe(value?.total.change);
    expect(sum(({ startMrr }) => startMrr)).toBe(value?.total.startMrr);
    expect(parts.find(({ segment }) => segment === 'large')?.movements).toContainEqual({
      kind: 'expansion',
      accounts: 1,
      change: '83.333333',
    });
  });

  it('always add up to the change of revenue, whatever the book', async () => {
    const day = fc
      .integer({ min: 0, max: 700 })
      .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10));
    const lines = fc.array(
      fc.record({
        account: fc.constantFrom(...IDS),
        starts: day,
        ends: fc.oneof(fc.constant(''), day),
        amount: fc
          .integer({ min: -5000, max: 900_000 })
          .map((cents) => formatExact({ unscaled: BigInt(cents), scale: 2 })),
        billing: fc.constantFrom('monthly', 'annual'),
        trial: fc.boolean(),
        currency: fc.constantFrom('EUR', 'USD'),
      }),
      { minLength: 1, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(lines, day, day, async (book, one, other) => {
        fc.pre(one !== other);
        const [from, to] = [one, other].sort() as [string, string];
        const { clade } = project(book, IDS);
        const { value } = await clade.revenue({ from, to });
        if (!value) throw new Error('no revenue');
        const { total } = value;
        expect(total.movements.map(({ kind }) => kind)).toEqual(MOVEMENTS);
        const moved = total.movements.map(({ change }) => exactNumber(change)).reduce(addExact);
        expect(formatExact(moved)).toBe(total.change);
        expect(formatExact(addExact(moved, exactNumber(total.startMrr)))).toBe(total.endMrr);
        expect(total.startMrr).toBe(revenueOn(book, from));
        expect(total.endMrr).toBe(revenueOn(book, to));
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

/** The same sum by hand: whole millionths, a line at a time. */
function revenueOn(lines: readonly BookLine[], day: string): string {
  const rate = day < '2026-03-01' ? 900_000n : 950_000n;
  let micros = 0n;
  for (const { starts, ends, amount, billing, trial, currency } of lines) {
    if (trial || starts > day || (ends !== '' && ends <= day)) continue;
    const { unscaled: cents } = exactNumber(amount);
    const dividend = currency === 'EUR' ? cents * 1_000_000n : cents * rate;
    const divisor = 100n * (billing === 'annual' ? 12n : 1n);
    const magnitude = ((dividend < 0n ? -dividend : dividend) * 2n + divisor) / (divisor * 2n);
    micros += dividend < 0n ? -magnitude : magnitude;
  }
  return formatExact({ unscaled: micros, scale: 6 });
}
