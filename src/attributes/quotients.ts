import type { Expression } from '../sql/expression.ts';
import { aggregate } from '../sql/expression.ts';
import { calculated } from '../sql/calculated.ts';
import { castTo } from '../sql/fold.ts';
import type { ValueType } from '../sql/value-type.ts';
import { INTEGER } from '../sql/value-type.ts';
import type { Refused } from './aggregate-type.ts';
import { typeOfAggregate } from './aggregate-type.ts';

/** The value, or zero of its type where it is missing. */
export function orZero(value: Expression): Expression {
  const zero: Expression = castTo(
    { kind: 'literal', literal: { kind: 'integer', digits: '0' }, type: INTEGER },
    value.type,
  );
  return { kind: 'call', function: 'coalesce', args: [value, zero], type: value.type };
}

/** The exact sum of a value over rows, or how many rows there are; never missing. */
export function total(operand: Expression | null, rows: Expression | null): Expression {
  if (operand === null) return aggregate('count', null, INTEGER, rows);
  const type = typeOfAggregate('sum', operand.type);
  if ('refused' in type) throw new Error(type.refused);
  return orZero(aggregate('sum', operand, type, rows));
}

/** The type of what {@link total} makes, or why there is none. */
export function typeOfTotal(operand: ValueType | null): ValueType | Refused {
  return operand === null ? INTEGER : typeOfAggregate('sum', operand);
}

/** One division in double, at the very end, of two exact numbers; missing where the second is zero. */
export function divided(left: Expression, right: Expression): Expression {
  return calculated('/', left, right);
}
