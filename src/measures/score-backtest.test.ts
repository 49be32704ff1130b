import { describe, expect, it } from 'vitest';
import { churnPrediction, expansionPrediction, readOutcomes, tenthsOf } from './score-backtest.ts';

const row = (value: number | null, customers: number, churned: number, expanded = 0, unknown = 0) => ({
  value,
  customers,
  churned,
  stayed: customers - churned - unknown,
  expanded,
});

describe('outcomes of a score', () => {
  it('are read in ascending order, those without a value apart', () => {
    const outcomes = readOutcomes([row(80, 5, 0), row(null, 3, 1), row(9, 4, 2)]);
    expect([...outcomes.values]).toEqual([9, 80]);
    expect([...outcomes.churned]).toEqual([2, 0]);
    expect(outcomes.withoutValue).toBe(3);
  });

  it('predict, or do not, or are too few to say', () => {
    const clear = readOutcomes([row(10, 50, 40), row(90, 50, 2)]);
    expect(churnPrediction(clear, 10)).toMatchObject({ words: 'predicts well', better: 58, worse: 42 });
    expect(churnPrediction(clear, 43)).toMatchObject({ words: 'too few to say', auc: null });
    const turned = readOutcomes([row(10, 50, 2), row(90, 50, 40)]);
    expect(churnPrediction(turned, 10).words).toBe('predicts the opposite');
    const even = readOutcomes([row(10, 50, 5), row(90, 50, 6)]);
    expect(churnPrediction(even, 10).words).toBe('predicts nothing');
  });

  it('set those who pay more against those who stayed without', () => {
    const outcomes = readOutcomes([row(10, 50, 10, 1), row(90, 50, 0, 45)]);
    expect(expansionPrediction(outcomes, 10)).toMatchObject({ better: 46, worse: 44 });
  });
});

describe('tenths', () => {
  it('hold everybody whose end is known, with Wilson’s interval from the minimum count on', () => {
    const outcomes = readOutcomes(
      Array.from({ length: 20 }, (_, index) => row(index, 10, index < 2 ? 5 : 0, 0, 1)),
    );
    const tenths = tenthsOf(outcomes, 10);
    expect(tenths).toHaveLength(10);
    expect(tenths[0]).toMatchObject({ from: 0, to: 1, customers: 18, churned: 10 });
    expect(tenths[0]?.churn?.share).toBeCloseTo(10 / 18, 12);
    expect(tenthsOf(outcomes, 100).every(({ churn }) => churn === null)).toBe(true);
  });
});
