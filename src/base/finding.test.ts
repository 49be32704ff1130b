import { describe, expect, it } from 'vitest';
import { error, hasErrors, note, sortFindings, warning } from './finding.ts';

const at = (path: string, line: number, column = 1) => ({ place: { path, line, column, length: 0 } });

describe('findings', () => {
  it('are ordered by path, line and column, those without a place last, equals as they came', () => {
    const found = [
      warning('w', 'nowhere'),
      note('b', '', at('b', 1)),
      error('c', '', at('a', 9)),
      note('d', '', at('a', 2, 7)),
      note('e', '', at('a', 2, 7)),
    ];
    expect(sortFindings(found).map(({ code }) => code)).toEqual(['d', 'e', 'c', 'b', 'w']);
  });

  it('have errors when one of them is', () => {
    expect(hasErrors([note('a', ''), warning('b', '')])).toBe(false);
    expect(hasErrors([note('a', ''), error('b', '')])).toBe(true);
  });
});
