import * as z from 'zod';
import { id } from '../kind.ts';
import type { NpsSource } from '../project.ts';
import type { Block, BlockScope } from './block.ts';
import { customerRows, customerRowsShape, followSource, hashesOf, takeFrom } from './block.ts';

export const npsSchema = z
  .strictObject({
    ...customerRowsShape,
    respondent: id
      .optional()
      .describe('Column that names who answered; without it a customer has one answer, the latest.'),
    date: id.describe('Column with the day of the answer.'),
    score: id.describe('Column with the answer, 0 to 10.'),
  })
  .describe('Answers to "would you recommend us?".');

export function resolveNps(data: z.infer<typeof npsSchema>, scope: BlockScope): Block<NpsSource> | null {
  const rows = followSource(data.source, scope);
  const owners = rows && customerRows(data, rows, scope);
  if (!rows || !owners) return null;
  const take = takeFrom(rows, scope);
  const respondent = data.respondent === undefined ? null : take('respondent', data.respondent, 'any');
  const date = take('date', data.date, 'day');
  const score = take('score', data.score, 'exact');
  if (!date || !score || (data.respondent !== undefined && !respondent)) return null;
  return {
    value: { ...owners, respondent, date, score },
    refersTo: hashesOf(owners, [respondent, date, score]),
  };
}
