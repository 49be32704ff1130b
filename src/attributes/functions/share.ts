import { and } from '../../sql/expression.ts';
import { DOUBLE } from '../../sql/value-type.ts';
import { defineEventFunction } from '../event-function.ts';
import { divided, total, typeOfTotal } from '../quotients.ts';

/** The share of rows that meet `part`, 0 to 1, or of the sum of `of` that they hold; missing where there is no whole. */
export const share = defineEventFunction({
  id: 'share',
  summary: 'the share of those that meet `part` too, of rows or of the sum of `of`',
  needs: ['part'],
  takes: ['of', 'window'],
  typeOf(operand) {
    const whole = typeOfTotal(operand);
    return 'refused' in whole ? whole : DOUBLE;
  },
  valueOf({ operand, part, rows }) {
    if (!part) throw new Error('share is of a part');
    return divided(total(operand, rows ? and([rows, part]) : part), total(operand, rows));
  },
});
