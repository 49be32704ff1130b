import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import type { SeededRandom } from '../../../src/base/seeded-random.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Row } from '../../../src/engines/engine.ts';
import { column, compare, integer, text } from '../../../src/sql/expression.ts';
import { countRows, printRelation } from '../../../src/sql/print.ts';
import type { Column, Relation } from '../../../src/sql/relation.ts';
import { select } from '../../../src/sql/relation.ts';
import type { Parameter } from '../../../src/sql/statement.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, TIMESTAMP, decimal } from '../../../src/sql/value-type.ts';
import { loadRows } from './load-rows.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const COLUMNS: readonly Column[] = [
  { name: 'key', type: INTEGER },
  { name: 'whole', type: INTEGER },
  { name: 'money', type: decimal(18, 2) },
  { name: 'wide', type: decimal(38, 6) },
  { name: 'ratio', type: DOUBLE },
  { name: 'words', type: TEXT },
  { name: 'day', type: DATE },
  { name: 'at', type: TIMESTAMP },
  { name: 'flag', type: BOOLEAN },
];

const ROWS: readonly Row[] = [
  {
    key: 0,
    whole: '9223372036854775807',
    money: '9999999999999999.99',
    wide: '99999999999999999999999999999999.999999',
    ratio: 1.7976931348623157e308,
    words: `it's "so" \\ %_ \n\t👩‍👩‍👧‍👦 e\u0301`,
    day: '2299-12-31',
    at: '2299-12-31T23:59:59.999999Z',
    flag: true,
  },
  {
    key: 1,
    whole: '-9223372036854775808',
    money: '-0.01',
    wide: '-0.000001',
    ratio: 5e-324,
    words: '',
    day: '1900-01-01',
    at: '1900-01-01T00:00:00.000001Z',
    flag: false,
  },
  {
    key: 2,
    whole: 0,
    money: '1000.00',
    wide: '0.000000',
    ratio: 0.1,
    words: 'NULL',
    day: '2024-02-29',
    at: '1969-12-31T23:59:59.500000Z',
    flag: true,
  },
  { key: 3, whole: null, money: null, wide: null, ratio: null, words: null, day: null, at: null, flag: null },
];

const options = { asOf: '2026-06-30' as CalendarDate, label: 'values', values: 'bound' } as const;

describe(`values on ${testedEngine}`, () => {
  const tested = useEngine();
  let kept: Relation;
  const ordered = () => select(kept, [], { keep: true, orderBy: [{ expression: KEY, descending: false }] });

  beforeAll(async () => {
    kept = await loadRows(tested.engine, tested.directory, 'kept', COLUMNS, ROWS);
  });

  it('come back as they went in', async () => {
    expect(await tested.engine.query(printRelation(ordered(), tested.engine.dialect, options))).toEqual(ROWS);
  });

  it('are bound with their types', async () => {
    const { dialect } = tested.engine;
    for (const row of ROWS.slice(0, 3)) {
      const parameters = COLUMNS.map(({ name, type }): Parameter => ({
        name,
        type,
        value: typeof row[name] === 'number' ? String(row[name]) : (row[name] ?? null),
      }));
      const selected = COLUMNS.map(
        ({ name, type }) => `${dialect.placeholder(name, type)} as ${dialect.quoteName(name)}`,
      );
      const statement = { label: 'bind', text: `select ${selected.join(', ')}`, parameters };
      expect(await tested.engine.query(statement)).toEqual([row]);
    }
  });

  it('a thousand hostile texts are only texts, bound and shown', async () => {
    const random = seededRandom(99);
    const texts = Array.from({ length: 1000 }, () => hostileText(random));
    for (const values of ['bound', 'shown'] as const)
      for (let start = 0; start < texts.length; start += 100) {
        const batch = texts.slice(start, start + 100);
        const relation = select(
          kept,
          batch.map((value, i) => ({ name: `t${i}`, expression: text(value) })),
          { where: compare(KEY, '=', integer(0)) },
        );
        const [row] = await tested.engine.query(
          printRelation(relation, tested.engine.dialect, { ...options, values }),
        );
        expect(Object.values(row ?? {})).toEqual(batch);
      }
    const counted = await tested.engine.query(countRows(kept, tested.engine.dialect, options));
    expect(counted).toEqual([{ rows: ROWS.length }]);
  });

  it('hostile texts match nothing but themselves', async () => {
    const random = seededRandom(100);
    for (let i = 0; i < 20; i++) {
      const relation = select(kept, [], {
        keep: true,
        where: compare(column('words', TEXT), '=', text(hostileText(random))),
      });
      for (const values of ['bound', 'shown'] as const) {
        const statement = countRows(relation, tested.engine.dialect, { ...options, values });
        expect(await tested.engine.query(statement)).toEqual([{ rows: 0 }]);
      }
    }
  });

  it('leave in Parquet with their types', async () => {
    const path = join(tested.directory, 'out.parquet');
    await tested.engine.export(printRelation(ordered(), tested.engine.dialect, options), path, 'parquet');
    const found = await readBack(`read_parquet('${path}')`);
    const zoneless = (row: Row) => ({ ...row, at: row['at'] && String(row['at']).replace(/\+00$/, '') });
    expect(found.map(zoneless)).toEqual(ROWS.map(asText));
  });

  it('leave as CSV and as JSON lines without losing a digit', async () => {
    const names = ['key', 'whole', 'money', 'wide', 'words', 'day', 'flag'];
    const some = select(
      kept,
      COLUMNS.filter(({ name }) => names.includes(name)).map(({ name, type }) => ({
        name,
        expression: column(name, type),
      })),
      { orderBy: [{ expression: KEY, descending: false }] },
    );
    const csv = join(tested.directory, 'out.csv');
    const jsonl = join(tested.directory, 'out.jsonl');
    await tested.engine.export(printRelation(some, tested.engine.dialect, options), csv, 'csv');
    await tested.engine.export(printRelation(some, tested.engine.dialect, options), jsonl, 'jsonl');
    const expected = ROWS.map(asText).map((row): Row =>
      Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
    );
    const fromCsv = await readBack(`read_csv('${csv}', header = true, all_varchar = true)`);
    const emptyIsMissing = (row: Row): Row => ({ ...row, words: row['words'] || null });
    expect(fromCsv.map(emptyIsMissing)).toEqual(expected.map(emptyIsMissing));
    const lines = readFileSync(jsonl, 'utf8').trim().split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual(ROWS.map(() => names));
    expect(lines[0]).toMatch(/"whole": ?9223372036854775807,/);
    expect(lines[0]).toMatch(/"wide": ?99999999999999999999999999999999\.999999,/);
    expect(lines[1]).toMatch(/"wide": ?-0\.000001,/);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ words: '', day: '1900-01-01', flag: false });
    expect(JSON.parse(lines[3] ?? '')).toMatchObject({ whole: null, words: null, day: null, flag: null });
  });

  it('an export does not write over a file', async () => {
    const path = join(tested.directory, 'twice.csv');
    const statement = printRelation(ordered(), tested.engine.dialect, options);
    await tested.engine.export(statement, path, 'csv');
    const before = readFileSync(path);
    await expect(tested.engine.export(statement, path, 'jsonl')).rejects.toThrow(/exist/i);
    expect(readFileSync(path)).toEqual(before);
  });

  it('an export that fails leaves no file', async () => {
    const path = join(tested.directory, 'failed.csv');
    const statement = { label: 'broken', text: 'select nothing_like_it from kept', parameters: [] };
    await expect(tested.engine.export(statement, path, 'csv')).rejects.toThrow(/broken: /);
    expect(existsSync(path)).toBe(false);
  });

  it('a failure names the statement by its label and keeps bound values to itself', async () => {
    const failing = {
      label: 'count the customers',
      text: `select no_such_column, ${tested.engine.dialect.placeholder('p1', TEXT)} from kept`,
      parameters: [{ name: 'p1', type: TEXT, value: 'secret word' }],
    };
    const failure = await tested.engine.query(failing).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/^QueryError: count the customers: /);
    expect(String(failure)).not.toContain('secret word');
  });
});

const KEY = column('key', INTEGER);

/** A byte order mark only inside a text: DuckDB's driver drops one that a text begins with. */
const PIECES = [
  `'`,
  `''`,
  `\\'`,
  `\\`,
  `\\\\`,
  `"`,
  '`',
  ';',
  '--',
  '/*',
  '*/',
  '$p1',
  '$1',
  '?',
  '{p1:String}',
  '{',
  '}',
  '%',
  '_',
  `' or 1=1 --`,
  `'); drop table kept; --`,
  `\\'; drop table kept; --`,
  '\n',
  '\r\n',
  '\t',
  '\b',
  '\u001b[31m',
  '\u0085',
  '\u2028',
  '\u00a0',
  '\u3000',
  'x\ufeff',
  'é',
  'e\u0301',
  '👩‍👩‍👧‍👦',
  '\u202e',
  '\ud7ff',
  '\x7f',
  '\\n',
  '\\x41',
  '\\0',
  ' ',
  'a',
  'NULL',
  '\\N',
];

function hostileText(random: SeededRandom): string {
  const length = random.integer(1, 8);
  return Array.from({ length }, () => PIECES[random.integer(0, PIECES.length - 1)]).join('');
}

/** As DuckDB reads a file, every cell as text. */
async function readBack(source: string): Promise<readonly Row[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`set TimeZone = 'UTC'`);
  const rows = await connection.runAndReadAll(`select columns(*)::varchar from ${source}`);
  connection.disconnectSync();
  instance.closeSync();
  return rows.getRowObjectsJS() as readonly Row[];
}

/** As DuckDB writes the values of a row. */
function asText(row: Row): Row {
  const written = Object.entries(row).map(([name, value]) => {
    if (value === null) return [name, null];
    if (name === 'ratio')
      return [name, { 5e-324: '5e-324', 0.1: '0.1' }[Number(value)] ?? '1.7976931348623157e+308'];
    if (name !== 'at') return [name, String(value)];
    return [
      name,
      String(value)
        .replace('T', ' ')
        .replace('Z', '')
        .replace(/\.?0+$/, ''),
    ];
  });
  return Object.fromEntries(written) as Row;
}
