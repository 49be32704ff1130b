import { describe, expect, it } from 'vitest';
import { formatPlace, placeFinder } from './place.ts';

describe('places', () => {
  const finder = placeFinder('a.yaml', 'one\ntwo\n\nfour');

  it('count lines and columns from one', () => {
    expect(finder.at(0, 3)).toEqual({ path: 'a.yaml', line: 1, column: 1, length: 3 });
    expect(finder.at(4)).toMatchObject({ line: 2, column: 1 });
    expect(finder.at(8)).toMatchObject({ line: 3, column: 1 });
    expect(finder.at(12)).toMatchObject({ line: 4, column: 4 });
    expect(formatPlace(finder.at(12))).toBe('a.yaml:4:4');
  });

  it('put a line break at the end of its line', () => {
    expect(finder.at(3)).toMatchObject({ line: 1, column: 4 });
  });
});
