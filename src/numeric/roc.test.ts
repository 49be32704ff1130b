import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rocOf } from './roc.ts';

const counts = (...numbers: number[]) => Float64Array.from(numbers);

describe('rocOf', () => {
  it('is what scikit-learn documents for labels 0 0 1 1 and scores .1 .4 .35 .8', () => {
    expect(rocOf(counts(0, 1, 0, 1), counts(1, 0, 1, 0))?.auc).toBe(0.75);
  });

  it('is what the definition gives pair by pair, with the interval of DeLong', () => {
    // 60 and 40 rounded normal draws; computed apart, in Python, over all pairs.
    const first = counts(0, 3, 0, 0, 0, 2, 3, 1, 6, 11, 4, 10, 4, 6, 0, 2, 2, 1, 0, 3, 2);
    const second = counts(1, 2, 2, 2, 2, 2, 1, 2, 2, 3, 4, 5, 3, 2, 1, 2, 1, 1, 2, 0, 0);
    const roc = rocOf(first, second);
    expect(roc?.auc).toBeCloseTo(0.5772916666666668, 14);
    expect(roc?.low).toBeCloseTo(0.4589819634514407, 9);
    expect(roc?.high).toBeCloseTo(0.6956013698818928, 9);
  });

  it('is 1 where they are apart, a half where all are equal, and nothing without two groups', () => {
    expect(rocOf(counts(0, 0, 5), counts(3, 4, 0))).toMatchObject({ auc: 1, low: 1, high: 1 });
    expect(rocOf(counts(5), counts(7))).toMatchObject({ auc: 0.5, first: 5, second: 7 });
    expect(rocOf(counts(5), counts(0))).toBeNull();
    expect(rocOf(counts(0, 1), counts(9, 0))).toMatchObject({ auc: 1, low: 0, high: 1 });
  });

  it('turns round when the groups change places', () => {
    const group = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(group, group, (a, b) => {
        const [one, other] = [rocOf(counts(...a), counts(...b)), rocOf(counts(...b), counts(...a))];
        fc.pre(one !== null && other !== null);
        expect((one?.auc ?? 0) + (other?.auc ?? 0)).toBeCloseTo(1, 12);
        expect((one?.low ?? 0) + (other?.high ?? 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});
