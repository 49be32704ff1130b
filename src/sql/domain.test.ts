import { describe, expect, it } from 'vitest';
import { domainOf, formatKey, valuesWhere } from './domain.ts';
import type { ComparisonOperator, LiteralValue } from './expression.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, TIMESTAMP, decimal } from './value-type.ts';
import type { ValueType } from './value-type.ts';

/** Edges as people write them, `*` where there is none. */
function edges(type: ValueType, operator: ComparisonOperator, constant: LiteralValue): string | null {
  const domain = domainOf(type);
  const set = valuesWhere(type, operator, constant);
  if (!set || !domain) return null;
  return set
    .map(({ from, below }) => {
      const lower = from === domain.from ? '*' : formatKey(type, from);
      const upper = below === domain.below || below === null ? '*' : formatKey(type, below);
      return `${lower} ${upper}`;
    })
    .join(', ');
}

const exact = (digits: string): LiteralValue => ({ kind: 'decimal', digits });
const double = (value: number): LiteralValue => ({ kind: 'double', value });

describe('valuesWhere', () => {
  it.each<[ValueType, ComparisonOperator, LiteralValue, string | null]>([
    [INTEGER, '<=', exact('4.5'), '* 5'],
    [INTEGER, '<', exact('4.5'), '* 5'],
    [INTEGER, '>', exact('-4.5'), '-4 *'],
    [INTEGER, '=', exact('4.5'), ''],
    [INTEGER, '<>', exact('4.5'), '* *'],
    [INTEGER, '<>', exact('4.0'), '* 4, 5 *'],
    [INTEGER, '>', exact('9223372036854775807'), ''],
    [INTEGER, '<', exact('99999999999999999999'), '* *'],
    [decimal(6, 2), '>', exact('1.5'), '1.51 *'],
    [decimal(6, 2), '<=', exact('-0.001'), '* 0.00'],
    [decimal(6, 2), '>=', exact('10000'), ''],
    [DOUBLE, '<', double(0.1), '* 0.1'],
    [DOUBLE, '>', double(0), '5e-324 *'],
    [DOUBLE, '>=', double(-0), '0 *'],
    [DOUBLE, '=', double(-1.5), '-1.5 -1.4999999999999998'],
    [DOUBLE, '>', double(Number.MAX_VALUE), ''],
    [DATE, '>', { kind: 'date', value: '2024-02-28' }, '2024-02-29 *'],
    [DATE, '<', { kind: 'date', value: '1900-01-01' }, ''],
    [TEXT, '<', { kind: 'text', value: 'b' }, '* b'],
    [TEXT, '<', { kind: 'text', value: '' }, ''],
    [TEXT, '<', exact('1'), null],
    [DOUBLE, '<', exact('1'), null],
    [BOOLEAN, '=', { kind: 'boolean', value: true }, null],
    [TIMESTAMP, '=', { kind: 'text', value: 'x' }, null],
  ])('%j %s %j', (type, operator, constant, expected) => {
    expect(edges(type, operator, constant)).toBe(expected);
  });
});
