import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnWord, ReadingRoom } from '../../test/support/source-files.ts';
import { csvOrigin, openReadingRoom, sourceOf } from '../../test/support/source-files.ts';
import type { Cell } from '../engines/engine.ts';

let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());

type Options = Parameters<typeof csvOrigin>[1];
type Told = readonly (readonly [text: string, value: Cell | { readonly code: string }])[];

/** Reads each text as a value of a column, and compares values and codes row by row. */
async function expectTold(type: ColumnWord, told: Told, options: Options = {}, timeZone = 'UTC') {
  const rows = told.map(([text], i) => `${i},"${text}"`);
  room.write('values.csv', `i,v\n${rows.join('\n')}\n`);
  const source = sourceOf(csvOrigin('values.csv', options), { i: 'integer', v: type }, { timeZone });
  const { rows: good, quarantined } = await room.read(source);
  const values = new Map<number, unknown>(good.map((row) => [Number(row['i']), row['v']]));
  for (const { line, code } of quarantined.first) values.set((line ?? 0) - 2, { code });
  const seen = told.map(([text], i) => [text, values.get(i)]);
  expect(seen).toEqual(told);
}

const NUMBER = { code: 'not-a-number' };
const DAY = { code: 'not-a-date' };
const RANGE = { code: 'date-out-of-range' };

describe('texts become values', () => {
  it('integers', () =>
    expectTold('integer', [
      ['12', 12],
      [' 12\t', 12],
      ['+5', 5],
      ['-0', 0],
      ['007', 7],
      ['12.0', 12],
      ['1,234', 1234],
      ['1 234 567', 1234567],
      ['1\u00a0234', 1234],
      ['9223372036854775807', '9223372036854775807'],
      ['9223372036854775808', { code: 'too-many-digits' }],
      ['1.5', { code: 'not-an-integer' }],
      ['1E+05', { code: 'not-an-integer' }],
      ['1,23', NUMBER],
      ['0x10', NUMBER],
      ['1_000', NUMBER],
      ['$5', NUMBER],
      ['', null],
      ['   ', null],
    ]));

  it('decimals keep their digits and are rounded half away from zero', () =>
    expectTold('money', [
      ['12.3', '12.30'],
      ['.5', '0.50'],
      ['5.', '5.00'],
      ['1.005', '1.01'],
      ['-1.005', '-1.01'],
      ['0.994999999999999999999999999', '0.99'],
      ['1234567890123456.78', '1234567890123456.78'],
      ['1,234.50', '1234.50'],
      ["1'234.50", '1234.50'],
      ['1e3', '1000.00'],
      ['99999999999999999', { code: 'too-many-digits' }],
      ['1.234,50', NUMBER],
      ['NaN', NUMBER],
      ['1 2', NUMBER],
      ['12_3', NUMBER],
      ['-', NUMBER],
      [' ', null],
    ]));

  it('decimals with a comma', () =>
    expectTold(
      'money',
      [
        ['1,5', '1.50'],
        ['1.234,5', '1234.50'],
        ['1.234', '1234.00'],
        ['1 234,5', '1234.50'],
        ['-1.234.567,895', '-1234567.90'],
        ['1.5', NUMBER],
        ['1,2,3', NUMBER],
      ],
      { decimalMark: ',' },
    ));

  it('doubles, where what is not finite is missing', () =>
    expectTold('double', [
      ['1.5', 1.5],
      ['1e-3', 0.001],
      ['NaN', null],
      ['-inf', null],
      ['Infinity', null],
      ['1e400', null],
      ['1,000.5', 1000.5],
      ['abc', NUMBER],
      ['1_0', NUMBER],
    ]));

  it('booleans', () =>
    expectTold('boolean', [
      ...['true', 'T', 'Yes', 'y', '1', ' TRUE '].map((text) => [text, true] as const),
      ...['false', 'F', 'no', 'N', '0'].map((text) => [text, false] as const),
      ['2', { code: 'not-a-boolean' }],
      ['on', { code: 'not-a-boolean' }],
      ['', null],
    ]));

  it('days with the year first', () =>
    expectTold('date', [
      ['2024-02-29', '2024-02-29'],
      ['2024/2/9', '2024-02-09'],
      ['2024.12.31', '2024-12-31'],
      ['2024-01-05 23:59', '2024-01-05'],
      ['2024-01-05T23:59:59.123', '2024-01-05'],
      ['2024-01-05 11:30 PM', '2024-01-05'],
      ['1900-01-01', '1900-01-01'],
      ['2299-12-31', '2299-12-31'],
      ['1899-12-31', RANGE],
      ['2300-01-01', RANGE],
      ['9999-12-31', RANGE],
      ['2023-02-29', DAY],
      ['2024-01-05 junk', DAY],
      ['2024-01-05 25:00', DAY],
      ['24-01-05', DAY],
      ['31-12-2024', DAY],
      ['infinity', DAY],
      ['epoch', DAY],
      [' ', null],
    ]));

  it('days with the day first, and still the year first where it is written so', () =>
    expectTold(
      'date',
      [
        ['03-04-2024', '2024-04-03'],
        ['3/4/2024', '2024-04-03'],
        [' 03.04.2024 ', '2024-04-03'],
        ['03.04.2024 8:05', '2024-04-03'],
        ['2024-04-03', '2024-04-03'],
        ['31.02.2024', DAY],
        ['12-31-2024', DAY],
        ['03-04-24', DAY],
        ['31.12.1899', RANGE],
      ],
      { dateOrder: 'DMY' },
    ));

  it('days with the month first', () =>
    expectTold(
      'date',
      [
        ['12/1/2010 8:26', '2010-12-01'],
        ['12-31-2010', '2010-12-31'],
        ['31/12/2010', DAY],
      ],
      { dateOrder: 'MDY' },
    ));

  it('a day with an offset is the day in the zone of the source', () =>
    expectTold(
      'date',
      [
        ['2024-01-01T03:00:00Z', '2023-12-31'],
        ['2024-01-01 03:00 UTC', '2023-12-31'],
        ['2024-01-01T03:00:00-0500', '2024-01-01'],
        ['2024-01-01T03:00:00.5 +02:00', '2023-12-31'],
        ['2024-01-01 03:00:00', '2024-01-01'],
        ['2024-07-01T04:00:00Z', '2024-07-01'],
      ],
      {},
      'America/New_York',
    ));

  it('instants in UTC, naive ones from the zone of the source', () =>
    expectTold(
      'timestamp',
      [
        ['2024-01-15 12:00:00', '2024-01-15T11:00:00.000000Z'],
        ['2024-07-15 12:00', '2024-07-15T10:00:00.000000Z'],
        ['2024-07-15T12:00:00Z', '2024-07-15T12:00:00.000000Z'],
        ['2024-07-15T12:00:00.123456+05:30', '2024-07-15T06:30:00.123456Z'],
        ['2024-07-15', '2024-07-14T22:00:00.000000Z'],
        ['1850-01-01 00:00', RANGE],
        ['noon', DAY],
      ],
      {},
      'Europe/Berlin',
    ));

  it('texts that count as missing', async () => {
    await expectTold(
      'integer',
      [
        [' N/A ', null],
        ['-1', null],
        ['n/a', NUMBER],
        ['3', 3],
      ],
      {
        missing: ['N/A', '-1'],
      },
    );
    await expectTold(
      'text',
      [
        ['N/A', null],
        ["it's", "it's"],
      ],
      { missing: ['N/A', "'"] },
    );
  });
});

describe('findings of typing', () => {
  it('count the rows whose digits were lost, and the numbers that are not finite', async () => {
    room.write('lost.csv', 'm,d\n1.005,1\n1.10,nan\n22.200000000000003,2\n1.230,inf\n1e-3,3\nx,nan\n');
    const result = await room.read(sourceOf(csvOrigin('lost.csv'), { m: 'money', d: 'double' }));
    expect(result.findings).toMatchObject([
      { code: 'digits-lost', severity: 'warning', data: { rows: 3 } },
      { code: 'not-finite', severity: 'warning', data: { rows: 2 } },
    ]);
    expect(result.findings[0]?.message).toBe(
      '3 values of rows.m had more than 2 digits after the point and were rounded',
    );
  });

  it('a bad row stands once in quarantine with all its reasons', async () => {
    room.write('bad.csv', 'a,b,c\nx,31.02.2024,\n1,2024-01-01,c\n');
    const result = await room.read(sourceOf(csvOrigin('bad.csv'), { a: 'integer', b: 'date', c: 'text!' }));
    expect(result).toMatchObject({ rowsRead: 2, rowsLoaded: 1 });
    expect(result.quarantined.first).toEqual([
      {
        line: 2,
        column_name: 'a',
        code: 'not-a-number',
        reason:
          'a is "x", which is not a number; b is "31.02.2024", which is not a day of the calendar; c is missing',
        raw: 'x,31.02.2024,',
      },
    ]);
  });
});
