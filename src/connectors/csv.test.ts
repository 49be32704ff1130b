import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Columns, ReadingRoom } from '../../test/support/source-files.ts';
import { csvOrigin, openReadingRoom, sourceOf } from '../../test/support/source-files.ts';

let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());

type Options = Parameters<typeof csvOrigin>[1];
type More = Parameters<typeof sourceOf>[2];

function read(content: string | Uint8Array, columns: Columns, options: Options = {}, more: More = {}) {
  room.write('rows.csv', content);
  return room.read(sourceOf(csvOrigin('rows.csv', options), columns, more));
}

/** Line and code of every bad row. */
const bad = (result: Awaited<ReturnType<typeof read>>) =>
  result.quarantined.first.map(({ line, code }) => [line, code]);

describe('csv: what is a row', () => {
  it('reads columns by header, whatever their order, and leaves the others alone', async () => {
    const result = await read('b,other,a\n1,x,one\n2,y,two\n', { a: 'text', b: 'integer' });
    expect(result.rows).toEqual([
      { a: 'one', b: 1 },
      { a: 'two', b: 2 },
    ]);
    expect(result).toMatchObject({ rowsRead: 2, rowsLoaded: 2, findings: [] });
    expect(result.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps newlines in quotes and counts physical lines', async () => {
    const result = await read('id,note\n1,"two\nlines"\nx,"three\r\nmore\nlines"\n\n\ny,"a ""quote"""\n', {
      id: 'integer',
      note: 'text',
    });
    expect(result.rows).toEqual([{ id: 1, note: 'two\nlines' }]);
    expect(result.quarantined.first).toEqual([
      {
        line: 4,
        column_name: 'id',
        code: 'not-a-number',
        reason: 'id is "x", which is not a number',
        raw: 'x,"three\r\nmore\nlines"',
      },
      expect.objectContaining({ line: 9, raw: 'y,"a ""quote"""' }),
    ]);
  });

  it('quarantines ragged rows with their lines, and passes over blank ones', async () => {
    const result = await read('a,b\n1,2\n\n3\n \n4,5,6\n7,8,\n9,10\n', { a: 'integer', b: 'integer' });
    expect(result.rows.map((row) => row['a'])).toEqual([1, 7, 9]);
    expect(result.quarantined.first).toEqual([
      expect.objectContaining({ line: 4, raw: '3', reason: 'it has 1 field where the header has 2' }),
      expect.objectContaining({ line: 6, raw: '4,5,6', reason: 'it has 3 fields where the header has 2' }),
    ]);
  });

  it('loses one line to a quote that is not closed, not the rest of the file', async () => {
    const result = await read('a,b\n1,x\n2,"never closed\n3,y\n4,"z"\n5,"last\n', {
      a: 'integer',
      b: 'text',
    });
    expect(result.rows.map((row) => row['a'])).toEqual([1, 3, 4]);
    expect(bad(result)).toEqual([
      [3, 'malformed-row'],
      [6, 'malformed-row'],
    ]);
  });

  it('takes every line end, also mixed ones', async () => {
    for (const content of [
      'a,b\r\n1,2\r\n3,4\r\n',
      'a,b\n1,2\r\n3,4',
      'a,b\r1,2\r3,4\r',
      'a,b\r\n1,2\n\r\n3,4\n',
    ])
      expect((await read(content, { a: 'integer', b: 'integer' })).rows, JSON.stringify(content)).toEqual([
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ]);
  });

  it('finds a header behind blank lines or over two lines', async () => {
    expect((await read('\n\na,b\n1,2\n', { a: 'integer' })).rows).toEqual([{ a: 1 }]);
    const source = sourceOf(csvOrigin('rows.csv'), { b: 'integer' });
    room.write('rows.csv', '"a\nx",b\n1,2\nx,y\n');
    const result = await room.read(source);
    expect(result.rows).toEqual([{ b: 2 }]);
    expect(bad(result)).toEqual([[4, 'not-a-number']]);
  });

  it('quarantines a row of megabytes and goes on', async () => {
    const result = await read(`a,b\n1,x\n2,${'y'.repeat(3_000_000)}\n3,z\nq,z\n`, {
      a: 'integer',
      b: 'text',
    });
    expect(result.rows.map((row) => row['a'])).toEqual([1, 3]);
    expect(bad(result)).toEqual([
      [3, 'malformed-row'],
      [5, 'not-a-number'],
    ]);
    expect(result.quarantined.first[0]?.raw).toHaveLength(2000);
  });

  it('reads one column, where an empty line is a row', async () => {
    const result = await read('a\n1\n\nx\n', { a: 'integer' });
    expect(result.rows).toEqual([{ a: 1 }, { a: null }]);
    expect(bad(result)).toEqual([[4, 'not-a-number']]);
  });
});

describe('csv: encodings', () => {
  const text = 'id,name\n1,Müller\nx,Größe\n2\n';
  const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const files: readonly (readonly [string, Uint8Array, Options])[] = [
    ['utf-8 with a mark', Buffer.from(`\ufeff${text}`), {}],
    ['latin-1', Buffer.from(text, 'latin1'), { encoding: 'latin-1' }],
    ['utf-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le'), { encoding: 'utf-16' }],
    ['utf-16, big end first', swapped, { encoding: 'utf-16' }],
    ['utf-16 without a mark', Buffer.from(text, 'utf16le'), { encoding: 'utf-16' }],
  ];
  it.each(files)('%s', async (_, bytes, options) => {
    const result = await read(bytes, { id: 'integer', name: 'text' }, options);
    expect(result.rows).toEqual([{ id: 1, name: 'Müller' }]);
    expect(result.quarantined.first.map(({ line, raw }) => [line, raw])).toEqual([
      [3, 'x,Größe'],
      [4, '2'],
    ]);
  });

  it('quarantines rows that are not in the declared encoding, and says which it may be', async () => {
    const result = await read(Buffer.from('id,name\n1,M\xfcller\n2,Meier\n', 'latin1'), {
      id: 'integer',
      name: 'text',
    });
    expect(result.rows).toEqual([{ id: 2, name: 'Meier' }]);
    expect(bad(result)).toEqual([[2, 'invalid-text']]);
    expect(result.findings).toMatchObject([{ code: 'wrong-encoding', severity: 'warning' }]);
  });

  it('refuses a file in another encoding than declared, or packed', async () => {
    const wide = await read(Buffer.from('\ufeffid\n1\n', 'utf16le'), { id: 'integer' });
    expect(wide.findings).toMatchObject([{ code: 'wrong-encoding', severity: 'error', hint: /utf-16/ }]);
    const narrow = await read('id,b\n1,2\n', { id: 'integer' }, { encoding: 'utf-16' });
    expect(narrow.findings).toMatchObject([{ code: 'wrong-encoding', severity: 'error' }]);
    const packed = await read(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), { id: 'integer' });
    expect(packed.findings).toMatchObject([{ code: 'file-is-packed', severity: 'error' }]);
    const header = await read(Buffer.from('id,gr\xf6\xdfe\n1,2\n', 'latin1'), { id: 'integer' });
    expect(header.findings).toMatchObject([{ code: 'wrong-encoding', hint: /latin-1/ }]);
  });
});

describe('csv: keys', () => {
  it('keeps the first row of a key and names its line to the others', async () => {
    const result = await read(
      'id,v\nA,1\n B ,x\nb,2\n A,3\nB,4\nA,5\n,6\n',
      { id: 'text', v: 'integer' },
      {},
      {
        key: ['id'],
      },
    );
    expect(result.rows).toEqual([
      { id: 'A', v: 1 },
      { id: 'b', v: 2 },
      { id: 'B', v: 4 },
    ]);
    expect(result.quarantined.first.map(({ line, code, reason }) => [line, code, reason])).toEqual([
      [3, 'not-a-number', 'v is "x", which is not a number'],
      [5, 'duplicate-key', 'the key id is taken by line 2'],
      [7, 'duplicate-key', 'the key id is taken by line 2'],
      [8, 'missing-value', 'id is missing'],
    ]);
  });

  it('tells rows apart by several columns', async () => {
    const result = await read(
      'a,b\n1,x\n1,y\n2,x\n1,x\n',
      { a: 'integer', b: 'text' },
      {},
      { key: ['a', 'b'] },
    );
    expect(result.rowsLoaded).toBe(3);
    expect(result.quarantined.first).toMatchObject([{ line: 5, column_name: 'a, b', code: 'duplicate-key' }]);
  });

  it('never rounds a key of 64 bits', async () => {
    const ids = ['9007199254740993', '9007199254740992', '00012', '9223372036854775807'];
    const result = await read(
      `id,n\n${ids.map((id) => `${id},${id}`).join('\n')}\n`,
      { id: 'text', n: 'integer' },
      {},
      {
        key: ['id'],
      },
    );
    expect(result.rows.map((row) => row['id'])).toEqual(ids);
    expect(result.rows.map((row) => String(row['n']))).toEqual([ids[0], ids[1], '12', ids[3]]);
  });

  it('trims columns that name a customer, and keeps other texts as they are', async () => {
    room.write('rows.csv', 'id,by,note\n1, A\u00a0, as is \n2,  ,  \n');
    const source = sourceOf(csvOrigin('rows.csv'), { id: 'text', by: 'text', note: 'text' });
    expect((await room.read(source, { customerColumns: ['by'] })).rows).toEqual([
      { id: '1', by: 'A', note: ' as is ' },
      { id: '2', by: null, note: null },
    ]);
  });
});

describe('csv: where rows go', () => {
  it('into the temporary database, or into a transaction', async () => {
    room.write('rows.csv', 'a\n1\n1\nx\n');
    const source = sourceOf(csvOrigin('rows.csv'), { a: 'integer' }, { key: ['a'] });
    const temporary = await room.read(source, { table: ['temp', 'staging'] });
    expect(bad(temporary)).toEqual([
      [3, 'duplicate-key'],
      [4, 'not-a-number'],
    ]);
    const inside = await room.loader.atomically(() => room.read(source));
    expect(bad(inside)).toEqual(bad(temporary));
    expect(inside.rows).toEqual([{ a: 1 }]);
  });

  it('stops when told to', async () => {
    room.write('rows.csv', 'a\n1\n');
    const source = sourceOf(csvOrigin('rows.csv'), { a: 'integer' });
    await expect(room.read(source, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

describe('csv: what is refused in a sentence', () => {
  const text = { a: 'text' } as const;
  const codes = (result: { findings: readonly { code: string }[] }) =>
    result.findings.map(({ code }) => code);

  it('a file that is not there, a folder, a pattern, an empty file', async () => {
    room.write('accounts.csv', 'a\n');
    const missing = await room.read(sourceOf(csvOrigin('acounts.csv'), text));
    expect(missing.findings).toMatchObject([
      { code: 'file-not-found', hint: 'Did you mean "accounts.csv"?' },
    ]);
    expect(codes(await room.read(sourceOf(csvOrigin('.'), text)))).toEqual(['file-is-a-folder']);
    expect(codes(await room.read(sourceOf(csvOrigin('*.csv'), text)))).toEqual(['one-file-only']);
    expect(codes(await read('', text))).toEqual(['file-is-empty']);
    expect(codes(await read('\n \n', text))).toEqual(['file-is-empty']);
  });

  it('columns that are missing or twice there, all at once', async () => {
    const result = await read('seats,name,name\n1,x,y\n', { seets: 'integer', name: 'text', price: 'money' });
    expect(result.findings).toMatchObject([
      { code: 'column-not-found', hint: 'Did you mean "seats"? It has seats, name, name.' },
      { code: 'duplicate-column' },
      { code: 'column-not-found' },
    ]);
    expect(result).toMatchObject({ rowsRead: 0, quarantined: { rows: 0, table: null } });
  });

  it('a separator that is another one', async () => {
    const result = await read('a;b\n1;2\n', { a: 'integer' });
    expect(result.findings[0]?.hint).toBe(
      'The file has only one column. Its separator seems to be ";": write it under `csv`.',
    );
  });

  it('a header alone is a file without rows', async () => {
    const result = await read('a,b', { a: 'integer' });
    expect(result).toMatchObject({
      rowsRead: 0,
      rowsLoaded: 0,
      findings: [{ code: 'no-rows', severity: 'warning' }],
    });
  });
});
