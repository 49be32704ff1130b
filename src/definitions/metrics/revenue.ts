import * as z from 'zod';
import { id } from '../kind.ts';
import type { RevenueSource } from '../project.ts';
import type { Block, BlockScope } from './block.ts';
import { customerRows, customerRowsShape, followSource, hashesOf, takeFrom } from './block.ts';

export const revenueSchema = z
  .strictObject({
    ...customerRowsShape,
    date: id.describe('Column with the day the revenue is of.'),
    amount: id.describe("Column with the amount, in the project's currency."),
  })
  .describe('Revenue to date, row by row; without it the months of the subscription book are summed.');

export function resolveRevenue(
  data: z.infer<typeof revenueSchema>,
  scope: BlockScope,
): Block<RevenueSource> | null {
  const rows = followSource(data.source, scope);
  const owners = rows && customerRows(data, rows, scope);
  if (!rows || !owners) return null;
  const take = takeFrom(rows, scope);
  const date = take('date', data.date, 'day');
  const amount = take('amount', data.amount, 'exact');
  if (!date || !amount) return null;
  return { value: { ...owners, date, amount }, refersTo: hashesOf(owners, [date, amount]) };
}
