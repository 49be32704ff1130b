import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten, textAt, textWidth, wrap } from './text.ts';

describe('textWidth', () => {
  it('grows with every letter that is drawn, and not with marks over them', () => {
    expect(textWidth('mm')).toBe(2 * textWidth('m'));
    expect(textWidth('e\u0301')).toBe(textWidth('e'));
    expect(textWidth('W')).toBeGreaterThan(textWidth('i'));
    expect(textWidth('日')).toBeGreaterThanOrEqual(13);
  });
});

describe('shorten', () => {
  it('leaves alone what fits, and cuts the rest to its room', () => {
    expect(shorten('Small', 200)).toBe('Small');
    expect(shorten('A very long name of a segment', 80)).toMatch(/^A very.*…$/);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        expect(textWidth(shorten(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrap', () => {
  it('breaks at words, and cuts on the last line only', () => {
    expect(wrap('one two three four', 60, 2)).toEqual(['one two', expect.stringMatching(/^three.*…$/)]);
    expect(wrap('short', 60, 2)).toEqual(['short']);
    expect(wrap('', 60, 2)).toEqual([]);
  });

  it('keeps every line within its width, words too long for one as well', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 40, max: 200 }),
        (text, width) => {
          const lines = wrap(text, width, 3);
          expect(lines.length).toBeLessThanOrEqual(3);
          for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('textAt', () => {
  it('keeps what it cut for the pointer, escaped', () => {
    const drawn = textAt(0, 0, 'A & B and everything else there is', { width: 60 });
    expect(drawn).toContain('<title>A &amp; B and everything else there is</title>');
    expect(drawn).toContain('…</text>');
    expect(textAt(0, 0, 'A & B')).not.toContain('<title>');
  });
});
