import * as z from 'zod';
import type { Origin } from './origin.ts';

/** An expression over other attributes of the entity, and of the one it belongs to. */
export const expressionOrigin: Origin<'value', string> = {
  key: 'value',
  summary: 'an expression over attributes',
  schema: z.string().describe('An expression over other attributes.'),
  make(text, { positions, reader }) {
    const value = reader.value(text, positions.originOf(['value'], text));
    if (!value) return null;
    const { expression } = value;
    return {
      origin: { kind: 'expression', value },
      type: expression.type,
      history: 'fixed',
      refersTo: reader.hashesOf([expression]),
    };
  },
};
