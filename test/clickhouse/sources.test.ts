import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSource } from '../../src/connectors/index.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { sourceOf } from '../support/source-files.ts';
import { openTestClickhouse } from './connection.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openTestClickhouse();
});
afterAll(() => engine.close());

const run = (text: string) => engine.execute({ label: 'test', text, parameters: [] });
const context = () => ({
  loader: engine,
  projectFolder: '.',
  scratchFolder: '.',
  table: ['default', 'loaded'],
});

describe('tables and queries on ClickHouse', () => {
  it('types the rows inside the engine and quarantines the rest', async () => {
    await run(`create or replace table default.raw (id Nullable(String), n LowCardinality(String), paid Float64,
      at DateTime('UTC'), day String, ok UInt8) engine = MergeTree order by tuple()`);
    await run(`insert into default.raw values
      (' a ', '9007199254740993', 22.205, '2024-07-01 23:30:00', '2024-02-29', 1),
      ('b', '12.0', 0.1, '2024-07-01 10:00:00', '2024-02-30', 0),
      ('c', 'x', nan, '2024-07-01 10:00:00', '1850-01-01', 2),
      ('a', '1', 1, '2024-07-01 10:00:00', '', 1), (null, '1', 1, '2024-07-01 10:00:00', '', 1),
      ('d', '', nan, '2024-07-01 10:00:00', ' ', 0)`);
    const source = sourceOf(
      { kind: 'table', table: 'default.raw' },
      { id: 'text', n: 'integer', paid: 'money', at: 'date', day: 'date', ok: 'boolean' },
      { key: ['id'], timeZone: 'Europe/Berlin' },
    );
    const result = await readSource(source, context());
    expect(result).toMatchObject({ rowsRead: 6, rowsLoaded: 2, contentHash: null, findings: [] });
    const loaded = { label: 'test', text: 'select * from default.loaded order by id', parameters: [] };
    expect(await engine.query(loaded)).toEqual([
      { id: 'a', n: '9007199254740993', paid: '22.21', at: '2024-07-02', day: '2024-02-29', ok: true },
      { id: 'd', n: null, paid: null, at: '2024-07-01', day: null, ok: false },
    ]);
    const bad = result.quarantined.first.map(({ column_name, code, reason }) => [column_name, code, reason]);
    expect(bad.sort()).toEqual([
      ['day', 'not-a-date', 'day is "2024-02-30", which is not a day of the calendar'],
      ['id', 'duplicate-key', 'the key id is taken'],
      ['id', 'missing-value', 'id is missing'],
      [
        'n',
        'not-an-integer',
        'n is "x", which is not a whole number; day is "1850-01-01", which is not a day of the calendar; ok is "2", which is neither true nor false',
      ],
    ]);
  });

  it('reads a query, and says what the engine says of a wrong one', async () => {
    const query = (clickhouse: string) =>
      sourceOf({ kind: 'query', query: { clickhouse } }, { n: 'integer' });
    const good = await readSource(query('select number as n from numbers(5) -- five\n'), context());
    expect(good).toMatchObject({ rowsRead: 5, rowsLoaded: 5 });
    const guarded = 'select if(number = 0, 0, intDiv(10, number)) as n from numbers(3)';
    expect(await readSource(query(guarded), context())).toMatchObject({ rowsRead: 3, rowsLoaded: 3 });
    const wrong = await readSource(query('select nothing from nowhere'), context());
    expect(wrong.findings).toMatchObject([{ code: 'not-selectable', severity: 'error' }]);
  });
});
