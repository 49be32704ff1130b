import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCalendarDate } from '../../base/calendar-date.ts';
import type { ExampleData, GenerateExampleOptions } from './generate-example.ts';
import { EXAMPLE_AS_OF, generateExample } from './generate-example.ts';
import { EXAMPLE_TABLES } from './tables.ts';

type Row = Readonly<Record<string, string>>;

const names = EXAMPLE_TABLES.map((table) => table.name);
const root = mkdtempSync(join(tmpdir(), 'clade-example-'));
afterAll(() => rmSync(root, { recursive: true }));

const write = (name: string, options: Omit<GenerateExampleOptions, 'folder'>) =>
  generateExample({ folder: join(root, name), ...options });
const textOf = (name: string, table: string) => readFileSync(join(root, name, `${table}.csv`), 'utf8');
const hashOf = (name: string) =>
  createHash('sha256')
    .update(EXAMPLE_TABLES.map((table) => textOf(name, table.name)).join('\0'))
    .digest('hex');

function readRows(name: string, table: string): readonly Row[] {
  const [header = '', ...lines] = textOf(name, table).trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? 'no cell']));
  });
}

function cellsOf(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? '');
}

/** Clean rows alone: a first appearance of its id, and a day of the calendar. */
function cleanRows(name: string, table: string): readonly Row[] {
  const head = EXAMPLE_TABLES.find((one) => one.name === table)!;
  const seen = new Set<string>();
  return readRows(name, table).filter((row) => {
    const key = head.id === null ? Object.values(row).slice(0, 4).join() : row[head.id]!;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh && parseCalendarDate(row[head.day]!) !== null;
  });
}

const emptyShare = (rows: readonly Row[], column: string) =>
  rows.filter((row) => row[column] === '').length / rows.length;

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;

describe('the bytes', () => {
  beforeAll(async () => {
    await write('small', { accounts: 80, seed: 7 });
    await write('small again', { accounts: 80, seed: 7 });
    await write('other seed', { accounts: 80, seed: 8 });
    await write('larger', { accounts: 110, seed: 7 });
  });

  it('are the same for the same seed', () => {
    expect(hashOf('small again')).toBe(hashOf('small'));
    expect(hashOf('small')).toBe('33800980ffc3f50e8baa661be9ab1878bc2565bb2152a6b89844ef38d4d43b56');
  });

  it('differ for another seed in every file', () => {
    expect(names.filter((name) => textOf('other seed', name) === textOf('small', name))).toEqual([]);
  });

  it('of a smaller example begin a larger one', () => {
    expect(names.filter((name) => !textOf('larger', name).startsWith(textOf('small', name)))).toEqual([]);
  });

  it('carry the header the table declares', () => {
    for (const { name, columns } of EXAMPLE_TABLES)
      expect(textOf('small', name).split('\n')[0]).toBe(columns.join(','));
  });
});

describe('the company', () => {
  const name = 'company';
  let data: ExampleData;
  let tables: Record<string, readonly Row[]>;
  beforeAll(async () => {
    data = await write(name, { accounts: 600 });
    tables = Object.fromEntries(EXAMPLE_TABLES.map((table) => [table.name, cleanRows(name, table.name)]));
  });
  const numbers = (table: string, column: string) =>
    tables[table]!.map((row) => row[column]!)
      .filter((cell) => cell !== '')
      .map(Number);

  it('says how many rows each file has', () => {
    for (const file of data.files) {
      const table = basename(file.path, '.csv');
      expect([table, readRows(name, table).length]).toEqual([table, file.rows]);
      expect([table, tables[table]!.length]).toEqual([table, file.rows - file.dirtyRows]);
    }
    expect(data.rows).toBe(data.files.reduce((sum, file) => sum + file.rows, 0));
  });

  it('has the proportions it promises: 3 to 4 contacts and about 200 rows of usage an account', () => {
    expect(tables['accounts']).toHaveLength(600);
    expect(tables['contacts']!.length / 600).toBeGreaterThan(3);
    expect(tables['contacts']!.length / 600).toBeLessThan(4.5);
    expect(tables['usage']!.length / 600).toBeGreaterThan(150);
    expect(tables['usage']!.length / 600).toBeLessThan(270);
  });

  it('plants a dirty row after the 500th clean row and every thousandth from there', () => {
    for (const { path: file, rows, dirtyRows } of data.files)
      expect([file, dirtyRows]).toEqual([file, Math.floor((rows - dirtyRows + 500) / 1000)]);
    const wrongDays = readRows(name, 'usage').filter((row) => parseCalendarDate(row['used_on']!) === null);
    const dirty = data.files.find((file) => basename(file.path) === 'usage.csv')!.dirtyRows;
    expect(dirty).toBeGreaterThan(80);
    expect(wrongDays).toHaveLength(Math.floor(dirty / 2));
  });

  it('writes no number that is none, and every cell of every row', () => {
    expect(names.filter((table) => /NaN|Infinity|undefined|null/.test(textOf(name, table)))).toEqual([]);
    expect(names.filter((table) => tables[table]!.flatMap(Object.values).includes('no cell'))).toEqual([]);
  });

  it('knows no day after the as-of day but announced ends', () => {
    const late = EXAMPLE_TABLES.flatMap(({ name: table, columns }) =>
      columns
        .filter((column) => /_on$|signed_up/.test(column) && column !== 'ends_on')
        .flatMap((column) => tables[table]!.map((row) => row[column]!))
        .filter((day) => day > EXAMPLE_AS_OF),
    );
    expect(late).toEqual([]);
    const announced = tables['subscriptions']!.filter((row) => row['ends_on']! > EXAMPLE_AS_OF);
    expect(announced.length).toBeGreaterThan(0);
    expect(announced.every((row) => row['billing'] === 'annual' || row['is_trial'] === 'true')).toBe(true);
  });

  it('has heavy tails', () => {
    for (const [table, column] of [
      ['accounts', 'employees'],
      ['subscriptions', 'amount'],
      ['usage', 'actions'],
    ] as const) {
      const values = numbers(table, column);
      expect(quantile(values, 0.99) / quantile(values, 0.5)).toBeGreaterThan(6);
      expect(new Set(values).size).toBeGreaterThan(50);
    }
  });

  it('leaves out what people forget to type in', () => {
    expect(emptyShare(tables['accounts']!, 'employees')).toBeGreaterThan(0.03);
    expect(emptyShare(tables['accounts']!, 'employees')).toBeLessThan(0.12);
    expect(emptyShare(tables['accounts']!, 'adoption_style')).toBeGreaterThan(0.5);
    expect(emptyShare(tables['accounts']!, 'signed_up')).toBe(0);
  });

  it('has customers, former customers, prospects, returns, changes and lines side by side', () => {
    const books = new Map<string, Row[]>(tables['accounts']!.map((row) => [row['account_id']!, []]));
    for (const row of tables['subscriptions']!) books.get(row['account_id']!)?.push(row);
    const paid = [...books.values()].map((lines) => lines.filter((line) => line['is_trial'] === 'false'));
    const runs = (line: Row) =>
      line['starts_on']! <= EXAMPLE_AS_OF && (line['ends_on'] === '' || line['ends_on']! > EXAMPLE_AS_OF);
    const share = (test: (lines: readonly Row[]) => boolean) => paid.filter(test).length / 600;
    expect(share((lines) => lines.some(runs))).toBeGreaterThan(0.55);
    expect(share((lines) => lines.length > 0 && !lines.some(runs))).toBeGreaterThan(0.1);
    expect(share((lines) => lines.length === 0)).toBeGreaterThan(0.05);
    expect(share((lines) => lines.filter(runs).length > 1)).toBeGreaterThan(0.02);
    expect(share((lines) => lines.filter((line) => line['product'] === 'Core').length > 2)).toBeGreaterThan(
      0.2,
    );
  });

  it('keeps to the facts across files', () => {
    const people = new Map(tables['contacts']!.map((row) => [row['contact_id'], row]));
    const strangers = tables['usage']!.filter((row) => {
      const person = people.get(row['contact_id']);
      return person?.['account_id'] !== row['account_id'] || row['used_on']! < person!['joined_on']!;
    });
    expect(strangers).toEqual([]);
    const backwards = tables['subscriptions']!.filter(
      (row) => row['ends_on'] !== '' && row['ends_on']! <= row['starts_on']!,
    );
    expect(backwards).toEqual([]);
  });
});
