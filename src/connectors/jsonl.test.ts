import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Columns, ReadingRoom } from '../../test/support/source-files.ts';
import { openReadingRoom, sourceOf } from '../../test/support/source-files.ts';

let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());

function read(content: string | Uint8Array, columns: Columns, key: readonly string[] = []) {
  room.write('rows.jsonl', content);
  return room.read(sourceOf({ kind: 'jsonl', path: 'rows.jsonl' }, columns, { key }));
}

describe('jsonl', () => {
  it('reads keys as columns, whatever they are called, with every digit of an integer', async () => {
    const lines = [
      '{"id": 9007199254740993, "a/b~\\"c": "Müller \\u00e9", "paid": 12.30, "ok": true}',
      '{"ok": null, "paid": "1000.005", "id": "x7"}',
    ];
    const result = await read(lines.join('\n'), {
      id: 'text',
      'a/b~"c': 'text',
      paid: 'money',
      ok: 'boolean',
    });
    expect(result.rows).toEqual([
      { id: '9007199254740993', 'a/b~"c': 'Müller é', paid: '12.30', ok: true },
      { id: 'x7', 'a/b~"c': null, paid: '1000.01', ok: null },
    ]);
    expect(result.findings).toMatchObject([{ code: 'digits-lost', data: { rows: 1 } }]);
  });

  it('quarantines lines that are no objects with their lines, also where line ends differ', async () => {
    const result = await read(
      '{"a":1}\r\n\n{"a":\nnull\n[1]\n{"a":"x"}\n  \n{"a":2}\n{"a":1}\r\n',
      { a: 'integer' },
      ['a'],
    );
    expect(result.rows).toEqual([{ a: 1 }, { a: 2 }]);
    expect(result.quarantined.first).toEqual([
      {
        line: 3,
        column_name: '#line',
        code: 'malformed-json',
        reason: 'the line is not a JSON object',
        raw: '{"a":',
      },
      expect.objectContaining({ line: 4, code: 'malformed-json' }),
      expect.objectContaining({ line: 5, code: 'malformed-json' }),
      expect.objectContaining({ line: 6, code: 'not-a-number', raw: '{"a":"x"}' }),
      expect.objectContaining({ line: 9, code: 'duplicate-key', reason: 'the key a is taken by line 1' }),
    ]);
    expect(result.rowsRead).toBe(7);
  });

  it('keeps nested values of text columns as JSON and counts them', async () => {
    const result = await read('{"t":{"x":[1]},"n":1}\n{"t":"{plain","n":[2]}\n{"t":[1]}\n', {
      t: 'text',
      n: 'integer',
    });
    expect(result.rows.map((row) => row['t'])).toEqual(['{"x":[1]}', '[1]']);
    expect(result.quarantined.first).toMatchObject([{ line: 2, code: 'not-a-number' }]);
    expect(result.findings).toMatchObject([{ code: 'nested-value', data: { rows: 2 } }]);
  });

  it('quarantines lines that are not UTF-8', async () => {
    const result = await read(Buffer.from('{"a":"1"}\n{"a":"\xfc"}\n{"a":"x\u0001"}\n', 'latin1'), {
      a: 'text',
    });
    expect(result.rows).toEqual([{ a: '1' }]);
    expect(result.quarantined.first.map(({ line, code }) => [line, code])).toEqual([
      [2, 'invalid-text'],
      [3, 'malformed-json'],
    ]);
  });

  it('finds a key that begins late, and refuses one that is nowhere', async () => {
    const many = '{"a":1}\n'.repeat(1500);
    const late = await read(`${many}{"b":2}\n`, { a: 'integer', b: 'integer' });
    expect(late).toMatchObject({ rowsLoaded: 1501, findings: [] });
    const never = await read(many, { a: 'integer', aa: 'integer' });
    expect(never.findings).toMatchObject([{ code: 'column-not-found', hint: 'Did you mean "a"? It has a.' }]);
    expect(never.quarantined.table).toBeNull();
  });

  it('says what a file is that holds nothing', async () => {
    expect((await read('\n\n', { a: 'integer' })).findings).toMatchObject([{ code: 'no-rows' }]);
    expect((await read('', { a: 'integer' })).findings).toMatchObject([{ code: 'file-is-empty' }]);
  });
});
