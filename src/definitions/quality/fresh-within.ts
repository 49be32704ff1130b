import * as z from 'zod';
import { error } from '../../base/finding.ts';
import { formatType } from '../../sql/value-type.ts';
import { id } from '../kind.ts';
import type { QualityKind } from './rule.ts';
import { ownColumn } from './rule.ts';

const days = z
  .string()
  .regex(/^\d{1,4}d$/)
  .describe('Days, as 7d.');

type Written = string | { readonly column: string; readonly within: string };

export const freshWithin: QualityKind<'fresh_within', Written> = {
  key: 'fresh_within',
  summary: 'how old the newest row may be',
  schema: z
    .union([days, z.strictObject({ column: id, within: days })])
    .describe('How many days before the as-of date the newest day may be: 7d, or a column and within.'),
  make(written, scope) {
    const { own, placeOf, report } = scope;
    const dates = own.source.columns.filter(({ type }) => type.kind === 'date');
    const [only, ...more] = dates;
    if (typeof written !== 'string') {
      const column = ownColumn(written.column, ['column'], scope);
      if (!column || column.type.kind === 'date')
        return column && { kind: 'fresh-within', column, days: Number.parseInt(written.within, 10) };
      const type = formatType(column.type);
      report(
        error('quality-types', `\`${column.name}\` is ${type}, no date.`, { place: placeOf(['column']) }),
      );
      return null;
    }
    if (only && more.length === 0)
      return { kind: 'fresh-within', column: only, days: Number.parseInt(written, 10) };
    report(
      error(
        'quality-rule',
        `\`${own.source.id}\` has ${dates.length} date columns, and nothing says which is meant.`,
        { place: placeOf([]), hint: 'Write `fresh_within: { column: day, within: 7d }`.' },
      ),
    );
    return null;
  },
};
