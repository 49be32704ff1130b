import { DOUBLE } from '../../sql/value-type.ts';
import { defineEventFunction } from '../event-function.ts';
import { divided, total, typeOfTotal } from '../quotients.ts';

/** This window over the one just before it, of counts or of sums; missing where the one before is zero. */
export const ratio = defineEventFunction({
  id: 'ratio',
  summary: 'rows, or the sum of `of`, over that of the window before',
  needs: ['window'],
  takes: ['of'],
  needsDate: true,
  looksBefore: true,
  typeOf(operand) {
    const whole = typeOfTotal(operand);
    return 'refused' in whole ? whole : DOUBLE;
  },
  valueOf: ({ operand, rows, before }) => divided(total(operand, rows), total(operand, before)),
});
