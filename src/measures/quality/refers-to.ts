import { aggregate, column, isNull, not } from '../../sql/expression.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER } from '../../sql/value-type.ts';
import type { QualityMeasure } from './quality-measure.ts';
import { counted, shareJudged } from './quality-measure.ts';

/** An anti-join: rows for which the other source has nothing. */
export const refersTo: QualityMeasure<'refers-to'> = {
  kind: 'refers-to',
  summary: 'Rows whose value the other source does not have.',
  counts: () => [],
  apart: ({ column: own, source: other, to }, source, { loaded }) => {
    const value = column(own.name, own.type);
    const target = column(to.name, to.type);
    const values = select(loaded(source), [{ name: 'value', expression: value }], {
      where: not(isNull(value)),
    });
    const found = select(loaded(other), [{ name: 'found', expression: target }], {
      where: not(isNull(target)),
      groupBy: [target],
    });
    const joined = {
      kind: 'left-join',
      from: values,
      joins: [
        {
          relation: found,
          on: [{ left: 'value', right: 'found' }],
          take: [{ column: 'found', as: 'found' }],
        },
      ],
    } as const;
    const lost = isNull(column('found', to.type));
    return select(joined, [
      { name: 'failed', expression: aggregate('count', null, INTEGER, lost) },
      { name: 'base', expression: aggregate('count', null, INTEGER) },
    ]);
  },
  judge: ({ column: { name }, source: other, to }, rule, row) =>
    shareJudged(
      counted(row, 'failed'),
      counted(row, 'base'),
      rule,
      `have a \`${name}\` that is no \`${to.name}\` of \`${other.id}\``,
    ),
};
