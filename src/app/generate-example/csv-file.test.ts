import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCsvFile, csvLine } from './csv-file.ts';

describe('csv file', () => {
  it('quotes only what needs it', () => {
    expect(csvLine(['a', 1, null, true])).toBe('a,1,,true');
    expect(csvLine(['Legal & Co, Accountants', 'say "hi"', 'two\nlines'])).toBe(
      '"Legal & Co, Accountants","say ""hi""","two\nlines"',
    );
  });

  it('writes every row once, across blocks', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clade-csv-'));
    try {
      const path = join(folder, 'rows.csv');
      const file = await createCsvFile(path, ['n']);
      for (let n = 0; n < 45_000; n++) await file.write([n]);
      await file.close();
      const lines = readFileSync(path, 'utf8').split('\n');
      expect(lines).toHaveLength(45_002);
      expect(lines[0]).toBe('n');
      expect(lines.slice(1, -1).every((line, n) => line === String(n))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
