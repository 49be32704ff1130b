import { aggregate } from '../../sql/expression.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** The greatest number or date. */
export const max = defineEventFunction({
  id: 'max',
  summary: 'the greatest',
  needs: ['of'],
  takes: ['window'],
  typeOf: (operand) => typeOfAggregate('max', operand),
  valueOf: ({ operand, rows }, type) => aggregate('max', operand, type, rows),
});
