import type { Expression } from '../../sql/expression.ts';
import { integer, quotient } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import { decimal } from '../../sql/value-type.ts';

/** Two digits after the point: intervals are made of amounts to the cent, so that their squares are exact. */
const CENTS = { kind: 'decimal', precision: 19, scale: 2 } as const;
const SQUARES = decimal(38, 4);

/** An exact amount rounded to the cent, half away from zero. */
export function inCents(amount: Expression): Expression {
  const exact = amount.type.kind === 'integer' ? castTo(amount, decimal(19, 0)) : amount;
  return quotient(exact, integer(1), CENTS);
}

/** The product of two amounts to the cent: exact. */
export function centsTimes(left: Expression, right: Expression): Expression {
  return { kind: 'arithmetic', operator: '*', left, right, type: SQUARES };
}
