import * as z from 'zod';
import { readerOf } from '../reader.ts';
import { sourceScope } from '../scopes.ts';
import type { QualityKind } from './rule.ts';

export const condition: QualityKind<'condition', string> = {
  key: 'condition',
  summary: 'a condition on the columns of one row',
  schema: z
    .string()
    .min(1)
    .describe("A condition over the source's columns; a row it is unknown of is not judged."),
  make(text, { own, positions, pathOf, report }) {
    const reader = readerOf(sourceScope(own.source), (name) => own.columns.isBroken(name), report);
    const written = reader.condition(text, positions.originOf(pathOf([]), text));
    const shown = text.trim().replaceAll(/\s+/g, ' ');
    return written && { kind: 'holds', condition: written.expression, broken: `do not meet \`${shown}\`` };
  },
};
