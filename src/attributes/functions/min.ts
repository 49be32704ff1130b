import { aggregate } from '../../sql/expression.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** The least number or date. */
export const min = defineEventFunction({
  id: 'min',
  summary: 'the least',
  needs: ['of'],
  takes: ['window'],
  typeOf: (operand) => typeOfAggregate('min', operand),
  valueOf: ({ operand, rows }, type) => aggregate('min', operand, type, rows),
});
