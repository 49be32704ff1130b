import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS } from '../../../test/support/figures.ts';
import { customers } from './customers.ts';

describe('customers', () => {
  it('is the customers, beside everybody who is placed; a count is told of any number', () => {
    expect(customers.tell(FIGURES, TERMS)).toEqual({ kind: 'value', value: '12', base: 15, interval: null });
    const few = { ...FIGURES, sizes: { placed: 1, active: 0, allActive: 48 } };
    expect(customers.tell(few, TERMS)).toMatchObject({ value: '0', base: 1 });
  });
});
