import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventFunctionName } from '../../../src/attributes/event-function.ts';
import { addDays, dayNumber } from '../../../src/base/calendar-date.ts';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import type { Cell, Row } from '../../../src/engines/engine.ts';
import { aggregateOf, eventWorld } from '../../support/event-world.ts';
import type { NaiveEvent } from '../../support/naive-events.ts';
import { naiveAnswer } from '../../support/naive-events.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const AS_OF = '2026-06-30' as CalendarDate;
const HEAD = `
kind: project
title: Events
timeZone: America/New_York
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text }
---
{ kind: entity, id: account, source: accounts, key: id }
`;

const USAGE = (more = '') => `---
kind: source
id: usage
file: usage.csv
date: day
${more}
columns: { who: text, day: date, amount: { type: decimal, scale: 2 }, feature: text, flag: boolean, weight: double }
`;

const usage = (id: string, body: string) => aggregateOf(id, `source: usage, by: who, ${body}`);
const accounts = (...ids: readonly string[]): readonly Row[] => ids.map((id) => ({ id }));
const COVERED = 'covers: { from: 2024-01-01, to: 2026-12-31 }';

const EVENTS: readonly Row[] = [
  { who: 'a', day: '2026-06-01', amount: '10.00', feature: 'x' },
  { who: 'a', day: '2026-06-01', amount: '2.50', feature: 'y' },
  { who: 'a', day: '2026-06-10', amount: null, feature: 'x' },
  { who: 'a', day: '2026-06-30', amount: '0.25', feature: 'z' },
  { who: 'a', day: '2026-06-30', amount: '0.75', feature: null },
  { who: 'a', day: '2026-05-31', amount: '4.00', feature: 'w' },
  { who: 'a', day: '2026-05-02', amount: '4.00', feature: 'w' },
  { who: 'a', day: '2026-05-01', amount: '99.00', feature: 'v' },
  { who: 'a', day: '2026-07-01', amount: '1000.00', feature: 'future' },
  { who: 'b', day: '2026-03-01', amount: '7.00', feature: 'x' },
  { who: 'c', day: '2026-07-01', amount: '7.00', feature: 'x' },
];

/** What each function says of `a`, of `b` who was last seen in March, and of `c` who came after the day. */
const BY_HAND: Record<EventFunctionName, readonly (readonly [body: string, a: Cell, b: Cell])[]> = {
  count: [
    ['function: count, window: 30d', 5, 0],
    ['function: count, of: amount, window: 30d', 4, 0],
    ['function: count, window: 30d, ending: 30d ago', 2, 0],
    ['function: count, window: 1m', 6, 0],
    ['function: count', 8, 1],
    ["function: count, window: 30d, where: feature = 'x'", 2, 0],
  ],
  sum: [['function: sum, of: amount, window: 30d', '13.50', '0.00']],
  mean: [['function: mean, of: amount, window: 30d', 3.375, null]],
  min: [['function: min, of: amount, window: 30d', '0.25', null]],
  max: [['function: max, of: amount, window: 30d', '10.00', null]],
  any: [['function: any, of: feature, window: 30d', 'x', null]],
  distinct: [['function: distinct, of: feature, window: 30d', 3, 0]],
  first: [
    ['function: first, of: amount, window: 30d', '2.50', null],
    ['function: first, of: feature', 'v', 'x'],
  ],
  last: [
    ['function: last, of: amount, window: 30d', '0.75', null],
    ['function: last, of: feature', 'z', 'x'],
  ],
  days_active: [['function: days_active, window: 30d', 3, 0]],
  share: [
    ["function: share, part: feature = 'x', window: 30d", 0.4, null],
    ["function: share, of: amount, part: feature = 'x', window: 30d", 10 / 13.5, null],
  ],
  ratio: [
    ['function: ratio, window: 30d', 2.5, null],
    ['function: ratio, of: amount, window: 30d', 13.5 / 8, null],
    ['function: ratio, window: 4w', 1, null],
  ],
  trend: [
    // Two totals, 0 on the 29th and 2 on the 30th.
    ['function: trend, window: 2d', 2, 0],
    ['function: trend, of: amount, window: 2d', 1, 0],
    // Weeks that end on the 23rd and on the 30th: 0 and 2.
    ['function: trend, window: 2w, per: week', 2, 0],
  ],
  funnel: [
    ['function: funnel, window: 30d, steps: ["feature = \'y\'", "feature = \'x\'", "feature = \'z\'"]', 3, 0],
    ['function: funnel, window: 30d, steps: ["feature = \'z\'", "feature = \'x\'"]', 1, 0],
    ['function: funnel, window: 30d, steps: ["feature = \'w\'", "feature = \'x\'"]', 0, 0],
    ['function: funnel, steps: ["feature = \'v\'", "feature = \'w\'", "feature = \'q\'"]', 2, 0],
  ],
  adoption: [
    ['function: adoption, of: feature, window: 30d, total: 12', 0.25, 0],
    ['function: adoption, of: feature, window: 30d', 1, 0],
    ['function: adoption, of: feature', 1, 1 / 5],
  ],
};

function same(actual: Cell | undefined, expected: Cell): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === expected;
  return actual === expected || Math.abs(actual - expected) <= 1e-12 * Math.abs(expected);
}

describe(`events on ${testedEngine}`, () => {
  const tested = useEngine();
  const world = (yaml: string, rows: Parameters<typeof eventWorld>[3]) =>
    eventWorld(tested.engine, tested.directory, yaml, rows);

  it('every function says what was worked out by hand, and zero is not missing', async () => {
    const cases = Object.values(BY_HAND).flat();
    const yaml = HEAD + USAGE(COVERED) + cases.map(([body], i) => usage(`x${i}`, body)).join('');
    const { rows, findings } = await (
      await world(yaml, { accounts: accounts('a', 'b', 'c', 'd'), usage: EVENTS })
    ).facts(AS_OF);
    const wrong = cases.flatMap(([body, a, b], i) =>
      (
        [
          ['a', a],
          ['b', b],
          ['c', null],
          ['d', null],
        ] as const
      ).flatMap(([who, expected]) => {
        const actual = rows[who]?.[`x${i}`];
        return same(actual, expected) ? [] : [`${body} of ${who} is ${actual}, not ${expected}`];
      }),
    );
    expect(wrong).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(['known-from-event-date']);
  });

  it('who was never seen has zero only where the source knows everybody', async () => {
    const body =
      usage('n', 'function: count, window: 30d') + usage('m', 'function: max, of: amount, window: 30d');
    const data = { accounts: accounts('a', 'd'), usage: EVENTS };
    const every = await (
      await world(HEAD + USAGE(`${COVERED}\npopulation: every`) + body, data)
    ).facts(AS_OF);
    expect([every.rows['a']?.['n'], every.rows['d']?.['n'], every.rows['d']?.['m']]).toEqual([5, 0, null]);
  });

  it('equals a naive reading of random events', async () => {
    const STEPS = [
      (e: NaiveEvent) => e.feature === 'x',
      (e: NaiveEvent) => e.amount !== null && e.amount > 1,
    ];
    const event = fc.record({
      who: fc.constantFrom('a', 'b', 'c'),
      ago: fc.integer({ min: -3, max: 40 }),
      cents: fc.option(fc.integer({ min: -400, max: 400 }), { nil: null, freq: 4 }),
      feature: fc.option(fc.constantFrom('x', 'y', 'z', 'Größe'), { nil: null, freq: 4 }),
    });
    const window = fc.record({
      days: fc.integer({ min: 2, max: 21 }),
      ending: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), window, async (drawn, { days, ending }) => {
        const last = dayNumber(AS_OF);
        const events = drawn.map(({ who, ago, cents, feature }): NaiveEvent => ({
          ...{ who, feature, day: last - ago },
          amount: cents === null ? null : cents / 100,
        }));
        const when = `window: ${days}d${ending > 0 ? `, ending: ${ending}d ago` : ''}`;
        const asked = (
          [
            ['count', null, ''],
            ['count', 'amount', ''],
            ['sum', 'amount', ''],
            ['mean', 'amount', ''],
            ['min', 'amount', ''],
            ['max', 'amount', ''],
            ['any', 'feature', ''],
            ['distinct', 'feature', ''],
            ['first', 'amount', ''],
            ['last', 'feature', ''],
            ['days_active', null, ''],
            ['share', null, ", part: feature = 'x'"],
            ['ratio', null, ''],
            ['ratio', 'amount', ''],
            ['trend', null, ''],
            ['trend', 'amount', ''],
            ['funnel', null, ', steps: ["feature = \'x\'", "amount > 1", "feature = \'x\'"]'],
            ['adoption', 'feature', ', total: 4'],
          ] as const
        ).map(([name, of, more]) => ({
          name,
          of,
          body: `function: ${name}${of ? `, of: ${of}` : ''}, ${when}${more}`,
        }));
        const yaml = HEAD + USAGE(COVERED) + asked.map(({ body }, i) => usage(`x${i}`, body)).join('');
        const rows = events.map(({ who, day, amount, feature }) => ({
          ...{ who, feature, amount: amount === null ? null : amount.toFixed(2) },
          day: addDays(AS_OF, day - last),
        }));
        const found = await (
          await world(yaml, { accounts: accounts('a', 'b', 'c'), usage: rows })
        ).facts(AS_OF);
        const wrong = ['a', 'b', 'c'].flatMap((who) => {
          const own = events.filter((e) => e.who === who && e.day <= last);
          return asked.flatMap(({ name, of, body }, i) => {
            const to = last - ending;
            const [x, paid] = STEPS as [(typeof STEPS)[number], (typeof STEPS)[number]];
            const ask = { name, of, from: to - days + 1, to, part: x, steps: [x, paid, x], total: 4 };
            const expected = own.length === 0 ? null : naiveAnswer(own, ask);
            const actual = found.rows[who]?.[`x${i}`] ?? null;
            const near =
              actual === expected ||
              (expected !== null &&
                actual !== null &&
                Math.abs(Number(actual) - Number(expected)) <=
                  1e-9 * Math.max(1, Math.abs(Number(expected))));
            return near ? [] : [`${body} of ${who} is ${actual}, not ${expected}`];
          });
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('sees nothing of the future, with a window or without, however the row got in', async () => {
    const planted = { who: 'a', day: '2026-07-01', amount: '1000.00', feature: 'leak' };
    const body =
      usage('n', 'function: count') +
      usage('s', 'function: sum, of: amount, window: 30d') +
      usage('l', 'function: last, of: feature') +
      usage('t', "function: count, where: day >= date '2026-06-30'");
    const yaml = HEAD + USAGE(COVERED) + body;
    const leaky = await world(yaml, { accounts: accounts('a'), usage: [...EVENTS, planted] });
    const without = await world(yaml, {
      accounts: accounts('a'),
      usage: EVENTS.filter(({ day }) => String(day) <= AS_OF),
    });
    expect((await leaky.facts(AS_OF)).rows).toEqual((await without.facts(AS_OF)).rows);
    expect((await leaky.facts('2026-07-01')).rows['a']).toMatchObject({ n: 10, l: 'leak', t: 4 });
  });

  it('windows have both their days, months are those of the calendar, a leap day is one', async () => {
    const days = [
      '2024-01-31',
      '2024-02-01',
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
      '2023-03-01',
      '2023-02-28',
    ];
    const yaml =
      HEAD +
      USAGE('covers: { from: 2020-01-01, to: 2026-12-31 }') +
      ['1d', '2d', '30d', '1w', '1m', '1y', '12m']
        .map((window) => usage(`w${window}`, `function: count, window: ${window}`))
        .join('') +
      usage('before', 'function: count, window: 1m, ending: 1m ago');
    const data = { accounts: accounts('a'), usage: days.map((day) => ({ who: 'a', day })) };
    const found = await world(yaml, data);
    // 30 days end with 2024-02-29 and begin on 2024-01-31; a month begins on 2024-01-30, a year on 2023-03-01.
    expect((await found.facts('2024-02-29')).rows['a']).toMatchObject({
      ...{ w1d: 1, w2d: 2, w30d: 4, w1w: 2, w1m: 4, w1y: 5, w12m: 5, before: 0 },
    });
    // A month before the last of March ends on the last of February.
    expect((await found.facts('2024-03-31')).rows['a']).toMatchObject({ w1m: 1, before: 3 });
    expect((await found.facts('2025-02-28')).rows['a']).toMatchObject({ w1y: 2 });
  });

  it('a timestamp is the day it was in the zone of the source, around a change of the clock too', async () => {
    const source = `---
kind: source
id: logins
file: logins.csv
date: at
covers: { from: 2026-01-01, to: 2026-12-31 }
columns: { who: text, at: timestamp, what: text }
`;
    const logins = (id: string, body: string) => aggregateOf(id, `source: logins, by: who, ${body}`);
    const yaml =
      HEAD +
      source +
      logins('day', 'function: count, window: 1d') +
      logins('two', 'function: count, window: 2d') +
      logins('days', 'function: days_active, window: 7d') +
      logins('last', 'function: last, of: what') +
      logins('order', 'function: funnel, steps: ["what = \'before\'", "what = \'after\'"]');
    // New York: 23 hours on 8 March (05:00 UTC to 04:00 UTC), 25 hours on 1 November (04:00 UTC to 05:00 UTC).
    const at = (moment: string, what = 'other') => ({ who: 'a', at: moment, what });
    const data = [
      at('2026-03-08 04:59:59'),
      at('2026-03-08 05:00:00', 'after'),
      at('2026-03-08 06:59:59.999999', 'before'),
      at('2026-03-08 07:00:00'),
      at('2026-03-09 03:59:59.999999', 'latest'),
      at('2026-03-09 04:00:00', 'next day'),
      at('2026-11-01 03:59:59'),
      at('2026-11-01 04:00:00'),
      at('2026-11-01 05:30:00'),
      at('2026-11-01 06:30:00'),
      at('2026-11-02 04:59:59'),
      at('2026-11-02 05:00:00'),
    ];
    const found = await world(yaml, { accounts: accounts('a'), logins: data });
    expect((await found.facts('2026-03-08')).rows['a']).toMatchObject({
      ...{ day: 4, two: 5, days: 2, last: 'latest', order: 1 },
    });
    expect((await found.facts('2026-11-01')).rows['a']).toMatchObject({ day: 4, two: 5, days: 2 });
  });

  it('what a source does not cover is missing and says so; what it is told to cover is not', async () => {
    const body =
      usage('short', 'function: count, window: 7d') + usage('long', 'function: ratio, window: 30d');
    const rows = [
      { who: 'a', day: '2026-05-20' },
      { who: 'a', day: '2026-06-20' },
      { who: 'b', day: '2026-06-28' },
    ];
    const data = { accounts: accounts('a', 'b'), usage: rows };
    const shown = await world(HEAD + USAGE() + body, data);
    const on = async (asOf: string, { facts } = shown) => {
      const { rows: found, findings } = await facts(asOf);
      return [found['a']?.['short'], found['a']?.['long'], ...findings.map(({ message }) => message)];
    };
    expect(await on('2026-06-26')).toEqual([1, null, expect.any(String), expect.stringContaining('`long`')]);
    expect(await on('2026-06-27')).toEqual([0, null, expect.any(String), expect.any(String)]);
    expect(await on('2026-06-30')).toEqual([
      null,
      null,
      '`short` and `long` of `account` are missing on 2026-06-30: `usage` covers 2026-05-20 to 2026-06-28.',
    ]);
    const stated = await world(HEAD + USAGE('covers: { from: 2026-01-01, to: 2026-06-30 }') + body, data);
    expect(await on('2026-06-30', stated)).toEqual([0, 1]);
    expect((await on('2026-07-01', stated))[0]).toBe(null);
    expect((await on('2026-01-06', stated))[0]).toBe(null);
    const dated = await world(HEAD + USAGE('asOf: 2026-06-30') + body, data);
    expect((await on('2026-06-30', dated))[0]).toBe(0);
    const empty = await world(HEAD + USAGE('population: every') + body, { accounts: accounts('a') });
    expect(await on('2026-06-30', empty)).toEqual([
      null,
      null,
      expect.stringContaining('has no row with a date'),
    ]);
  });

  it('dormant never holds those who are not tracked, nor those of days nobody knows', async () => {
    const yaml =
      HEAD +
      USAGE() +
      usage('days', 'function: days_active, window: 30d') +
      '---\n{ kind: attribute, id: dormant, entity: account, basis: behavioural, value: days = 0 }\n';
    const rows = [
      { who: 'busy', day: '2026-06-30' },
      { who: 'silent', day: '2026-01-01' },
      { who: 'later', day: '2026-07-02' },
    ];
    const found = await world(yaml, {
      accounts: accounts('busy', 'silent', 'later', 'untracked'),
      usage: rows,
    });
    const dormant = async (asOf: string) =>
      Object.entries((await found.facts(asOf)).rows).map(([who, row]) => [who, row['dormant']]);
    expect(await dormant(AS_OF)).toEqual([
      ['busy', false],
      ['later', null],
      ['silent', true],
      ['untracked', null],
    ]);
    expect(await dormant('2026-08-30')).toEqual(
      ['busy', 'later', 'silent', 'untracked'].map((who) => [who, null]),
    );
  });

  it('a past day sees what was known by then, of each event the last version; late rows are told', async () => {
    const source = (more: string) => `---
kind: source
id: orders
file: orders.csv
date: day
${more}
covers: { from: 2026-01-01, to: 2026-12-31 }
columns: { id: text, who: text, day: date, amount: { type: decimal, scale: 2 }, loaded: timestamp }
`;
    const body =
      aggregateOf('n', 'source: orders, by: who, function: count, window: 30d') +
      aggregateOf('s', 'source: orders, by: who, function: sum, of: amount, window: 30d');
    const order = (id: string, day: string, amount: string, loaded: string) => ({
      ...{ id, who: 'a', day, amount, loaded },
    });
    const rows = [
      order('1', '2026-06-10', '10.00', '2026-06-11 08:00:00'),
      order('1', '2026-06-10', '11.00', '2026-06-20 08:00:00'),
      order('1', '2026-07-10', '12.00', '2026-07-05 08:00:00'),
      order('2', '2026-06-11', '5.00', '2026-07-02 08:00:00'),
      order('3', '2026-06-12', '1.00', '2026-06-30 23:00:00'),
      order('4', '2026-06-12', '2.00', '2026-07-01 03:59:59'),
    ];
    const found = await world(HEAD + source('key: id\nknownFrom: loaded') + body, {
      accounts: accounts('a'),
      orders: rows,
    });
    const on = async (asOf: string) => {
      const { rows: all, findings } = await found.facts(asOf);
      return [
        all['a']?.['n'],
        all['a']?.['s'],
        ...findings.map(({ code, data }) => `${code} ${data?.['rows']}`),
      ];
    };
    expect(await on('2026-06-15')).toEqual([1, '10.00', 'rows-known-later 4']);
    // Loaded on 1 July at 03:59:59 UTC is known on 30 June in New York.
    expect(await on('2026-06-30')).toEqual([3, '14.00', 'rows-known-later 1', 'rows-replaced 1']);
    // The third version moved the event to a day that has not come.
    expect(await on('2026-07-08')).toEqual([3, '8.00', 'rows-replaced 2']);
    expect(await on('2026-07-10')).toEqual([4, '20.00', 'rows-replaced 2']);
    const keyless = await world(HEAD + source('') + body, {
      accounts: accounts('a'),
      orders: [...rows, ...rows.slice(0, 1)],
    });
    const { rows: kept, findings } = await keyless.facts('2026-06-30');
    expect(kept['a']).toMatchObject({ n: 6, s: '39.00' });
    expect(
      findings.map(({ code, severity, data }) => [code, severity, data?.['rows'] ?? data?.['sources']]),
    ).toEqual([
      ['rows-repeated', 'warning', 1],
      ['known-from-event-date', 'note', 1],
    ]);
  });

  it('rows without a day never count and are told', async () => {
    const body = usage('n', 'function: count');
    const rows = [
      { who: 'a', day: '2026-06-01' },
      { who: 'a', day: null },
    ];
    const { rows: found, findings } = await (
      await world(HEAD + USAGE(COVERED) + body, { accounts: accounts('a'), usage: rows })
    ).facts(AS_OF);
    expect(found['a']?.['n']).toBe(1);
    expect(findings.map(({ code, data }) => [code, data])).toEqual([['rows-without-date', { rows: 1 }]]);
  });

  it('what an undated source says of a later day is missing on an earlier one, and says so', async () => {
    const source = `---
kind: source
id: seats
file: seats.csv
asOf: 2026-06-30
columns: { who: text, seats: integer }
`;
    const yaml = HEAD + source + aggregateOf('seats', 'source: seats, by: who, function: sum, of: seats');
    const found = await world(yaml, { accounts: accounts('a'), seats: [{ who: 'a', seats: 3 }] });
    expect((await found.facts('2026-06-30')).rows['a']?.['seats']).toBe('3');
    const past = await found.facts('2026-06-29');
    expect(past.rows['a']?.['seats']).toBe(null);
    expect(past.findings.map(({ code }) => code)).toEqual(['attribute-without-history']);
  });
});

describe(`roll-ups on ${testedEngine}`, () => {
  const tested = useEngine();
  const PEOPLE = `---
kind: source
id: people
file: people.csv
key: id
population: every
columns: { id: integer, account: text, role: text }
---
{ kind: entity, id: contact, source: people, key: id, belongsTo: { entity: account, column: account } }
---
kind: source
id: clicks
file: clicks.csv
date: day
${COVERED}
columns: { person: integer, day: date, amount: { type: decimal, scale: 2 } }
`;
  const people = [
    { id: 1, account: 'a', role: 'admin' },
    { id: 2, account: 'a', role: 'user' },
    { id: 3, account: 'b', role: 'user' },
    { id: 4, account: null, role: 'user' },
  ];
  const clicks = [
    { person: 1, day: '2026-06-01', amount: '1.00' },
    { person: 1, day: '2026-06-02', amount: '2.00' },
    { person: 2, day: '2026-06-02', amount: '4.00' },
    { person: 3, day: '2026-01-02', amount: '8.00' },
    { person: 4, day: '2026-06-02', amount: '16.00' },
    { person: 9, day: '2026-06-02', amount: '32.00' },
    { person: 9, day: '2026-06-03', amount: '32.00' },
    { person: 1, day: '2026-07-03', amount: '64.00' },
  ];
  const data = { accounts: accounts('a', 'b', 'c'), people, clicks };

  it('rows of members count for the customer they belong to; those of nobody are told', async () => {
    const through = (id: string, body: string) =>
      aggregateOf(id, `source: clicks, by: person, through: contact, ${body}`);
    const yaml =
      HEAD +
      PEOPLE +
      through('n', 'function: count, window: 30d') +
      through('s', 'function: sum, of: amount, window: 30d');
    const { rows, findings } = await (
      await eventWorld(tested.engine, tested.directory, yaml, data)
    ).facts(AS_OF);
    expect(Object.values(rows).map((row) => [row['_key'], row['n'], row['s']])).toEqual([
      ['a', 3, '7.00'],
      ['b', 0, '0.00'],
      ['c', null, null],
    ]);
    expect(findings.find(({ code }) => code === 'rows-without-owner')).toMatchObject({
      severity: 'warning',
      data: { rows: 3, members: 2 },
    });
  });

  it('attributes go up and down between an account and its contacts, in an order that makes them all', async () => {
    const attribute = (entity: string, id: string, made: string) =>
      `---\n{ kind: attribute, id: ${id}, entity: ${entity}, basis: behavioural, ${made} }\n`;
    const yaml =
      HEAD +
      PEOPLE +
      aggregateOf('days', 'source: clicks, function: days_active, window: 30d, by: person', 'contact') +
      attribute('contact', 'role', 'history: fixed, from: people.role') +
      attribute('contact', 'best', 'value: days = account.most_days') +
      attribute('contact', 'mates', 'value: account.contacts') +
      attribute('account', 'contacts', 'rollup: { entity: contact, function: count }') +
      attribute('account', 'most_days', 'rollup: { entity: contact, function: max, of: days }') +
      attribute('account', 'all_days', 'rollup: { entity: contact, function: sum, of: days }') +
      attribute('account', 'admins', "rollup: { entity: contact, function: share, part: role = 'admin' }") +
      attribute(
        'account',
        'champions',
        'rollup: { entity: contact, function: count, where: best and account.contacts > 1 }',
      ) +
      attribute('account', 'twice', 'value: champions * 2');
    const { facts } = await eventWorld(tested.engine, tested.directory, yaml, data);
    const account = Object.values((await facts(AS_OF, 'account')).rows);
    expect(
      account.map((row) =>
        ['_key', 'contacts', 'most_days', 'all_days', 'admins', 'champions', 'twice'].map(
          (name) => row[name],
        ),
      ),
    ).toEqual([
      ['a', 2, 2, '3', 0.5, 1, '2'],
      ['b', 1, 0, '0', 0, 0, '0'],
      ['c', 0, null, '0', null, 0, '0'],
    ]);
    const contact = Object.values((await facts(AS_OF, 'contact')).rows);
    expect(contact.map((row) => [row['_key'], row['days'], row['best'], row['mates']])).toEqual([
      ['1', 2, true, 2],
      ['2', 1, false, 2],
      ['3', 0, true, 1],
      ['4', 1, null, null],
    ]);
  });
});
