import * as z from 'zod';
import { columnNames } from '../../sql/walk.ts';
import { id } from '../kind.ts';
import type { DealsSource } from '../project.ts';
import { readerOf } from '../reader.ts';
import { sourceScope } from '../scopes.ts';
import type { Block, BlockScope } from './block.ts';
import { customerRows, customerRowsShape, followSource, hashesOf, takeFrom } from './block.ts';

export const dealsSchema = z
  .strictObject({
    ...customerRowsShape,
    opened: id.describe('Column with the day the deal was opened.'),
    closed: id.describe('Column with the day it was won or lost; empty while it is open.'),
    amount: id.describe("Column with what it is worth, in the project's currency."),
    won: z.string().describe("Condition over the source's columns: true of a deal that was won."),
    lost: z.string().describe('Condition: true of a deal that was lost.'),
  })
  .describe('Opportunities of sales.');

export function resolveDeals(
  data: z.infer<typeof dealsSchema>,
  scope: BlockScope,
): Block<DealsSource> | null {
  const rows = followSource(data.source, scope);
  const owners = rows && customerRows(data, rows, scope);
  if (!rows || !owners) return null;
  const take = takeFrom(rows, scope);
  const opened = take('opened', data.opened, 'day');
  const closed = take('closed', data.closed, 'day');
  const amount = take('amount', data.amount, 'exact');
  const reader = readerOf(sourceScope(rows.source), (name) => rows.columns.isBroken(name), scope.report);
  const condition = (key: 'won' | 'lost') =>
    reader.condition(data[key], scope.definition.positions.originOf([scope.key, key], data[key]));
  const [won, lost] = [condition('won'), condition('lost')];
  if (!opened || !closed || !amount || !won || !lost) return null;
  const asked = new Set([won, lost].flatMap(({ expression }) => columnNames(expression)));
  const inConditions = rows.source.columns.filter(({ name }) => asked.has(name));
  return {
    value: { ...owners, opened, closed, amount, won, lost },
    refersTo: hashesOf(owners, [opened, closed, amount, ...inConditions]),
  };
}
