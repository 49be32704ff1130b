import { describe, expect, it } from 'vitest';
import { tiedBins } from './tied-bins.ts';

describe('tiedBins', () => {
  it('parts distinct values evenly', () => {
    expect([...tiedBins(Float64Array.from([1, 1, 1, 1, 1, 1]), 3)]).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('keeps equal values together, where their middle falls', () => {
    expect([...tiedBins(Float64Array.from([1, 8, 1]), 5)]).toEqual([0, 2, 4]);
    expect([...tiedBins(Float64Array.from([10]), 10)]).toEqual([5]);
  });

  it('has an answer for no rows', () => {
    expect([...tiedBins(new Float64Array(2), 4)]).toEqual([0, 0]);
  });
});
