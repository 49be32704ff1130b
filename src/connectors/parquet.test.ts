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

describe('parquet in place', () => {
  const columns: Columns = {
    k: 'text',
    name: 'text',
    n: 'integer',
    paid: 'money',
    on: 'date',
    ok: 'boolean',
  };
  const rows = (where = 'true') =>
    `select * from (values ('a', 'Ada', 1::int, 1.5::decimal(9, 2), date '2024-01-01', true),
      ('b', null, null, null, null, null), ('c', ' ', 3, -0.01, date '1900-01-01', false))
      as t (k, name, n, paid, "on", ok) where ${where}`;

  it('does not copy rows that are as declared, and reads them the same', async () => {
    await write(rows());
    const result = await read(columns, ['k']);
    expect(result).toMatchObject({ rowsRead: 3, rowsLoaded: 3, quarantined: { rows: 0 }, findings: [] });
    expect(result.inPlace?.path).toBe(join(room.folder, 'rows.parquet'));
    expect(result.contentHash).toHaveLength(64);
    const inPlace = result.rows;
    expect(await room.quarantined()).toEqual([]);
    // A column of another type has every row read one by one; the others do not change by it.
    await write(rows().replace('1::int', "'1'").replace(', 3, -0.01', ", '3', -0.01"));
    const copied = await read(columns, ['k']);
    expect(copied.inPlace).toBeNull();
    expect(copied.rows).toEqual(inPlace);
    expect(inPlace.map(({ name }) => name)).toEqual(['Ada', null, null]);
  });

  it.each([
    ['a key that repeats', `${rows()} union all ${rows("k = 'a'")}`, 'duplicate-key'],
    [
      'a key that is missing',
      `${rows()} union all select null, 'x', 1, 1, date '2024-01-01', true`,
      'missing-value',
    ],
    [
      'a key that has to be trimmed',
      `${rows()} union all select ' a', 'x', 1, 1, date '2024-01-01', true`,
      'duplicate-key',
    ],
    [
      'a day out of range',
      `${rows()} union all select 'd', 'x', 1, 1, date '1850-01-01', true`,
      'date-out-of-range',
    ],
  ])('reads row by row where there is %s', async (_, select, code) => {
    await write(select);
    const result = await read(columns, ['k']);
    expect(result).toMatchObject({ rowsRead: 4, rowsLoaded: 3, inPlace: null });
    expect(result.quarantined.first).toMatchObject([{ line: 4, code }]);
  });

  it('counts what is not finite, and knows a file without rows', async () => {
    await write("select 'nan'::double as f");
    const lost = await read({ f: 'double' });
    expect(lost).toMatchObject({ rowsLoaded: 1, inPlace: null, findings: [{ code: 'not-finite' }] });
    await write(rows('false'));
    const empty = await read(columns, ['k']);
    expect(empty).toMatchObject({ rowsRead: 0, inPlace: null, findings: [{ code: 'no-rows' }] });
  });
});
