import * as z from 'zod';
import type { Refit } from '../method.ts';

/** The key `refit` of every method that learns. */
export const refitSchema = z
  .union([z.enum(['when-changed', 'always']), z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).min(1)])
  .optional()
  .describe(
    'When to learn anew: when-changed (unless given), when options or attributes are no longer the same; always, at every run; or days as YYYY-MM-DD, each on the first run from then on.',
  );

export function refitOf(written: z.infer<typeof refitSchema>): Refit {
  if (written === undefined) return 'when-changed';
  return typeof written === 'string' ? written : { on: [...written].sort() };
}
