import * as z from 'zod';
import { parseStretch, STRETCH } from '../attributes/window.ts';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { error } from '../base/finding.ts';
import type { Report } from './names.ts';
import type { Positions } from './positions.ts';
import type { DriftLevels, Freshness } from './policies.ts';

const level = z.number().positive().max(100);
const stretch = z.string().regex(STRETCH);

/** Keys of a project about how it is kept in step with its customers. */
export const upkeepShape = {
  drift: z
    .strictObject({
      since: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional()
        .describe('The day of the last review, YYYY-MM-DD; the first day published unless given.'),
      notice: level.optional().describe('Stability index from which a change is noted; 0.1 unless given.'),
      alarm: level.optional().describe('Stability index from which a change is an alarm; 0.25 unless given.'),
    })
    .optional()
    .describe('When attributes and segments are said to have drifted since the last review.'),
  freshness: z
    .strictObject({
      run: stretch.optional().describe('How long ago the newest run may be: `2d`, `1w`, `1m`.'),
      data: stretch.optional().describe('How long ago the newest day of a source may be: `7d`, `2m`.'),
    })
    .optional()
    .describe('How old runs and data may be; `clade status` ends with 1 where they are older.'),
};

type UpkeepData = z.infer<z.ZodObject<typeof upkeepShape>>;

export function resolveUpkeep(
  { drift, freshness }: UpkeepData,
  positions: Positions,
  report: Report,
): { readonly drift: DriftLevels; readonly freshness: Freshness } {
  const since = drift?.since === undefined ? null : parseCalendarDate(drift.since);
  const { notice, alarm } = { ...DEFAULT_LEVELS, ...levelsGiven(drift) };
  if (drift?.since !== undefined && !since)
    report(
      error('not-a-day', `\`${drift.since}\` is no day of the calendar.`, {
        place: positions.placeOf(['drift', 'since']),
      }),
    );
  if (notice > alarm)
    report(
      error('drift-backwards', `A notice from ${notice} up comes after an alarm from ${alarm} up.`, {
        place: positions.placeOf(['drift']),
        hint: 'Give `notice` a level at or below `alarm`.',
      }),
    );
  return {
    drift: { since, notice, alarm },
    freshness: {
      run: freshness?.run === undefined ? null : parseStretch(freshness.run),
      data: freshness?.data === undefined ? null : parseStretch(freshness.data),
    },
  };
}

const DEFAULT_LEVELS = { notice: 0.1, alarm: 0.25 };

function levelsGiven(drift: UpkeepData['drift']): Partial<typeof DEFAULT_LEVELS> {
  return {
    ...(drift?.notice === undefined ? {} : { notice: drift.notice }),
    ...(drift?.alarm === undefined ? {} : { alarm: drift.alarm }),
  };
}
