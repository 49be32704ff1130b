import { aggregate } from '../../sql/expression.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** A value where all rows have the same one; of several the least. */
export const any = defineEventFunction({
  id: 'any',
  summary: 'a value, where all rows have the same',
  needs: ['of'],
  takes: ['window'],
  typeOf: (operand) => typeOfAggregate('any', operand),
  valueOf: ({ operand, rows }, type) => aggregate('any', operand, type, rows),
});
