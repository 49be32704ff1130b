import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Columns, ReadingRoom } from '../../test/support/source-files.ts';
import { openReadingRoom, sourceOf } from '../../test/support/source-files.ts';

let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());

async function write(select: string) {
  const path = join(room.folder, 'rows.parquet');
  const text = `copy (${select}) to '${path}' (format parquet)`;
  await room.loader.execute({ label: 'test', text, parameters: [] });
}

const read = (columns: Columns, key: readonly string[] = [], timeZone = 'UTC') =>
  room.read(sourceOf({ kind: 'parquet', path: 'rows.parquet' }, columns, { key, timeZone }));

describe('parquet', () => {
  it('casts columns to the declared types, by their texts where the two are not of a kind', async () => {
    await write(`select 9007199254740993 as big, 12.0::double as id, 0.1::float as ratio, 22.2::double as paid,
      1::tinyint as flag, timestamp '2024-07-01 23:30:00' as local, timestamptz '2024-07-01 23:30:00+00' as zoned,
      ' Ada ' as name, [1, 2] as list`);
    const columns: Columns = {
      ...{ big: 'text', id: 'text', ratio: 'double', paid: 'money', flag: 'boolean' },
      ...{ local: 'date', zoned: 'date', name: 'text', list: 'text' },
    };
    expect((await read(columns, ['name'], 'Europe/Berlin')).rows).toEqual([
      {
        ...{ big: '9007199254740993', id: '12', ratio: 0.1, paid: '22.20', flag: true },
        ...{ local: '2024-07-01', zoned: '2024-07-02', name: 'Ada', list: '[1, 2]' },
      },
    ]);
  });

  it('quarantines what does not fit, by row number', async () => {
    await write(`select * from (values ('a', date '2024-01-01', 1.0::double, '1'), ('b', date '1700-01-01', 2, '2'),
      ('a', date '2024-01-02', 3, '3'), ('c', null, 'nan'::double, 'x'), (null, null, 5, '5')) as t(k, d, f, n)`);
    const result = await read({ k: 'text', d: 'date', f: 'double', n: 'integer' }, ['k']);
    expect(result.rows).toEqual([{ k: 'a', d: '2024-01-01', f: 1, n: 1 }]);
    expect(result.quarantined.first).toMatchObject([
      {
        line: 2,
        column_name: 'd',
        code: 'date-out-of-range',
        raw: '{"k":"b","d":"1700-01-01","f":2.0,"n":"2"}',
      },
      { line: 3, code: 'duplicate-key', reason: 'the key k is taken by line 1' },
      { line: 4, column_name: 'n', code: 'not-a-number' },
      { line: 5, column_name: 'k', code: 'missing-value' },
    ]);
    expect(result.rowsRead).toBe(5);
  });

  it('says which columns are missing or cannot be cast', async () => {
    await write(`select 1 as seats, [1] as list`);
    expect((await read({ seets: 'integer', list: 'integer' })).findings).toMatchObject([
      { code: 'column-not-found', hint: 'Did you mean "seats"? It has seats, list.' },
      { code: 'nested-column' },
    ]);
  });

  it('a file cut off anywhere is a finding', async () => {
    await write(`select i as n, 'text ' || i as t from range(5000) as r(i)`);
    const whole = readFileSync(join(room.folder, 'rows.parquet'));
    for (const share of [0.01, 0.3, 0.6, 0.9, 0.999]) {
      room.write('rows.parquet', whole.subarray(0, Math.ceil(whole.length * share)));
      const result = await read({ n: 'integer', t: 'text' });
      expect(result.findings, `${share}`).toMatchObject([{ code: 'malformed-parquet', severity: 'error' }]);
      expect(result.quarantined.table).toBeNull();
    }
    const broken = Buffer.from(whole);
    broken.fill(0xff, 200, 1200);
    room.write('rows.parquet', broken);
    expect((await read({ n: 'integer', t: 'text' })).findings).toMatchObject([{ code: 'malformed-parquet' }]);
  });
});
