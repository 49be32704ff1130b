import { describe, expect, it } from 'vitest';
import type { AggregateName } from '../sql/expression.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, TIMESTAMP, decimal, formatType } from '../sql/value-type.ts';
import type { ValueType } from '../sql/value-type.ts';
import { typeOfAggregate } from './aggregate-type.ts';

function told(name: AggregateName, operand: ValueType | null): string {
  const type = typeOfAggregate(name, operand);
  return 'refused' in type ? 'refused' : formatType(type);
}

describe('typeOfAggregate', () => {
  it('counts in whole numbers, with or without a value', () => {
    expect([told('count', null), told('count', TEXT), told('distinct', DOUBLE)]).toEqual([
      'integer',
      'integer',
      'integer',
    ]);
  });

  it('keeps the scale of sums and never has fewer digits than what is summed', () => {
    expect(told('sum', decimal(18, 2))).toBe('decimal(30, 2)');
    expect(told('sum', decimal(38, 35))).toBe('decimal(38, 35)');
    expect(told('sum', INTEGER)).toBe('decimal(30, 0)');
  });

  it('takes means last, in double', () => {
    expect([told('mean', INTEGER), told('mean', decimal(18, 2))]).toEqual(['double', 'double']);
  });

  it('keeps the type of the least, the greatest and any', () => {
    for (const type of [INTEGER, DOUBLE, DATE, TIMESTAMP, decimal(9, 3)])
      for (const name of ['min', 'max', 'any'] as const) expect(told(name, type)).toBe(formatType(type));
    expect([told('any', TEXT), told('any', BOOLEAN)]).toEqual(['text', 'boolean']);
  });

  it('refuses what has no answer or not the same one twice', () => {
    for (const [name, type] of [
      ['sum', DOUBLE],
      ['mean', DOUBLE],
      ['sum', TEXT],
      ['sum', DATE],
      ['mean', BOOLEAN],
      ['min', TEXT],
      ['max', BOOLEAN],
      ['sum', null],
      ['any', null],
      ['distinct', null],
    ] as const)
      expect(told(name, type), `${name} ${type?.kind}`).toBe('refused');
  });
});
