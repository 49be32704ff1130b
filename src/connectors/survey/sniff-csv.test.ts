import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sniffCsv } from './sniff-csv.ts';

describe('a text file that is looked at', () => {
  let folder = '';
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'clade-sniff-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const sniffed = (text: string) => {
    const path = join(folder, 'file.csv');
    writeFileSync(path, text);
    return sniffCsv(path, 'utf-8');
  };

  it('is cut by the separator that cuts its lines alike, not by the one that cuts most', async () => {
    const text = 'id;amount;note\na;1,50;one, two, three\nb;2,75;none\nc;3,00;four, five\n';
    expect(await sniffed(text)).toEqual({
      separator: ';',
      header: ['id', 'amount', 'note'],
      isHeadless: false,
      isSpaced: false,
    });
    expect((await sniffed('id\tname\n1\tA, B\n'))?.separator).toBe('\t');
    expect((await sniffed('id|name\n1|x\n'))?.separator).toBe('|');
  });

  it.each([
    ['a number among the names', 'c1,Alder,12\nc2,Birch,340\n'],
    ['a day among the names', 'c1,2024-05-02\nc2,2022-11-14\n'],
    ['no letter at all', ' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n'],
    ['a name twice', 'c1,c1\nc2,c3\n'],
  ])('has no header where the first line has %s', async (_, text) => {
    expect((await sniffed(text))?.isHeadless).toBe(true);
  });

  it.each(['id,name\n1,2\n', 'key\nvalue\n', 'Größe;Ürün\n1;2\n', 'id,,name\n1,,x\n'])(
    'has one otherwise: %j',
    async (text) => {
      expect((await sniffed(text))?.isHeadless).toBe(false);
    },
  );

  it('is nothing where it has no line', async () => {
    expect(await sniffed('')).toBeNull();
    expect(await sniffed('\n\n')).toBeNull();
  });
});
