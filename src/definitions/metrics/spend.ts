import * as z from 'zod';
import { error } from '../../base/finding.ts';
import { formatType } from '../../sql/value-type.ts';
import { id } from '../kind.ts';
import { sourceUseHash } from '../kinds/source.ts';
import type { Attribute, SourceColumn, SpendSource } from '../project.ts';
import type { Block, BlockScope, Take } from './block.ts';
import { followSource, takeFrom } from './block.ts';

export const spendSchema = z
  .strictObject({
    source: id.describe('The source.'),
    date: id.describe('Column with the day, or the first day of the month, the money was spent.'),
    amount: id.describe("Column with the amount, in the project's currency."),
    by: z
      .strictObject({
        column: id.describe('Column with what the money was spent on, such as a channel.'),
        attribute: id.describe('Attribute of the entity that says the same of a customer.'),
      })
      .optional()
      .describe(
        'What leads from the money to the customers it won; without it only the total has a cost per customer.',
      ),
  })
  .describe('What was spent to win customers.');

type Data = z.infer<typeof spendSchema>;

export function resolveSpend(data: Data, scope: BlockScope): Block<SpendSource> | null {
  const rows = followSource(data.source, scope);
  if (!rows) return null;
  const take = takeFrom(rows, scope);
  const date = take('date', data.date, 'day');
  const amount = take('amount', data.amount, 'exact');
  const by = data.by === undefined ? null : keyOf(data.by, take, scope);
  if (!date || !amount || (data.by !== undefined && !by)) return null;
  return {
    value: { source: rows.source, date, amount, by },
    refersTo: [
      sourceUseHash(rows.source, [date, amount, ...(by ? [by.column] : [])]),
      ...(by ? [by.attribute.hash] : []),
    ],
  };
}

function keyOf(
  data: NonNullable<Data['by']>,
  take: Take,
  { key, definition, attributes, report }: BlockScope,
): { readonly column: SourceColumn; readonly attribute: Attribute } | null {
  const column = take('by', data.column, 'text');
  const place = definition.positions.placeOf([key, 'by', 'attribute']);
  const attribute = attributes.follow(data.attribute, place, report);
  if (!column || !attribute) return null;
  if (attribute.type.kind === 'text') return { column, attribute };
  report(
    error(
      'metrics-column',
      `\`attribute\` takes a text, and \`${attribute.id}\` is ${formatType(attribute.type)}.`,
      { place, hint: 'Name an attribute whose values are those of the column.' },
    ),
  );
  return null;
}
