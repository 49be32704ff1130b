import { aggregate, and, column, compare, isNull, not } from '../../sql/expression.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER } from '../../sql/value-type.ts';
import type { QualityMeasure } from './quality-measure.ts';
import { counted, shareJudged } from './quality-measure.ts';

/** Accuracy cannot be measured from inside one source; that two sources differ can. */
export const agreesWith: QualityMeasure<'agrees-with'> = {
  kind: 'agrees-with',
  summary: 'Rows of which the other source says something else, of those of which both say something.',
  counts: () => [],
  apart: ({ column: own, by, source: other, key, value }, source, { onDate }) => {
    const name = (as: string, { name: from, type }: typeof own) => ({
      name: as,
      expression: column(from, type),
    });
    const mine = select(onDate(source), [name('key', by), name('mine', own)]);
    const theirs = select(onDate(other), [name('key', key), name('theirs', value)]);
    const joined = {
      kind: 'left-join',
      from: mine,
      joins: [
        {
          relation: theirs,
          on: [{ left: 'key', right: 'key' }],
          take: [{ column: 'theirs', as: 'theirs' }],
        },
      ],
    } as const;
    const [left, right] = [column('mine', own.type), column('theirs', value.type)];
    const both = and([not(isNull(left)), not(isNull(right))]);
    return select(joined, [
      { name: 'failed', expression: aggregate('count', null, INTEGER, compare(left, '<>', right)) },
      { name: 'base', expression: aggregate('count', null, INTEGER, both) },
    ]);
  },
  judge: ({ column: own, source: other, value }, rule, row) =>
    shareJudged(
      counted(row, 'failed'),
      counted(row, 'base'),
      rule,
      `have another \`${own.name}\` than the \`${value.name}\` of \`${other.id}\``,
    ),
};
