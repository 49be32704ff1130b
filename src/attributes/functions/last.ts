import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** The value of the latest event that has one; of several at the same moment, the greatest. */
export const last = defineEventFunction({
  id: 'last',
  summary: 'the value at the latest event; of several at that moment, the greatest',
  needs: ['of'],
  takes: ['window'],
  needsDate: true,
  typeOf: (operand) => typeOfAggregate('any', operand),
  valueOf({ operand, moment, rows }, type) {
    if (!operand || !moment) throw new Error('last is of a value, by date');
    return { kind: 'value-at', end: 'last', operand, at: moment, where: rows, type };
  },
});
