import { aggregate, and, column, isNull, not } from '../../sql/expression.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER } from '../../sql/value-type.ts';
import type { SourceColumn } from '../../definitions/project.ts';
import type { QualityMeasure } from './quality-measure.ts';
import { counted, shareJudged } from './quality-measure.ts';

const known = (columns: readonly SourceColumn[]) =>
  and(columns.map(({ name, type }) => not(isNull(column(name, type)))));

/** One column is counted with the others; several are grouped in a statement of their own. */
export const unique: QualityMeasure<'unique'> = {
  kind: 'unique',
  summary: 'Rows beyond the first with the same values; a row without one of them is not judged.',
  counts: ({ columns: [first, ...more], columns }) => [
    { name: 'base', expression: aggregate('count', null, INTEGER, known(columns)) },
    ...(first && more.length === 0
      ? [{ name: 'groups', expression: aggregate('distinct', column(first.name, first.type), INTEGER) }]
      : []),
  ],
  apart: ({ columns }, source, { loaded }) => {
    if (columns.length === 1) return null;
    const values = columns.map(({ name, type }) => ({ name, expression: column(name, type) }));
    const groups = select(loaded(source), values, {
      where: known(columns),
      groupBy: values.map(({ expression }) => expression),
    });
    return select(groups, [{ name: 'groups', expression: aggregate('count', null, INTEGER) }]);
  },
  judge: ({ columns }, rule, row) => {
    const base = counted(row, 'base');
    const names = columns.map(({ name }) => `\`${name}\``).join(', ');
    return shareJudged(base - counted(row, 'groups'), base, rule, `repeat ${names} of another`);
  },
};
