import { describe, expect, it } from 'vitest';
import { codesIn, findingsIn } from '../../../test/support/definition-findings.ts';
import { formatType } from '../../sql/value-type.ts';
import { readDefinitions } from '../read-definitions.ts';

function sourceOf(lines: string) {
  const { project, findings } = readDefinitions([
    { path: 'clade.yaml', text: 'kind: project\ntitle: T\ntimeZone: Asia/Tokyo\n' },
    { path: 'f.yaml', text: `kind: source\nid: s\ncolumns: { k: text }\n${lines}` },
  ]);
  if (!project) throw new Error(findings.map(({ message }) => message).join('\n'));
  return project.sources[0];
}

const codes = (lines: string) => codesIn(`kind: source\nid: s\ncolumns: { k: text }\n${lines}`);

describe('source', () => {
  it.each([
    [
      'file: a/b.csv',
      { kind: 'csv', path: 'a/b.csv', separator: ',', encoding: 'utf-8', quote: '"', decimalMark: '.' },
    ],
    ['file: b.tsv', { kind: 'csv', separator: '\t' }],
    ['file: b.CSV.gz', { kind: 'csv' }],
    ['file: b.parquet', { kind: 'parquet', path: 'b.parquet' }],
    ['file: b.ndjson', { kind: 'jsonl', path: 'b.ndjson' }],
    ['file: export\nformat: jsonl', { kind: 'jsonl', path: 'export' }],
    [
      'file: b.csv\ncsv: { separator: ";", decimalMark: ",", dateOrder: DMY, missing: ["N/A"] }',
      { separator: ';', decimalMark: ',', dateOrder: 'DMY', missing: ['N/A'] },
    ],
    ['table: crm.accounts', { kind: 'table', table: 'crm.accounts' }],
    [
      'postgres: { connection: CLADE_PG_URL, table: crm.accounts }',
      { kind: 'postgres', connection: 'CLADE_PG_URL', rows: { kind: 'table', table: 'crm.accounts' } },
    ],
    [
      'postgres: { connection: PG, query: select 1 as k }',
      { kind: 'postgres', rows: { kind: 'query', query: 'select 1 as k' } },
    ],
    ['query: { duckdb: select 1 }', { kind: 'query', query: { duckdb: 'select 1' } }],
  ])('reads %s', (lines, origin) => {
    expect(sourceOf(lines)?.origin).toMatchObject(origin);
  });

  it('has defaults', () => {
    expect(sourceOf('file: a.csv')).toMatchObject({
      key: [],
      asOf: null,
      population: 'seen',
      timeZone: 'Asia/Tokyo',
    });
  });

  it.each([
    ['title: none', '2:5 source-origin'],
    ['file: a.csv\ntable: b', '2:5 source-origin'],
    ['query: {}', '4:8 source-origin'],
    ['table: b\ncsv: { quote: "x" }', '5:6 source-origin'],
    ['file: a.parquet\ncsv: { quote: "x" }', '5:6 source-origin'],
    ['file: a.xlsx', '4:7 format-unknown'],
    ['file: ../a.csv', '4:7 path-outside-project'],
    ['file: /etc/a.csv', '4:7 path-outside-project'],
    ['file: "C:\\\\a.csv"', '4:7 path-outside-project'],
    ['file: "a\\\\..\\\\..\\\\b.csv"', '4:7 path-outside-project'],
    ['file: https://example.org/a.csv', '4:7 path-outside-project'],
    ['postgres: { connection: "postgres://me:secret@host/db", table: t }', '4:25 wrong-value'],
    ['postgres: { connection: PG }', '4:11 source-origin'],
    ['postgres: { connection: PG, table: t, query: select 1 }', '4:11 source-origin'],
    ['postgres: { connection: PG, table: "t; drop table t" }', '4:36 wrong-value'],
    ['postgres: { connection: PG, table: t }\nfile: a.csv', '2:5 source-origin'],
    ['file: a.csv\nkey: k\nvalidFrom: k', '6:12 source-versions'],
    ['file: a.csv\nkey: k\nvalidTo: k', '6:10 source-versions'],
    ['file: a.csv\nvalidFrom: k\nvalidTo: k', '5:12 source-versions'],
    ['file: a.csv\nkey: k\nvalidFrom: k\nvalidTo: nope', '7:10 unknown-reference'],
    ['file: a.csv\nkey: k\nvalidFrom: k\nvalidTo: k', '6:12 source-versions'],
    ['file: a.csv\nkey: [k, nope]', '5:10 unknown-reference'],
    ['file: a.csv\nasOf: 2026-02-30', '5:7 not-a-date'],
    ['file: a.csv\ntimeZone: Nowhere', '5:11 unknown-time-zone'],
    ['table: "a; drop table b"', '4:8 wrong-value'],
  ])('refuses %s', (lines, code) => {
    expect(codes(lines)).toContain(code);
  });

  it('tells versions of a key apart by their first day', () => {
    const { project } = readDefinitions([
      {
        path: 'f.yaml',
        text: `kind: project\ntitle: T\n---\nkind: source\nid: s\nfile: s.csv\nkey: k\nvalidFrom: a\nvalidTo: b
columns: { k: text, a: date, b: date }\n`,
      },
    ]);
    const source = project?.sources[0];
    expect(source?.key.map(({ name }) => name)).toEqual(['k', 'a']);
    expect(source?.versions).toMatchObject({ key: [{ name: 'k' }], from: { name: 'a' }, to: { name: 'b' } });
  });

  it('types columns', () => {
    const { project } = readDefinitions([
      {
        path: 'f.yaml',
        text: `kind: project\ntitle: T\n---\nkind: source\nid: s\nfile: s.csv
columns:
  a: integer
  b: decimal
  c: { type: decimal, precision: 4, scale: 2, header: "B C", required: true }
  d: { type: decimal, precision: 3 }
`,
      },
    ]);
    const columns = project?.sources[0]?.columns ?? [];
    expect(columns.map(({ type }) => formatType(type))).toEqual([
      'integer',
      'decimal(18, 6)',
      'decimal(4, 2)',
      'decimal(3, 3)',
    ]);
    expect(columns[2]).toMatchObject({
      name: 'c',
      header: 'B C',
      required: true,
      place: { line: 10, column: 3, length: 1 },
    });
  });

  it('refuses digits that cannot be', () => {
    const found = findingsIn(`kind: source
id: s
file: s.csv
columns: { a: { type: decimal, precision: 2, scale: 5 }, b: { type: integer, scale: 2 }, A: text }
`);
    expect(found.map(({ at, code }) => `${at} ${code}`)).toEqual([
      '4:53 decimal-digits',
      '4:61 decimal-digits',
      '4:90 wrong-value',
    ]);
  });

  it.each([
    ['covers: { from: 2026-01-01 }', '5:9 source-date'],
    ['knownFrom: k', '5:12 source-date'],
    ['date: k', '5:7 source-date'],
    ['date: nobody', '5:7 unknown-reference'],
    ['date: d\nknownFrom: k', '6:12 source-date'],
    ['date: d\ncovers: { from: 2026-02-30 }', '6:17 not-a-date'],
    ['date: d\ncovers: { from: 2026-02-02, to: 2026-01-01 }', '6:9 source-covers'],
  ])('says when its rows happened: refuses %s', (lines, code) => {
    const text = `kind: source\nid: s\nfile: a.csv\ncolumns: { k: text, d: date, t: timestamp }\n${lines}`;
    expect(codesIn(text)).toEqual([code]);
  });

  it('tells versions of an event apart by when they were known', () => {
    const read = (more: string) =>
      readDefinitions([
        { path: 'clade.yaml', text: 'kind: project\ntitle: T\n' },
        {
          path: 'f.yaml',
          text: `kind: source\nid: s\nfile: a.csv\ncolumns: { k: text, d: date, t: timestamp }\n${more}`,
        },
      ]).project?.sources[0];
    const known = read('key: k\ndate: d\nknownFrom: t\ncovers: { to: 2026-06-30 }');
    expect(known?.key.map(({ name }) => name)).toEqual(['k', 't']);
    expect(known?.events).toMatchObject({
      date: { name: 'd' },
      knownFrom: { name: 't' },
      covers: { from: null, to: '2026-06-30' },
      identity: [{ name: 'k' }],
    });
    expect(read('date: t\nknownFrom: d')?.key).toEqual([]);
    expect(read('key: k')?.events).toBe(null);
  });
});
