import { aggregate } from '../../sql/expression.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** How many different values. */
export const distinct = defineEventFunction({
  id: 'distinct',
  summary: 'how many different ones',
  needs: ['of'],
  takes: ['window'],
  ofNothing: 'zero',
  typeOf: (operand) => typeOfAggregate('distinct', operand),
  valueOf: ({ operand, rows }, type) => aggregate('distinct', operand, type, rows),
});
