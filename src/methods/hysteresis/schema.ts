import * as z from 'zod';
import { WEEKDAYS } from '../../base/day-grid.ts';

/** What every segmentation can say of holding its customers; a method may add keys of its own. */
export const hysteresisSchema = z.strictObject({
  every: z
    .enum(['day', 'week', 'month'])
    .describe('On which days customers may move: every day, one weekday, or the last day of each month.'),
  weekday: z.enum(WEEKDAYS).optional().describe('Of `every: week`: which; sunday unless given.'),
  dwell: z
    .int()
    .nonnegative()
    .max(3660)
    .optional()
    .describe('Calendar days a customer stays in a segment before it may leave it; 0 unless given.'),
});

export type HysteresisData = z.infer<typeof hysteresisSchema>;

/** The exit edge of a segment. */
export const staysKey = z
  .string()
  .min(1)
  .optional()
  .describe('Condition: whoever is in the segment stays while it is true. Needs `hysteresis`.');
