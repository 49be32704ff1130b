import { describe, expect, it } from 'vitest';
import { wilson } from '../numeric/wilson.ts';
import { fidelityOf } from './fidelity.ts';

const pair = (from: string, to: string, customers: number) => ({ from, to, customers, money: null });

describe('fidelity', () => {
  // Counted by hand: 100 customers, 82 with the same segment by both.
  const pairs = [
    pair('a', 'a', 50),
    pair('a', 'b', 10),
    pair('b', 'b', 30),
    pair('b', 'rest', 5),
    pair('c', 'a', 3),
    pair('c', 'c', 2),
  ];

  it('says how many agree, against the largest segment', () => {
    const { customers, agreeing, agreement, largestShare } = fidelityOf(pairs, ['a', 'b', 'c'], 10);
    expect({ customers, agreeing, largestShare }).toEqual({
      customers: 100,
      agreeing: 82,
      largestShare: 0.6,
    });
    expect(agreement).toEqual(wilson(82, 100));
  });

  it('says of each segment who is found and who belongs, and nothing of few', () => {
    const { segments } = fidelityOf(pairs, ['a', 'b', 'c'], 10);
    expect(segments).toEqual([
      { segment: 'a', customers: 60, ruled: 53, both: 50, found: wilson(50, 60), belonging: wilson(50, 53) },
      { segment: 'b', customers: 35, ruled: 40, both: 30, found: wilson(30, 35), belonging: wilson(30, 40) },
      { segment: 'c', customers: 5, ruled: 2, both: 2, found: null, belonging: null },
    ]);
  });

  it('says nothing of nobody', () => {
    expect(fidelityOf([], ['a'], 10)).toMatchObject({ customers: 0, agreement: null, largestShare: null });
  });
});
