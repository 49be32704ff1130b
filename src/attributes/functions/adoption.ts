import { aggregate } from '../../sql/expression.ts';
import { DOUBLE, INTEGER } from '../../sql/value-type.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';
import { divided } from '../quotients.ts';

/**
 * Different values of `of` as a share of all there are: `total`, or unless given as many as anybody has in the same
 * window. 0.5 is half of the features.
 */
export const adoption = defineEventFunction({
  id: 'adoption',
  summary: 'how many different ones, as a share of `total` or of those seen of anybody',
  needs: ['of'],
  takes: ['total', 'window'],
  ofNothing: 'zero',
  typeOf(operand) {
    const distinct = typeOfAggregate('distinct', operand);
    return 'refused' in distinct ? distinct : DOUBLE;
  },
  valueOf({ operand, rows, total }) {
    if (!total) throw new Error('adoption is of a total');
    return divided(aggregate('distinct', operand, INTEGER, rows), total);
  },
});
