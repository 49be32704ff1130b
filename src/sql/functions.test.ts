import { describe, expect, it } from 'vitest';
import type { FunctionName } from './functions.ts';
import { functionHeads, functionNames, isFunctionName } from './functions.ts';
import type { ValueType } from './value-type.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, decimal } from './value-type.ts';

const result = (name: FunctionName, ...args: readonly ValueType[]) => functionHeads[name].result(args);

describe('functions', () => {
  it('are known by their own name and by no other', () => {
    for (const name of functionNames) expect(functionHeads[name].name).toBe(name);
    for (const name of ['constructor', 'toString', 'sum', '']) expect(isFunctionName(name)).toBe(false);
  });

  it('say how they are written', () => {
    for (const name of functionNames) {
      expect(functionHeads[name].signature).toMatch(new RegExp(`^${name}\\(.+\\)$`));
      expect(functionHeads[name].summary).toMatch(/\.$/);
    }
  });

  it('give types', () => {
    expect(result('floor', decimal(18, 2))).toEqual(decimal(17, 0));
    expect(result('ceil', decimal(19, 0))).toEqual(decimal(19, 0));
    expect(result('ceil', decimal(38, 38))).toEqual(decimal(1, 0));
    expect(result('abs', DOUBLE)).toEqual(DOUBLE);
    expect(result('greatest', DATE, DATE)).toEqual(DATE);
    expect(result('coalesce', BOOLEAN, BOOLEAN)).toEqual(BOOLEAN);
    expect(result('days_between', DATE, DATE)).toEqual(INTEGER);
    expect(result('contains', TEXT, TEXT)).toEqual(BOOLEAN);
  });

  it('refuse arguments in a sentence', () => {
    expect(result('abs', TEXT)).toEqual({ refused: 'takes a number, not text' });
    expect(result('abs')).toEqual({ refused: 'takes 1 argument, not 0' });
    expect(result('least', TEXT, TEXT)).toEqual({ refused: 'takes numbers or dates, not text' });
    expect(result('coalesce', TEXT)).toEqual({ refused: 'takes 2 or more arguments, not 1' });
    expect(result('days_between', DATE, INTEGER)).toEqual({
      refused: 'takes date as argument 2, not integer',
    });
  });
});
