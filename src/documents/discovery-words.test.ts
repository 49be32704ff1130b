import { describe, expect, it } from 'vitest';
import { recommendationWords } from './discovery-words.ts';

const plain = { groups: 1, verdict: 'no groups', passedOver: null, clouds: 1 } as const;

describe('the recommendation of a discovery', () => {
  it('tells one cloud from groups that do not come back', () => {
    expect(recommendationWords(plain, null)).toMatch(/^No groups: nothing divides these customers/);
    expect(recommendationWords({ ...plain, clouds: 3 }, null)).toMatch(/^No row is recommended: .*3 clouds/);
  });

  it('doubts a mean that two errors may bring below what is stable', () => {
    const natural = { groups: 3, verdict: 'natural', passedOver: null, clouds: 3 } as const;
    expect(recommendationWords(natural, { jaccard: 0.95, error: 0.02 })).not.toContain('But');
    expect(recommendationWords(natural, { jaccard: 0.77, error: 0.19 })).toContain('0.77 ± 0.19 may be less');
  });

  it('says what was passed over for its money', () => {
    expect(recommendationWords({ groups: 2, verdict: 'natural', passedOver: 4, clouds: 4 }, null)).toContain(
      'The data say 4 groups, but one of them brings less money than the floor: 2 groups are recommended',
    );
    expect(recommendationWords({ groups: 1, verdict: 'natural', passedOver: 2, clouds: 2 }, null)).toContain(
      'none is recommended',
    );
  });
});
