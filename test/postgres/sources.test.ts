import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SourceOrigin } from '../../src/definitions/project.ts';
import { testProject } from '../support/project.ts';
import type { Columns, ReadingRoom } from '../support/source-files.ts';
import { openReadingRoom, sourceOf } from '../support/source-files.ts';
import type { TestServer } from './server.ts';
import { openTestPostgres, PASSWORD } from './server.ts';

let server: TestServer;
let room: ReadingRoom;
beforeAll(async () => {
  [server, room] = await Promise.all([openTestPostgres(), openReadingRoom()]);
});
afterAll(async () => {
  await room.close();
  await server.close();
});
afterEach(() => {
  delete process.env['CLADE_TEST_PG'];
});

type Rows = Extract<SourceOrigin, { kind: 'postgres' }>['rows'];
const table = (name: string): Rows => ({ kind: 'table', table: name });
const query = (text: string): Rows => ({ kind: 'query', query: text });

function read(
  rows: Rows,
  columns: Columns,
  more: { key?: string[]; timeZone?: string } = {},
  url = server.url(),
) {
  process.env['CLADE_TEST_PG'] = url;
  return room.read(sourceOf({ kind: 'postgres', connection: 'CLADE_TEST_PG', rows }, columns, more));
}

/** One error, no rows, nothing left behind, and no word of how the server is reached. */
async function refused(result: Awaited<ReturnType<typeof read>>, password = PASSWORD) {
  expect(result).toMatchObject({ rowsRead: 0, rowsLoaded: 0, quarantined: { rows: 0, table: null } });
  expect(result.findings).toHaveLength(1);
  const [finding] = result.findings;
  expect(finding?.severity).toBe('error');
  expect(finding?.place).toBeDefined();
  const said = JSON.stringify(finding);
  for (const secret of [password, encodeURIComponent(password), '127.0.0.1', 'postgres://postgres'])
    expect(said).not.toContain(secret);
  expect(readdirSync(room.folder).filter((name) => name.startsWith('postgres-'))).toEqual([]);
  const tables = {
    label: 'test',
    text: "select count(*) as n from duckdb_tables() where table_name like 'loaded%'",
    parameters: [],
  };
  expect((await room.loader.query(tables))[0]?.['n']).toBe(0);
  return finding;
}

describe('rows of a PostgreSQL server', () => {
  it('keeps every value as the server has it', async () => {
    await server.run(`create schema crm; create table crm.accounts (
      id bigint, name text, note varchar, paid numeric, ratio float8, ok boolean, born date, at timestamptz, naive timestamp);
      insert into crm.accounts values
      (9007199254740993, 'Grün "x", y', '', 12345678901234.565, 0.1::float8 + 0.2, true, '1900-01-01', '2024-07-01 23:30:00+00', '2024-03-31 12:00'),
      (-1, E'two\\nlines\\r\\n\\\\N', null, -0.01, 1e300, false, '2299-12-31', '2024-01-01 22:59:59.999999+00', null),
      (2, '\\N', '\\.', null, null, null, null, null, null),
      (3, '🦊 日本語', ' ', 0, -0.0, true, '2024-02-29', '1999-12-31 23:00:00-05', '2000-01-01')`);
    const columns = {
      id: 'text',
      name: 'text',
      note: 'text',
      paid: 'money',
      ratio: 'double',
      ok: 'boolean',
      born: 'date',
      at: 'date',
      naive: 'timestamp',
    } as const;
    const result = await read(table('crm.accounts'), columns, { key: ['id'], timeZone: 'Europe/Berlin' });
    expect(result).toMatchObject({ rowsRead: 4, rowsLoaded: 4, contentHash: null });
    expect(result.findings.map(({ code }) => code)).toEqual(['digits-lost']);
    expect(result.rows).toEqual([
      {
        id: '9007199254740993',
        name: 'Grün "x", y',
        note: '',
        paid: '12345678901234.57',
        ratio: 0.30000000000000004,
        ok: true,
        born: '1900-01-01',
        at: '2024-07-02',
        naive: '2024-03-31T10:00:00.000000Z',
      },
      {
        id: '-1',
        name: 'two\nlines\r\n\\N',
        note: null,
        paid: '-0.01',
        ratio: 1e300,
        ok: false,
        born: '2299-12-31',
        at: '2024-01-01',
        naive: null,
      },
      {
        id: '2',
        name: '\\N',
        note: '\\.',
        paid: null,
        ratio: null,
        ok: null,
        born: null,
        at: null,
        naive: null,
      },
      {
        id: '3',
        name: '🦊 日本語',
        note: ' ',
        paid: '0.00',
        ratio: 0,
        ok: true,
        born: '2024-02-29',
        at: '2000-01-01',
        naive: '1999-12-31T23:00:00.000000Z',
      },
    ]);
  });

  it('quarantines what does not fit, and counts add up', async () => {
    const values = `(values
      (1, 'a', '1899-12-31'::date, 'infinity'::date, 'NaN'::numeric, 'infinity'::timestamptz),
      (2, 'a', '2024-01-01', '2024-01-01', 1, '2024-01-01'),
      (3, '', '2024-01-01', '2024-01-01', 1, '2024-01-01'),
      (4, 'b', '0044-03-15 BC', '2024-01-01', 1, '2024-01-01'),
      (5, 'c', '2024-01-01', '-infinity', 1, '2024-01-01'),
      (6, 'd', '2024-01-01', '2024-01-01', 1e20, '2024-01-01'),
      (7, 'e', '2024-01-01', '2024-01-01', 'NaN', '2024-01-01'),
      (8, 'f', '2024-01-01', '2024-01-01', 1, '-infinity'),
      (9, 'a', '2024-01-01', '2024-01-01', 1, '2024-01-01')) as v (n, id, old, ends, paid, at)`;
    const result = await read(
      query(`select * from ${values}; `),
      { n: 'integer', id: 'text', old: 'date', ends: 'date', paid: 'money', at: 'date' },
      { key: ['id'] },
    );
    expect(result).toMatchObject({ rowsRead: 9, rowsLoaded: 1, quarantined: { rows: 8 } });
    const bad = result.quarantined.first.map(({ code, raw, line }) => [
      Number(/\d+/.exec(raw ?? '')?.[0]),
      code,
      line,
    ]);
    expect(bad.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [1, 'date-out-of-range', null],
      [3, 'missing-value', null],
      [4, 'not-a-date', null],
      [5, 'not-a-date', null],
      [6, 'too-many-digits', null],
      [7, 'not-a-number', null],
      [8, 'not-a-date', null],
      [9, 'duplicate-key', null],
    ]);
  });

  it('reads one column of nothing but NULLs and empty texts, and no rows at all', async () => {
    const one = await read(
      query("select case when i % 2 = 0 then '' end as t from generate_series(1, 5) i"),
      { t: 'text' },
    );
    expect(one).toMatchObject({ rowsRead: 5, rowsLoaded: 5 });
    expect(one.rows.map(({ t }) => t)).toEqual([null, '', null, '', null]);
    const none = await read(query('select 1 as n where false -- nothing'), { n: 'integer' });
    expect(none).toMatchObject({ rowsRead: 0, rowsLoaded: 0 });
    expect(none.findings.map(({ code }) => code)).toEqual(['no-rows']);
  });

  it('reads a million rows', async () => {
    const rows = "select i as id, 'name ' || i as name, i / 100.0 as paid from generate_series(1, 1000000) i";
    const result = await read(query(rows), { id: 'text', name: 'text', paid: 'money' }, { key: ['id'] });
    expect(result).toMatchObject({ rowsRead: 1_000_000, rowsLoaded: 1_000_000 });
  });
});

describe('a server that says no', () => {
  it.each([
    [
      'a table that is not there',
      table('crm.nope'),
      'not-selectable',
      /relation "crm\.nope" does not exist \(42P01\)/,
    ],
    ['a query that is none', query('select nothing'), 'not-selectable', /column "nothing" does not exist/],
    [
      'two statements',
      query('select 1 as n) as rows; drop table crm.accounts; --'),
      'not-selectable',
      /42601/,
    ],
    [
      'a query that writes',
      query('with x as (insert into t values (1) returning n) select * from x'),
      'not-selectable',
      /./,
    ],
    [
      'a query that fails half way',
      query('select 1 / (500 - i) as n from generate_series(1, 100000) i'),
      'not-selectable',
      /division by zero/,
    ],
  ])('%s', async (_, rows, code, words) => {
    await server.run('create table if not exists t (n integer)');
    const finding = await refused(await read(rows, { n: 'integer' }));
    expect(finding).toMatchObject({ code });
    expect(finding?.message).toMatch(words);
  });

  it('cannot be written to, even by a function', async () => {
    await server.run(
      `create or replace function sneak() returns integer language plpgsql as $$ begin insert into t values (7); return 1; end $$`,
    );
    const finding = await refused(await read(query('select sneak() as n'), { n: 'integer' }));
    expect(finding?.message).toMatch(/read-only transaction \(25006\)/);
  });

  it('a column that is not there', async () => {
    await server.run('create table if not exists crm.wide (amount integer, name text)');
    const result = await read(table('crm.wide'), { amuont: 'integer' });
    expect((await refused(result))?.hint).toMatch(/Did you mean "amount"/);
  });

  it('a user who may not read', async () => {
    await server.run(
      "create table if not exists crm.secret (n integer); create role nobody login password 'x'",
    );
    const result = await read(table('crm.secret'), { n: 'integer' }, {}, server.url('nobody', 'x'));
    expect(await refused(result)).toMatchObject({
      code: 'not-selectable',
      message: expect.stringMatching(/permission denied.*42501/),
    });
  });

  it.each([
    ['a wrong password', () => server.url('postgres', 'hunter2'), 'server-refuses', 'hunter2'],
    [
      'a database that is not there',
      () => server.url('postgres', PASSWORD, 'nowhere'),
      'server-refuses',
      PASSWORD,
    ],
    [
      'an address where nothing is',
      () => 'postgres://u:hunter2@127.0.0.1:1/db',
      'server-not-reached',
      'hunter2',
    ],
    ['what is no URL', () => 'hunter2', 'connection-malformed', 'hunter2'],
    [
      'a URL that cannot be decoded',
      () => 'postgres://u:hunter2%zz@127.0.0.1/db',
      'connection-malformed',
      'hunter2',
    ],
    ['nothing', () => '', 'connection-not-set', 'hunter2'],
  ])('%s', async (_, url, code, password) => {
    expect(await refused(await read(table('t'), { n: 'integer' }, {}, url()), password)).toMatchObject({
      code,
    });
  });

  it('an aborted reading ends at once', async () => {
    process.env['CLADE_TEST_PG'] = server.url();
    const source = sourceOf(
      { kind: 'postgres', connection: 'CLADE_TEST_PG', rows: query('select 1 as n, pg_sleep(60)') },
      { n: 'integer' },
    );
    const started = performance.now();
    await expect(room.read(source, { signal: AbortSignal.timeout(500) })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

const CLADE = `
kind: project
title: Served
---
kind: source
id: accounts
postgres: { connection: CLADE_TEST_PG, query: "select id, seats from crm.served" }
key: id
columns: { id: text, seats: integer }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, from: accounts.seats }
---
kind: segmentation
id: size
entity: account
method: bands
attribute: seats
segments: [{ id: small, title: Small, from: 0 }, { id: large, title: Large, from: 100 }]
fallback: { id: none, title: None }
`;

describe('a run over a server', () => {
  it('publishes, and keeps its snapshot when the server goes away in the middle', async () => {
    process.env['CLADE_TEST_PG'] = server.url();
    await server.run(
      'create table crm.served as select i::text as id, i as seats from generate_series(1, 200) i',
    );
    const project = testProject({ 'clade.yaml': CLADE });
    const first = await project.clade.run();
    expect(first.value?.segmentations[0]?.segments.map(({ customers }) => customers)).toEqual([99, 101, 0]);

    project.write(
      'clade.yaml',
      CLADE.replace(
        'select id, seats from crm.served',
        'select id, seats, pg_sleep(0.02) from crm.served, generate_series(1, 10000)',
      ),
    );
    const cut = new Promise<void>((resolve) => setTimeout(() => resolve(server.cut()), 1500));
    const { value, findings } = await project.clade.run();
    await cut;
    expect(value).toBeNull();
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'server-went-away', place: { path: 'clade.yaml', line: 6 } },
    ]);
    expect((await project.clade.runs()).value?.map(({ outcome }) => outcome)).toEqual([
      'stopped',
      'published',
    ]);
    await project.clade.export({ segmentation: 'size', to: 'size.csv' });
  });
});
