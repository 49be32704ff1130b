import { describe, expect, it } from 'vitest';
import { documentTexts } from './document-texts.ts';

const told = (text: string) =>
  documentTexts(text)?.map((part) => [part.text, part.start, part.linesBefore]) ?? null;

describe('texts of documents', () => {
  it('begin at lines of three dashes, with where they stand in the file', () => {
    expect(told('kind: a\n---\nkind: b\n--- {kind: c}\n')).toEqual([
      ['kind: a\n', 0, 0],
      ['---\nkind: b\n', 8, 1],
      ['--- {kind: c}\n', 20, 3],
    ]);
    expect(told('---\nkind: a\n----\n  ---\n---b\n')).toHaveLength(1);
    expect(told('')).toEqual([['', 0, 0]]);
  });

  it('are not told where documents depend on each other, lines end otherwise, or the file is large', () => {
    expect(told('%YAML 1.2\n---\na: 1\n')).toBeNull();
    expect(told('a: 1\n...\nb: 1\n')).toBeNull();
    expect(told('a: 1\r\n---\r\n')).toBeNull();
    expect(told('a'.repeat(300_000))).toBeNull();
  });
});
