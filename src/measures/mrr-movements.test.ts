import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRows } from '../../test/conformance/engines/load-rows.ts';
import { useEngine } from '../../test/conformance/engines/tested-engine.ts';
import type { BookLine } from '../../test/support/book-project.ts';
import { BOOK_PROJECT } from '../../test/support/book-project.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import { daysBetween } from '../base/calendar-date.ts';
import { readDefinitions } from '../definitions/read-definitions.ts';
import type { Row } from '../engines/engine.ts';
import { exactNumber, formatExact, rescale } from '../sql/exact-number.ts';
import { printRelation } from '../sql/print.ts';
import type { Relation } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import type { MovementsOf } from './mrr-movements.ts';
import { MOVEMENTS, movementCounts, movementRows, readMovements, readUntold } from './mrr-movements.ts';

/** Whole millionths, and back: the arithmetic of these tests. */
const micros = (digits: string) => rescale(exactNumber(digits), 6).unscaled;
const digits = (unscaled: bigint) => formatExact({ unscaled, scale: 6 });
const sumOf = (all: readonly bigint[]) => all.reduce((sum, one) => sum + one, 0n);

const counted = (movement: string, accounts: number, start: string, end: string) => ({
  movement,
  accounts,
  start_mrr: start,
  end_mrr: end,
});

describe('readMovements', () => {
  it('tells every movement in its order, those of nobody as zero, and keeps every digit', () => {
    const rows = [
      counted('churn', 2, '150.000001', '0.000000'),
      counted('expansion', 1, '90071992547409931.000000', '90071992547409933.333333'),
      counted('contraction', 3, '30.000000', '-2.500000'),
    ];
    expect(readMovements('large', rows)).toEqual({
      segment: 'large',
      startMrr: '90071992547410111.000001',
      endMrr: '90071992547409930.833333',
      change: '-180.166668',
      movements: [
        { kind: 'new', accounts: 0, change: '0.000000' },
        { kind: 'reactivation', accounts: 0, change: '0.000000' },
        { kind: 'expansion', accounts: 1, change: '2.333333' },
        { kind: 'contraction', accounts: 3, change: '-32.500000' },
        { kind: 'churn', accounts: 2, change: '-150.000001' },
        { kind: 'unchanged', accounts: 0, change: '0.000000' },
      ],
    });
    expect(readMovements(null, [])).toMatchObject({
      segment: null,
      startMrr: '0.000000',
      change: '0.000000',
    });
  });

  it('adds up what several segments have of a movement', () => {
    const rows = [counted('new', 2, '0.000000', '12.000000'), counted('new', 3, '0.000000', '0.500000')];
    const { movements, change } = readMovements(null, rows);
    expect(movements[0]).toEqual({ kind: 'new', accounts: 5, change: '12.500000' });
    expect(change).toBe('12.500000');
  });

  it('leaves out whose movement cannot be told, and they are counted apart', () => {
    const rows = [
      counted('new', 1, '0.000000', '5.000000'),
      { movement: 'unpriced', accounts: 4, start_mrr: '7.000000', end_mrr: null },
      counted('unlisted', 2, '3.000000', '4.000000'),
      { movement: 'unlisted', accounts: 1, start_mrr: null, end_mrr: null },
      counted('none', 9, '0.000000', '0.000000'),
    ];
    expect(readMovements(null, rows)).toMatchObject({
      startMrr: '0.000000',
      endMrr: '5.000000',
      change: '5.000000',
    });
    expect(readUntold(rows)).toEqual({ unpriced: 4, unlisted: 3 });
    expect(readUntold([])).toEqual({ unpriced: 0, unlisted: 0 });
  });

  it('gives movements that add up to the change, whatever was counted, in parts and as a whole', () => {
    const money = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(digits);
    const row = fc.record({
      segment: fc.constantFrom('a', 'b', null),
      movement: fc.constantFrom(...MOVEMENTS, 'unpriced', 'unlisted', 'none'),
      accounts: fc.nat(1_000_000),
      start_mrr: money,
      end_mrr: money,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const total = readMovements(null, rows);
        expect(addsUp(total)).toBe(true);
        const told = rows.filter(({ movement }) => MOVEMENTS.some((kind) => kind === movement));
        expect(total.startMrr).toBe(digits(sumOf(told.map((one) => micros(one.start_mrr)))));
        expect(total.endMrr).toBe(digits(sumOf(told.map((one) => micros(one.end_mrr)))));
        const parts = ['a', 'b', null].map((segment) =>
          readMovements(
            segment,
            rows.filter((one) => one.segment === segment),
          ),
        );
        expect(parts.every(addsUp)).toBe(true);
        expect(digits(sumOf(parts.map(({ change }) => micros(change))))).toBe(total.change);
      }),
    );
  });
});

function addsUp({ startMrr, endMrr, change, movements }: MovementsOf): boolean {
  const moved = sumOf(movements.map((one) => micros(one.change)));
  return moved === micros(change) && micros(startMrr) + moved === micros(endMrr);
}

const line = (account: string, starts: string, amount: string, rest: Partial<BookLine> = {}): BookLine => ({
  ...{ account, starts, amount, ends: '', billing: 'monthly', trial: false, currency: 'EUR' },
  ...rest,
});

const [FROM, TO] = ['2026-03-31', '2026-06-30'] as const;

/** GBP has a rate from the middle of the period on, SEK has none. */
const RATES = [
  { code: 'USD', day: '2025-01-01', rate: '0.500000' },
  { code: 'USD', day: '2026-04-01', rate: '0.750000' },
  { code: 'GBP', day: '2026-04-15', rate: '1.250000' },
];

describe('movementRows over a book', () => {
  const tested = useEngine();
  const { project } = readDefinitions([{ path: 'clade.yaml', text: BOOK_PROJECT }]);
  const [book, entity] = [project?.books[0], project?.entities[0]];
  if (!project || !book || !entity) throw new Error('the project of the book is broken');
  let loaded = 0;

  async function moved(lines: readonly BookLine[], ids: readonly string[]) {
    loaded += 1;
    const rows: Readonly<Record<string, readonly Row[]>> = {
      accounts: ids.map((id) => ({ id, group: null })),
      lines: lines.map((one, index) => ({ ...one, line: `l${index}`, ends: one.ends || null })),
      rates: RATES,
    };
    const tables = new Map<string, Relation>();
    for (const { id, columns } of project?.sources ?? [])
      tables.set(
        id,
        await loadRows(tested.engine, tested.directory, `${id}_${loaded}`, columns, rows[id] ?? []),
      );
    const rowsOf = ({ id }: { readonly id: string }) => tables.get(id) as Relation;
    return movementRows(book as NonNullable<typeof book>, entity as NonNullable<typeof entity>, days, rowsOf);
  }
  const days = daysBetween(FROM as CalendarDate, TO as CalendarDate);

  function ask(relation: Relation) {
    const options = { asOf: TO as CalendarDate, label: 'movements', values: 'bound' } as const;
    return tested.engine.query(printRelation(relation, tested.engine.dialect, options));
  }

  const toldOf = (rows: readonly Row[]) =>
    Object.fromEntries(
      rows.map((row) => [row['customer'], [row['movement'], row['start_mrr'], row['end_mrr']].map(String)]),
    ) as Readonly<Record<string, readonly string[]>>;

  it('says of each account what happened to it between the two days', async () => {
    const book = [
      // The first day of a line counts, the day it ends does not.
      line('starts_on_from', FROM, '10.00'),
      line('starts_on_to', TO, '10.00'),
      line('starts_after', '2026-07-01', '10.00'),
      line('ends_on_from', '2025-01-01', '10.00', { ends: FROM }),
      line('ends_on_to', '2025-01-01', '10.00', { ends: TO }),
      line('ends_after', '2025-01-01', '10.00', { ends: '2026-07-01' }),
      line('came_and_went', '2026-04-01', '10.00', { ends: '2026-06-01' }),
      // Who comes back is no new account; who only tried before is.
      line('back', '2025-01-01', '40.00', { ends: '2025-06-01' }),
      line('back', '2026-05-01', '41.00'),
      line('tried', '2026-01-01', '5.00', { trial: true }),
      line('tried', '2026-05-01', '6.00'),
      line('trying', '2026-05-01', '6.00', { trial: true }),
      // What comes beside, goes or changes its price.
      line('more', '2025-01-01', '100.00'),
      line('more', '2026-06-01', '1000.00', { billing: 'annual' }),
      line('less', '2025-01-01', '100.00'),
      line('less', '2025-02-01', '0.01', { ends: '2026-06-30' }),
      line('swapped', '2025-01-01', '8.00', { ends: '2026-05-01' }),
      line('swapped', '2026-05-01', '8.00'),
      line('free', '2025-01-01', '0.00'),
      line('paid', '2025-01-01', '0.00'),
      line('paid', '2026-05-01', '3.00'),
      // A rate that rises is revenue that rises.
      line('dollars', '2025-01-01', '20.00', { currency: 'USD' }),
      line('pounds', '2026-05-01', '20.00', { currency: 'GBP' }),
      line('pounds_before', '2025-01-01', '20.00', { currency: 'GBP' }),
      line('krona', '2026-05-01', '20.00', { currency: 'SEK' }),
      line('krona_beside', '2025-01-01', '20.00'),
      line('krona_beside', '2026-05-01', '20.00', { currency: 'SEK' }),
      line('krona_gone', '2025-01-01', '20.00', { currency: 'SEK', ends: '2025-06-01' }),
      line('weekly', '2025-01-01', '20.00', { billing: 'weekly' }),
      line('stranger', '2025-01-01', '9.00'),
      line('strange_krona', '2025-01-01', '9.00', { currency: 'SEK' }),
    ];
    const strangers = new Set(['stranger', 'strange_krona']);
    const listed = [...new Set(book.map(({ account }) => account))].filter((id) => !strangers.has(id));
    const rows = await moved(book, [...listed, 'no_lines']);
    const expected = {
      starts_on_from: ['unchanged', '10.000000', '10.000000'],
      starts_on_to: ['new', '0.000000', '10.000000'],
      starts_after: ['none', '0.000000', '0.000000'],
      ends_on_from: ['none', '0.000000', '0.000000'],
      ends_on_to: ['churn', '10.000000', '0.000000'],
      ends_after: ['unchanged', '10.000000', '10.000000'],
      came_and_went: ['none', '0.000000', '0.000000'],
      back: ['reactivation', '0.000000', '41.000000'],
      tried: ['new', '0.000000', '6.000000'],
      trying: ['none', '0.000000', '0.000000'],
      more: ['expansion', '100.000000', '183.333333'],
      less: ['contraction', '100.010000', '100.000000'],
      swapped: ['unchanged', '8.000000', '8.000000'],
      free: ['unchanged', '0.000000', '0.000000'],
      paid: ['expansion', '0.000000', '3.000000'],
      dollars: ['expansion', '10.000000', '15.000000'],
      pounds: ['new', '0.000000', '25.000000'],
      pounds_before: ['unpriced', 'null', '25.000000'],
      krona: ['unpriced', '0.000000', 'null'],
      krona_beside: ['unpriced', '20.000000', 'null'],
      krona_gone: ['none', '0.000000', '0.000000'],
      weekly: ['unpriced', 'null', 'null'],
      stranger: ['unlisted', '9.000000', '9.000000'],
      strange_krona: ['unlisted', 'null', 'null'],
    };
    expect(toldOf(await ask(rows))).toEqual(expected);

    const all = await ask(movementCounts(rows, null));
    expect(readUntold(all)).toEqual({ unpriced: 4, unlisted: 2 });
    expect(readMovements(null, all)).toEqual({
      segment: null,
      startMrr: '248.010000',
      endMrr: '411.333333',
      change: '163.323333',
      movements: [
        { kind: 'new', accounts: 3, change: '41.000000' },
        { kind: 'reactivation', accounts: 1, change: '41.000000' },
        { kind: 'expansion', accounts: 3, change: '91.333333' },
        { kind: 'contraction', accounts: 1, change: '-0.010000' },
        { kind: 'churn', accounts: 1, change: '-10.000000' },
        { kind: 'unchanged', accounts: 4, change: '0.000000' },
      ],
    });
  });

  it('puts who was in no segment at the start into a row of their own', async () => {
    const rows = await moved(
      [
        line('a', '2025-01-01', '5.00', { ends: '2026-05-01' }),
        line('b', '2025-01-01', '7.00'),
        line('c', '2026-05-01', '9.00'),
      ],
      ['a', 'b', 'c'],
    );
    const counts = await ask(movementCounts(rows, await segments({ a: 'x', b: 'y', gone: 'x' })));
    const of = (segment: string | null) =>
      readMovements(
        segment,
        counts.filter((row) => row['segment'] === segment),
      );
    expect([of('x').change, of('y').change, of(null).change]).toEqual(['-5.000000', '0.000000', '9.000000']);
    expect(of(null).movements[0]).toEqual({ kind: 'new', accounts: 1, change: '9.000000' });
  });

  function segments(members: Readonly<Record<string, string>>) {
    const columns = ['customer', 'segment'].map((name) => ({ name, type: TEXT }));
    const rows = Object.entries(members).map(([customer, segment]) => ({ customer, segment }));
    return loadRows(tested.engine, tested.directory, `segments_${loaded}`, columns, rows);
  }

  it('adds up to the change of revenue to the millionth, account by account and by segment', async () => {
    const ids = ['p', 'q', 'r', 's', 't', 'u'];
    const day = fc
      .integer({ min: 0, max: 220 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    const lines = fc.array(
      fc.record({
        account: fc.constantFrom(...ids, 'stranger'),
        starts: fc.oneof(day, fc.constantFrom(FROM, TO)),
        ends: fc.oneof(fc.constant(''), day, fc.constantFrom(FROM, TO)),
        amount: fc
          .integer({ min: -5000, max: 900_000 })
          .map((cents) => formatExact({ unscaled: BigInt(cents), scale: 2 })),
        billing: fc.constantFrom('monthly', 'annual'),
        trial: fc.boolean(),
        currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'GBP'),
      }),
      { minLength: 1, maxLength: 40 },
    );
    const members = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('x', 'y'));
    await fc.assert(
      fc.asyncProperty(lines, members, async (book, members) => {
        const rows = await moved(book, ids);
        const accounts = [...new Set(book.map(({ account }) => account))];
        const expected = Object.fromEntries(accounts.map((id) => [id, byHand(book, id)]));
        const found = toldOf(await ask(rows));
        expect(Object.fromEntries(Object.entries(found).map(([id, [kind]]) => [id, kind]))).toEqual(
          Object.fromEntries(Object.entries(expected).map(([id, { kind }]) => [id, kind])),
        );
        const total = readMovements(null, await ask(movementCounts(rows, null)));
        expect(addsUp(total)).toBe(true);
        const told = Object.values(expected).filter(({ kind }) => MOVEMENTS.some((one) => one === kind));
        expect(micros(total.startMrr)).toBe(sumOf(told.map(({ start }) => start)));
        expect(micros(total.endMrr)).toBe(sumOf(told.map(({ end }) => end)));

        const counts = await ask(movementCounts(rows, await segments(members)));
        for (const segment of ['x', 'y', null]) {
          const part = readMovements(
            segment,
            counts.filter((row) => row['segment'] === segment),
          );
          const inside = accounts.filter(
            (id) => (members[id] ?? null) === segment && told.includes(expected[id] as (typeof told)[number]),
          );
          expect(addsUp(part)).toBe(true);
          expect(micros(part.change)).toBe(
            sumOf(inside.map((id) => (expected[id]?.end ?? 0n) - (expected[id]?.start ?? 0n))),
          );
        }
      }),
      { numRuns: 15 },
    );
  });
});

/** What happened to an account, one line at a time. */
function byHand(book: readonly BookLine[], id: string) {
  const own = book.filter(({ account, trial }) => account === id && !trial);
  const [first, last] = [FROM, TO].map((day) => {
    const live = own.filter(({ starts, ends }) => starts <= day && (ends === '' || ends > day));
    return {
      live: live.length > 0,
      isPriced: live.every(({ currency }) => currency === 'EUR' || day === TO),
      mrr: sumOf(live.map(monthly)),
      hadBegun: own.some(({ starts }) => starts <= day),
    };
  });
  if (!first || !last) throw new Error('two days');
  const [start, end] = [first.mrr, last.mrr];
  const kind = () => {
    if (id === 'stranger') return 'unlisted';
    if (!first.isPriced || !last.isPriced) return 'unpriced';
    if (!first.live) return last.live ? (first.hadBegun ? 'reactivation' : 'new') : 'none';
    if (!last.live) return 'churn';
    if (start === end) return 'unchanged';
    return end > start ? 'expansion' : 'contraction';
  };
  return { kind: kind(), start, end };
}

/** In millionths of a euro, halves away from zero; a pound is 1.25. */
function monthly({ amount, billing, currency }: BookLine): bigint {
  const dividend = micros(amount) * (currency === 'GBP' ? 125n : 100n);
  const divisor = billing === 'annual' ? 1200n : 100n;
  const magnitude = ((dividend < 0n ? -dividend : dividend) * 2n + divisor) / (divisor * 2n);
  return dividend < 0n ? -magnitude : magnitude;
}
