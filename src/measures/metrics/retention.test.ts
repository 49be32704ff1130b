import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort } from '../../../test/support/figures.ts';
import { churn } from './churn.ts';
import { retention } from './retention.ts';

describe('retention', () => {
  it('and churn are one, and so are the ends of their intervals', () => {
    const [kept, lost] = [retention.tell(FIGURES, TERMS), churn.tell(FIGURES, TERMS)];
    if (kept.kind !== 'value' || lost.kind !== 'value') throw new Error('nothing told');
    expect(Number(kept.value) + Number(lost.value)).toBe(1);
    expect((kept.interval?.low ?? 0) + (lost.interval?.high ?? 0)).toBeCloseTo(1, 12);
    expect(inShort(retention.tell({ ...FIGURES, cohort: { customers: 2, lost: 2 } }, TERMS))).toBe('few 2');
  });
});
