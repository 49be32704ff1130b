import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { alignedLines, comment, wrapped } from './lines.ts';

describe('lines', () => {
  it('have their notes in one column', () => {
    expect(
      alignedLines([{ text: 'a: 1', note: 'one' }, { text: 'long_key: 2', note: 'two' }, { text: 'c: 3' }]),
    ).toEqual(['a: 1         # one', 'long_key: 2  # two', 'c: 3']);
  });

  it('have a note above where it does not fit beside, at the same depth', () => {
    const lines = alignedLines([{ text: '  - x', note: 'word '.repeat(30).trim() }]);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^  #( word)+$/);
    expect(lines.at(-1)).toBe('  - x');
  });

  it('are broken between words and never begin a directive', () => {
    const lines = comment('word '.repeat(60));
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).toMatch(/^# word( word)*$/);
  });
});

describe('a wrapped list', () => {
  it('keeps to the width, and is one line where it fits', () => {
    expect(wrapped(['a', 'b'], ['[', ']'], '  ')).toEqual(['  [a, b]']);
    expect(wrapped([], ['{ ', ' }'], '')).toEqual(['{}']);
    const parts = Array.from({ length: 40 }, (_, at) => `attribute_${at}`);
    const lines = wrapped(parts, ['[', ']'], '       ');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(118);
    expect(parse(`basis:\n${lines.join('\n')}`)).toEqual({ basis: parts });
  });
});
