import { describe, expect, it } from 'vitest';
import { failureWords } from './failure-words.ts';

describe('failures', () => {
  it.each([
    ['facts: IO Error: Could not write file "x": No space left on device', /^There is no space left/],
    ['export: IO Error: Could not write file "x": File too large', /^There is no space left/],
    ["ENOSPC: no space left on device, write 'x'", /^There is no space left/],
    ["EACCES: permission denied, mkdir '/x/.clade'", /^A file or folder cannot be written to/],
    ['open: IO Error: Cannot open file "x": Read-only file system', /^A file or folder cannot be written to/],
    ['Cannot read properties of undefined', /^clade broke: Cannot read/],
  ])('%s', (message, words) => {
    const told = failureWords(new Error(message));
    expect(told).toMatch(words);
    expect(told).toContain(message);
  });

  it('tells what is no error too', () => {
    expect(failureWords('gone')).toBe('clade broke: gone');
  });
});
