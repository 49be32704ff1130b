import type { ArithmeticOperator, Expression, Span } from './expression.ts';
import { at, castTo } from './fold.ts';
import { exactOperandType, productType, sumType } from './numeric-types.ts';
import { DOUBLE } from './value-type.ts';

/**
 * A quotient is double. A sum has operands of its own type; a product keeps those of its factors, integers as
 * decimals. What 38 digits do not hold for certain is calculated in double.
 */
export function calculated(
  operator: ArithmeticOperator,
  left: Expression,
  right: Expression,
  span?: Span,
): Expression {
  const make = (type: Expression['type'], a: Expression['type'], b: Expression['type']): Expression =>
    at({ kind: 'arithmetic', operator, left: castTo(left, a), right: castTo(right, b), type }, span);
  if (operator === '/') return make(DOUBLE, DOUBLE, DOUBLE);
  const type = operator === '*' ? productType(left, right) : sumType(left, right);
  if (type.kind === 'double' || operator !== '*') return make(type, type, type);
  return make(type, exactOperandType(left), exactOperandType(right));
}
