import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingRoom } from '../../test/support/source-files.ts';
import { openReadingRoom, sourceOf } from '../../test/support/source-files.ts';

let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());

describe('tables and queries on DuckDB', () => {
  it('types the rows of a table inside the engine', async () => {
    const text = `create table raw as from (values (' a ', '9007199254740993', timestamptz '2024-07-01 23:30:00+00'),
      ('b', 'x', null), ('a', '2', null), (null, '3', null)) as t(id, n, "at")`;
    await room.loader.execute({ label: 'test', text, parameters: [] });
    const result = await room.read(
      sourceOf(
        { kind: 'table', table: 'main.raw' },
        { id: 'text', n: 'integer', at: 'date' },
        {
          key: ['id'],
          timeZone: 'Europe/Berlin',
        },
      ),
    );
    expect(result).toMatchObject({ rowsRead: 4, rowsLoaded: 1, contentHash: null });
    expect(result.rows).toEqual([{ id: 'a', n: '9007199254740993', at: '2024-07-02' }]);
    expect(result.quarantined.first.map(({ line, code, raw }) => [line, code, raw]).sort()).toEqual([
      [null, 'duplicate-key', '["a","2",null]'],
      [null, 'missing-value', '[null,"3",null]'],
      [null, 'not-a-number', '["b","x",null]'],
    ]);
  });

  it('reads a query, and refuses one that is missing or wrong in a sentence', async () => {
    const query = (duckdb: string) => sourceOf({ kind: 'query', query: { duckdb } }, { n: 'integer' });
    const good = await room.read(query('select range as n from range(5); '));
    expect(good).toMatchObject({ rowsRead: 5, rowsLoaded: 5, findings: [] });
    expect((await room.read(query('select 1 as m -- not n'))).findings).toMatchObject([
      { code: 'column-not-found' },
    ]);
    expect((await room.read(query('select n from nowhere'))).findings).toMatchObject([
      { code: 'not-selectable' },
    ]);
    const other = sourceOf({ kind: 'query', query: { clickhouse: 'select 1 as n' } }, { n: 'integer' });
    expect((await room.read(other)).findings).toMatchObject([{ code: 'query-not-written' }]);
  });
});
