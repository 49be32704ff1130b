import * as z from 'zod';
import type { Path, Positions } from './positions.ts';

/** A kind of definition: its head as data; its resolve body stands beside it in the same file. */
export interface Kind<Id extends string, Data> {
  readonly id: Id;
  readonly title: string;
  readonly summary: string;
  readonly schema: z.ZodType<Data>;
}

export function defineKind<Id extends string, Data>(kind: Kind<Id, Data>): Kind<Id, Data> {
  return kind;
}

/**
 * One definition that fits its schema, with the places of its parts. `lost` are parts that did not fit and were
 * left out after their findings were told, so that the rest could still be read.
 */
export interface Definition<Data> {
  readonly data: Data;
  readonly positions: Positions;
  readonly lost: readonly Path[];
}

export const LONGEST_ID = 60;
const ID = /^[a-z](?:_?[a-z0-9])*$/;

/** Lower-case words joined by single underscores; two underscores join names of columns (`account__mrr`). */
export const id = z
  .string()
  .max(LONGEST_ID)
  .regex(ID)
  .describe('Lower-case letters, digits and single underscores; begins with a letter.');

/** What every definition may say of itself. */
export const headShape = {
  title: z.string().min(1).max(200).optional().describe('How people name it; the id unless given.'),
  description: z.string().optional().describe('What it is, in a sentence or two.'),
  owner: z.string().optional().describe('The person or team that answers for it.'),
  url: z
    .string()
    .regex(/^https?:\/\/\S+$/)
    .optional()
    .describe('A page that says more; begins with https://.'),
};

export interface HeadData {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly owner?: string | undefined;
  readonly url?: string | undefined;
}
