import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** The value of the earliest event that has one; of several at the same moment, the least. */
export const first = defineEventFunction({
  id: 'first',
  summary: 'the value at the earliest event; of several at that moment, the least',
  needs: ['of'],
  takes: ['window'],
  needsDate: true,
  typeOf: (operand) => typeOfAggregate('any', operand),
  valueOf({ operand, moment, rows }, type) {
    if (!operand || !moment) throw new Error('first is of a value, by date');
    return { kind: 'value-at', end: 'first', operand, at: moment, where: rows, type };
  },
});
