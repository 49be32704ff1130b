import * as z from 'zod';
import { defineKind, headShape, id } from '../kind.ts';

const schema = z.strictObject({
  kind: z.literal('pack'),
  id,
  ...headShape,
  entity: id.describe('The entity its attributes are of.'),
  expects: z
    .record(
      id,
      z.strictObject({
        rows: z.string().describe('What one row is.'),
        date: id.optional().describe('The column a project would name as `date` of the source.'),
        columns: z
          .record(id, z.enum(['text', 'number', 'date', 'boolean']))
          .describe('The columns its attributes read, besides the one that names the customer.'),
      }),
    )
    .describe('The sources its attributes are made of, by id.'),
});

export type PackData = z.infer<typeof schema>;

export const pack = defineKind({
  id: 'pack',
  title: 'Pack',
  summary: 'Ready attributes that come with Clade, and the sources they expect a project to define.',
  schema,
});

/** Which types of a column a pack takes for what it expects. */
const TAKES: Readonly<Record<PackData['expects'][string]['columns'][string], readonly string[]>> = {
  text: ['text'],
  number: ['integer', 'decimal'],
  date: ['date'],
  boolean: ['boolean'],
};

/** Whether a column of the type serves; exact sums are not made of doubles. */
export function serves(type: string, expected: keyof typeof TAKES): boolean {
  return TAKES[expected]?.includes(type) ?? false;
}
