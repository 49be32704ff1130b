import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, without } from '../../../test/support/figures.ts';
import { churn } from './churn.ts';

describe('churn', () => {
  it("is a share of those at the start, with Wilson's interval", () => {
    const result = churn.tell(FIGURES, TERMS);
    expect(result).toMatchObject({ kind: 'value', value: '0.15', base: 20 });
    const interval = result.kind === 'value' ? result.interval : null;
    expect(interval?.low).toBeCloseTo(0.0524, 4);
    expect(interval?.high).toBeCloseTo(0.3604, 4);
  });

  it('says nothing of few, and why where it is not known', () => {
    expect(inShort(churn.tell({ ...FIGURES, cohort: { customers: 4, lost: 0 } }, TERMS))).toBe('few 4');
    expect(inShort(churn.tell(without('cohort'), TERMS))).toBe('absent: no cohort');
  });
});
