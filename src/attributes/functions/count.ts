import { aggregate } from '../../sql/expression.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** How many rows, or how many that have a value. */
export const count = defineEventFunction({
  id: 'count',
  summary: 'how many rows; with `of`, how many that have it',
  takes: ['of', 'window'],
  ofNothing: 'zero',
  typeOf: (operand) => typeOfAggregate('count', operand),
  valueOf: ({ operand, rows }, type) => aggregate('count', operand, type, rows),
});
