import { describe, expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

describe('didYouMean', () => {
  const names = ['logins_30d', 'features_used', 'mrr', 'arr', 'tenure_days'];

  it('finds the nearest name: a letter missing, swapped, or of the other case', () => {
    expect(didYouMean('login_30d', names)).toBe('logins_30d');
    expect(didYouMean('feautres_used', names)).toBe('features_used');
    expect(didYouMean('MRR', names)).toBe('mrr');
  });

  it('says nothing where nothing is near', () => {
    expect(didYouMean('health', names)).toBeNull();
    expect(didYouMean('x', [])).toBeNull();
  });
});
