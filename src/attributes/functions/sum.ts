import { aggregate } from '../../sql/expression.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** The exact sum; missing values are passed over. */
export const sum = defineEventFunction({
  id: 'sum',
  summary: 'their sum, exact',
  needs: ['of'],
  takes: ['window'],
  ofNothing: 'zero',
  typeOf: (operand) => typeOfAggregate('sum', operand),
  valueOf: ({ operand, rows }, type) => aggregate('sum', operand, type, rows),
});
