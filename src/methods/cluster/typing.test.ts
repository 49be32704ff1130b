import { describe, expect, it } from 'vitest';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { typingFault, typingOverrides } from './typing.ts';

describe('what somebody says of how a value is read', () => {
  it('is refused where words have no order, or are none', () => {
    expect(typingFault('plan', { kind: 'ordinal' }, TEXT)?.hint).toContain('order: [');
    expect(typingFault('plan', { kind: 'count' }, TEXT)?.message).toContain('cannot be read as count');
    expect(typingFault('seats', { order: ['1', '2'] }, INTEGER)?.message).toContain('an order of its own');
    expect(typingFault('plan', { kind: 'ordinal', order: ['free', 'pro'] }, TEXT)).toBeNull();
    expect(typingFault('plan', { weight: 0.5 }, TEXT)).toBeNull();
    expect(typingFault('seats', { kind: 'ordinal' }, INTEGER)).toBeNull();
  });

  it('keeps only what was said', () => {
    expect(typingOverrides({ seats: { kind: 'count', transform: undefined } })).toEqual({
      seats: { kind: 'count' },
    });
  });
});
