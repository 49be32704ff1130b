import type { CalendarDate } from '../../base/calendar-date.ts';
import { dayInTimeZone } from '../../base/calendar-date.ts';
import type { Ages } from '../../documents/age-words.ts';
import type { Engine } from '../../engines/engine.ts';
import { fitOfSnapshot } from '../../plan/fits.ts';
import { readFits } from '../../warehouse/fits.ts';
import type { Run } from '../../warehouse/runs.ts';
import { readRuns } from '../../warehouse/runs.ts';
import type { AppContext } from '../context.ts';

/** What an answer was made from: a run, or a segmentation's snapshot of one. */
export interface MadeFrom {
  readonly runId: string;
  readonly asOf: CalendarDate;
  readonly segmentation?: string;
  readonly fitHash?: string | null;
}

/** How old a run, its data and what a snapshot was placed by are, in days of the project's time zone. */
export async function agesOf(
  engine: Engine,
  from: MadeFrom,
  timeZone: string,
  { now }: Pick<AppContext, 'now'>,
): Promise<Ages | null> {
  const run = (await readRuns(engine)).find(({ runId }) => runId === from.runId);
  if (!run) return null;
  const { segmentation, fitHash, asOf } = from;
  const fit =
    segmentation !== undefined && fitHash
      ? fitOfSnapshot(await readFits(engine), { segmentation, fitHash, asOf })
      : null;
  return {
    on: dayInTimeZone(now, timeZone),
    asOf,
    ranOn: ranOn(run, timeZone),
    learnedAsOf: fit?.learnedAsOf ?? null,
  };
}

/** How old data is that was read for this answer and by no run; `learnedAsOf` is of what places by it, the oldest of several. */
export function agesNow(
  asOf: CalendarDate,
  timeZone: string,
  { now }: Pick<AppContext, 'now'>,
  learnedAsOf: CalendarDate | null = null,
): Ages {
  return { on: dayInTimeZone(now, timeZone), asOf, ranOn: null, learnedAsOf };
}

/** The day a run ended on. */
export function ranOn({ finishedAt }: Pick<Run, 'finishedAt'>, timeZone: string): CalendarDate {
  return dayInTimeZone(new Date(finishedAt.replace(' ', 'T').replace(/Z?$/, 'Z')), timeZone);
}
