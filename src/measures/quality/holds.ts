import { aggregate, not } from '../../sql/expression.ts';
import { INTEGER } from '../../sql/value-type.ts';
import type { QualityMeasure } from './quality-measure.ts';
import { counted, shareJudged } from './quality-measure.ts';

export const holds: QualityMeasure<'holds'> = {
  kind: 'holds',
  summary: 'Rows of which a condition is false, of those where it is known.',
  counts: ({ condition }) => [
    { name: 'failed', expression: aggregate('count', null, INTEGER, not(condition)) },
    { name: 'base', expression: aggregate('count', condition, INTEGER) },
  ],
  apart: () => null,
  judge: ({ broken }, rule, row) => shareJudged(counted(row, 'failed'), counted(row, 'base'), rule, broken),
};
