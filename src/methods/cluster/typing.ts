import * as z from 'zod';
import type { TypingOverride } from '../../numeric/cluster/column-typing.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { formatType } from '../../sql/value-type.ts';

/** How values of a basis are read, by name, where that is not as they look. */
export const typingSchema = z.record(
  z.string(),
  z.strictObject({
    kind: z.enum(['boolean', 'categorical', 'ordinal', 'count', 'continuous']).optional(),
    transform: z.enum(['none', 'log1p']).optional(),
    zeroAtom: z.boolean().optional().describe('Whether exact zeros stand apart.'),
    order: z.array(z.string()).optional().describe('Levels of an ordinal word, lowest first.'),
    weight: z.number().positive().max(1).optional().describe('Its vote; 1 unless given or shared.'),
  }),
);

export type WrittenTyping = z.infer<typeof typingSchema>;

/** The same without keys that were left out. */
export function typingOverrides(typing: WrittenTyping): Readonly<Record<string, TypingOverride>> {
  return JSON.parse(JSON.stringify(typing)) as Readonly<Record<string, TypingOverride>>;
}

const ORDERED = new Set(['ordinal', 'count', 'continuous']);

/** Why a value of this type cannot be read so, with what to write instead; null where it can. */
export function typingFault(
  name: string,
  { kind, order }: WrittenTyping[string],
  type: ValueType,
): { readonly message: string; readonly hint: string } | null {
  if (type.kind !== 'text' && order !== undefined)
    return {
      message: `\`${name}\` is a ${formatType(type)} and has an order of its own.`,
      hint: 'Leave `order` out; it is for words.',
    };
  if (type.kind !== 'text' || kind === undefined || !ORDERED.has(kind)) return null;
  if (kind === 'ordinal')
    return order === undefined
      ? {
          message: `\`${name}\` holds words, whose order is not known.`,
          hint: 'Say it: `order: [low, middle, high]`.',
        }
      : null;
  return {
    message: `\`${name}\` holds words and cannot be read as ${kind}.`,
    hint: 'Take `categorical`, or `ordinal` with an `order`.',
  };
}
