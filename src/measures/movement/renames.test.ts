import { describe, expect, it } from 'vitest';
import type { Segmentation } from '../../definitions/project.ts';
import { namesToday, renamesThrough } from './renames.ts';

/** Only what renames read: ids with those they had before; the last is the fallback. */
function definition(...segments: readonly (readonly [id: string, ...was: string[]])[]): Segmentation {
  const all = segments.map(([id, ...was]) => ({ id, was }));
  return { segments: all.slice(0, -1), fallback: all.at(-1) } as unknown as Segmentation;
}

const first = definition(['small'], ['large'], ['rest']);
const second = definition(['starter', 'small'], ['large'], ['rest']);
const third = definition(['basic', 'starter'], ['large'], ['nobody', 'rest']);

describe('renamesThrough', () => {
  it('follows a segment through every name it had, and leaves out who kept theirs', () => {
    expect([...renamesThrough([first, second, third])]).toEqual([
      ['small', 'basic'],
      ['rest', 'nobody'],
    ]);
    expect([...renamesThrough([first])]).toEqual([]);
    expect([...renamesThrough([])]).toEqual([]);
  });

  it('is not led to a segment that took an old name later', () => {
    const fourth = definition(['basic'], ['small'], ['nobody']);
    expect(renamesThrough([first, second, third, fourth]).get('small')).toBe('basic');
    expect(namesToday([first, second, third, fourth]).has('small')).toBe(false);
  });
});

describe('namesToday', () => {
  it('knows the ids of every definition', () => {
    expect(Object.fromEntries(namesToday([first, second, third]))).toEqual({
      small: 'basic',
      starter: 'basic',
      rest: 'nobody',
    });
  });
});
