import { aggregate } from '../../sql/expression.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** The mean of those that have a value: an exact sum, divided last. */
export const mean = defineEventFunction({
  id: 'mean',
  summary: 'their mean, of an exact sum',
  needs: ['of'],
  takes: ['window'],
  typeOf: (operand) => typeOfAggregate('mean', operand),
  valueOf: ({ operand, rows }, type) => aggregate('mean', operand, type, rows),
});
