import { describe, expect, it } from 'vitest';
import { alignedLines, comment } from './lines.ts';

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
