import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Row } from '../../../src/engines/engine.ts';
import type { AggregateName, Expression } from '../../../src/sql/expression.ts';
import { aggregate, asOf, choose, column, compare, integer, text } from '../../../src/sql/expression.ts';
import { countRows, createTableAs, insertInto, printRelation } from '../../../src/sql/print.ts';
import type { Column, Relation } from '../../../src/sql/relation.ts';
import { columnsOf, extend, select, table } from '../../../src/sql/relation.ts';
import type { ValueType } from '../../../src/sql/value-type.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, decimal } from '../../../src/sql/value-type.ts';
import { loadRows } from './load-rows.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const MONEY = decimal(18, 2);
const COLUMNS: readonly Column[] = [
  { name: 'key', type: INTEGER },
  { name: 'plan', type: TEXT },
  { name: 'amount', type: MONEY },
  { name: 'seats', type: INTEGER },
  { name: 'on', type: DATE },
  { name: 'flag', type: BOOLEAN },
];
const random = seededRandom(7);
const ROWS: readonly Row[] = Array.from({ length: 1000 }, (_, key) => ({
  key,
  plan: random.next() < 0.1 ? null : (['free', 'team', 'Größe', ''][random.integer(0, 3)] ?? null),
  amount: random.next() < 0.2 ? null : (random.integer(-1_000_000, 9_000_000) / 100).toFixed(2),
  seats: random.next() < 0.2 ? null : random.integer(0, 9),
  on: `20${random.integer(10, 29)}-01-31`,
  flag: random.next() < 0.3 ? null : random.next() < 0.5,
}));

const col = (name: string): Expression =>
  column(name, COLUMNS.find((each) => each.name === name)?.type ?? TEXT);
const options = { asOf: '2026-06-30' as CalendarDate, label: 'relations', values: 'bound' } as const;

describe(`relations on ${testedEngine}`, () => {
  const tested = useEngine();
  let events: Relation;
  const rowsOf = (relation: Relation) =>
    tested.engine.query(printRelation(relation, tested.engine.dialect, options));

  beforeAll(async () => {
    events = await loadRows(tested.engine, tested.directory, 'events', COLUMNS, ROWS);
  });

  it('aggregates are exact, pass over missing values, and are missing of nothing', async () => {
    const [row] = await rowsOf(select(events, AGGREGATES));
    const amounts = ROWS.flatMap(({ amount }) => (amount === null ? [] : [Number(amount) * 100]));
    const seats = ROWS.flatMap((each) => (each['seats'] === null ? [] : [Number(each['seats'])]));
    const sum = amounts.reduce((total, amount) => total + Math.round(amount), 0);
    expect(row).toEqual({
      rows: 1000,
      known: amounts.length,
      sum: (sum / 100).toFixed(2),
      seats: seats.reduce((total, each) => total + each, 0),
      least: (Math.min(...amounts) / 100).toFixed(2),
      latest: ROWS.map(({ on }) => String(on))
        .sort()
        .at(-1),
      plans: 4,
      any: '',
      mean: expect.closeTo(sum / 100 / amounts.length, 6),
      free: ROWS.filter(({ plan }) => plan === 'free').length,
      freeSeats: ROWS.filter(({ plan }) => plan === 'free').reduce((n, each) => n + Number(each['seats']), 0),
      freePlans: 1,
      none: 0,
      noSum: null,
      noMean: null,
      anyFlag: false,
    });
  });

  it('a truth calculated in any layer is a truth in the result, kept, joined, united or stored', async () => {
    const many: Expression = compare(col('seats'), '>', integer(4));
    const layered = extend(
      extend(
        select(events, [
          { name: 'key', expression: col('key') },
          { name: 'seats', expression: col('seats') },
        ]),
        [{ name: 'many', expression: many }],
      ),
      [{ name: 'more', expression: { kind: 'not', operand: column('many', BOOLEAN), type: BOOLEAN } }],
    );
    const joined: Relation = {
      kind: 'left-join',
      from: select(events, [{ name: 'key', expression: col('key') }]),
      joins: [
        {
          relation: layered,
          on: [{ left: 'key', right: 'key' }],
          take: ['many', 'more'].map((name) => ({ column: name, as: name })),
        },
      ],
    };
    const sorted = (relation: Relation) =>
      select(relation, [], {
        keep: true,
        orderBy: [{ expression: column('key', INTEGER), descending: false }],
      });
    const truths = ROWS.map(({ seats }) => (seats === null ? null : Number(seats) > 4));
    for (const relation of [
      sorted(layered),
      sorted(joined),
      sorted({ kind: 'union', relations: [layered] }),
    ]) {
      const rows = await rowsOf(relation);
      expect(rows.map(({ many: each }) => each)).toEqual(truths);
      expect(rows.map(({ more }) => more)).toEqual(truths.map((each) => (each === null ? null : !each)));
    }
    await tested.engine.execute(createTableAs(['truths'], layered, [], tested.engine.dialect, options));
    const stored = await rowsOf(sorted(table(['truths'], columnsOf(layered))));
    expect(stored.map(({ many: each }) => each)).toEqual(truths);
  });

  it('sums past 64 bits are exact', async () => {
    const big = decimal(38, 6);
    const from = select(events, [{ name: 'x', expression: lit('92233720368547758079.123456', big) }]);
    const sum = aggregate('sum', column('x', big), big);
    expect(await rowsOf(select(from, [{ name: 'x', expression: sum }]))).toEqual([
      { x: '92233720368547758079123.456000' },
    ]);
  });

  it('groups', async () => {
    const grouped = select(
      events,
      [
        { name: 'plan', expression: col('plan') },
        { name: 'n', expression: aggregate('count', null, INTEGER) },
      ],
      { groupBy: [col('plan')], orderBy: [{ expression: col('plan'), descending: true }] },
    );
    const names = ['Größe', 'free', 'team', ''].sort((a, b) =>
      Buffer.compare(Buffer.from(b), Buffer.from(a)),
    );
    expect(await rowsOf(grouped)).toEqual(
      [...names, null].map((plan) => ({ plan, n: ROWS.filter((row) => row['plan'] === plan).length })),
    );
  });

  it('ranks count the known values below and up to each', async () => {
    const ranked = select(
      events,
      [
        { name: 'key', expression: col('key') },
        {
          name: 'below',
          expression: { kind: 'window', function: 'below', operand: col('amount'), type: INTEGER },
        },
        {
          name: 'upto',
          expression: { kind: 'window', function: 'upto', operand: col('seats'), type: INTEGER },
        },
      ],
      { orderBy: [{ expression: col('key'), descending: false }] },
    );
    const count = (
      name: string,
      test: (value: number, own: number) => boolean,
      own: Row[string] | undefined,
    ) =>
      own === null || own === undefined
        ? null
        : ROWS.filter((row) => row[name] !== null && test(Number(row[name]), Number(own))).length;
    expect(await rowsOf(ranked)).toEqual(
      ROWS.map((row) => ({
        key: row['key'],
        below: count('amount', (value, own) => value < own, row['amount']),
        upto: count('seats', (value, own) => value <= own, row['seats']),
      })),
    );
  });

  it('a running sum adds what stands before, in the order of its column', async () => {
    const total = { kind: 'running-sum', operand: col('seats'), by: col('key'), type: INTEGER } as const;
    const summed = select(
      events,
      [
        { name: 'key', expression: col('key') },
        { name: 'total', expression: { kind: 'cast', operand: total, type: INTEGER } },
      ],
      { orderBy: [{ expression: col('key'), descending: false }] },
    );
    let seen: number | null = null;
    const inOrder = ROWS.toSorted((a, b) => Number(a['key']) - Number(b['key']));
    expect(await rowsOf(summed)).toEqual(
      inOrder.map((row) => {
        if (row['seats'] !== null) seen = (seen ?? 0) + Number(row['seats']);
        return { key: row['key'], total: seen };
      }),
    );
  });

  it('a select sees its source and not its own columns', async () => {
    const changed = select(
      events,
      [
        {
          name: 'key',
          expression: choose(
            [{ when: compare(col('key'), '<', integer(500)), then: integer(1) }],
            integer(0),
            INTEGER,
          ),
        },
        { name: 'same', expression: compare(col('key'), '>=', integer(998)) },
      ],
      {
        where: compare(col('key'), '>=', integer(997)),
        orderBy: [{ expression: col('key'), descending: false }],
      },
    );
    expect(await rowsOf(changed)).toEqual([
      { key: 0, same: false },
      { key: 0, same: true },
      { key: 0, same: true },
    ]);
  });

  it('a left join keeps every row, with missing values where nothing matches', async () => {
    const plans = select(
      events,
      [
        { name: 'name', expression: col('plan') },
        { name: 'seats', expression: aggregate('sum', col('seats'), INTEGER) },
        { name: 'customers', expression: aggregate('count', null, INTEGER) },
      ],
      { groupBy: [col('plan')], where: compare(col('plan'), '<>', text('team')) },
    );
    const joined: Relation = {
      kind: 'left-join',
      from: events,
      joins: [
        {
          relation: plans,
          on: [{ left: 'plan', right: 'name' }],
          take: [{ column: 'customers', as: 'peers' }],
        },
        { relation: events, on: [{ left: 'seats', right: 'key' }], take: [{ column: 'on', as: 'other_on' }] },
      ],
    };
    const found = await rowsOf(
      select(joined, [], { keep: true, orderBy: [{ expression: col('key'), descending: false }] }),
    );
    const peers = (plan: Row[string] | undefined) =>
      plan === null || plan === 'team' ? null : ROWS.filter((row) => row['plan'] === plan).length;
    expect(found).toEqual(
      ROWS.map((row) => ({
        ...row,
        peers: peers(row['plan']),
        other_on: row['seats'] === null ? null : ROWS[Number(row['seats'])]?.['on'],
      })),
    );
  });

  it('unions append, and counts count', async () => {
    const part = (from: number) =>
      select(events, [{ name: 'key', expression: col('key') }], {
        where: compare(col('key'), '<', integer(from)),
      });
    const union: Relation = { kind: 'union', relations: [part(3), part(2)] };
    const { dialect } = tested.engine;
    expect(await tested.engine.query(countRows(union, dialect, options))).toEqual([{ rows: 5 }]);
    const ordered = select(union, [], {
      keep: true,
      orderBy: [{ expression: col('key'), descending: true }],
      limit: 4,
    });
    expect(await rowsOf(ordered)).toEqual([{ key: 2 }, { key: 1 }, { key: 1 }, { key: 0 }]);
  });

  it('a relation becomes a table with exactly its types, and takes more rows', async () => {
    const { dialect, engine } = { dialect: tested.engine.dialect, engine: tested.engine };
    const source = select(extend(events, [{ name: 'as_of', expression: asOf() }]), [
      { name: 'key', expression: col('key') },
      { name: 'as_of', expression: column('as_of', DATE) },
      { name: 'one', expression: integer(1) },
      { name: 'cents', expression: lit('1.50', MONEY) },
      {
        name: 'half',
        expression: { kind: 'literal', literal: { kind: 'double', value: 0.5 }, type: DOUBLE },
      },
      { name: 'is_big', expression: compare(col('amount'), '>', integer(1000)) },
      { name: 'words', expression: text(`it's \\ "quoted"\n`) },
    ]);
    await engine.execute(createTableAs(['copied'], source, ['key'], dialect, options));
    const copied = table(['copied'], columnsOf(source));
    const names = columnsOf(source).map(({ name }) => name);
    await engine.execute(insertInto(['copied'], names, source, dialect, options));
    expect(await engine.query(countRows(copied, dialect, options))).toEqual([{ rows: 2000 }]);
    const [first] = await rowsOf(
      select(copied, [], { keep: true, orderBy: [{ expression: col('key'), descending: false }], limit: 1 }),
    );
    expect(first).toEqual({
      key: 0,
      as_of: '2026-06-30',
      one: 1,
      cents: '1.50',
      half: 0.5,
      is_big: ROWS[0]?.['amount'] === null ? null : Number(ROWS[0]?.['amount']) > 1000,
      words: `it's \\ "quoted"\n`,
    });
    const types = await engine.query({
      label: 'types',
      text: `select column_name as name, data_type as type from information_schema.columns where table_name = 'copied'`,
      parameters: [],
    });
    const named = Object.fromEntries(
      types.map(({ name, type }) => [String(name), String(type).toLowerCase()]),
    );
    const expected = (type: ValueType) => dialect.typeName(type).toLowerCase();
    for (const { name, type } of columnsOf(source))
      expect(named[name]?.replaceAll(' ', ''), name).toBe(expected(type).replaceAll(' ', ''));
  });

  it('a table that fails half way is not there', async () => {
    const { engine } = tested;
    const broken = testedEngine === 'duckdb' ? `error('stop')` : `throwIf("key" = 999)`;
    const printed = createTableAs(
      ['broken'],
      select(events, [{ name: 'key', expression: col('key') }]),
      ['key'],
      engine.dialect,
      options,
    );
    const text = printed.text.replace(
      /"key"(?=\s+from "events")/,
      `case when "key" = 999 then ${broken} else "key" end as "key"`,
    );
    expect(text).not.toBe(printed.text);
    await expect(engine.execute({ ...printed, text })).rejects.toThrow(/relations: /);
    await expect(
      engine.query({ label: 'look', text: 'select * from broken', parameters: [] }),
    ).rejects.toThrow(/look: /);
  });
});

function lit(digits: string, type: ValueType): Expression {
  return { kind: 'literal', literal: { kind: 'decimal', digits }, type };
}

const isFree = compare(col('plan'), '=', text('free'));
const nobody = compare(col('plan'), '=', text('nobody'));
const agg = (
  name: AggregateName,
  operand: Expression | null,
  type: ValueType,
  where: Expression | null = null,
) => aggregate(name, operand, type, where);
const AGGREGATES = [
  { name: 'rows', expression: agg('count', null, INTEGER) },
  { name: 'known', expression: agg('count', col('amount'), INTEGER) },
  { name: 'sum', expression: agg('sum', col('amount'), decimal(38, 2)) },
  { name: 'seats', expression: agg('sum', col('seats'), INTEGER) },
  { name: 'least', expression: agg('min', col('amount'), MONEY) },
  { name: 'latest', expression: agg('max', col('on'), DATE) },
  { name: 'plans', expression: agg('distinct', col('plan'), INTEGER) },
  { name: 'any', expression: agg('any', col('plan'), TEXT) },
  { name: 'mean', expression: agg('mean', col('amount'), DOUBLE) },
  { name: 'free', expression: agg('count', null, INTEGER, isFree) },
  { name: 'freeSeats', expression: agg('sum', col('seats'), INTEGER, isFree) },
  { name: 'freePlans', expression: agg('distinct', col('plan'), INTEGER, isFree) },
  { name: 'none', expression: agg('count', col('amount'), INTEGER, nobody) },
  { name: 'noSum', expression: agg('sum', col('amount'), decimal(38, 2), nobody) },
  { name: 'noMean', expression: agg('mean', col('amount'), DOUBLE, nobody) },
  { name: 'anyFlag', expression: agg('any', col('flag'), BOOLEAN) },
];
