import type { CalendarDate } from '../../base/calendar-date.ts';
import type { DayGrid } from '../../base/day-grid.ts';
import { gridDayAfter, gridDayBefore } from '../../base/day-grid.ts';
import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { MeasuredCheck } from '../check.ts';
import type { Holding } from '../evidence.ts';

/** Holds that come from a day before the last one of the grid: nobody knows where customers were held on those between. */
export const gridDayMissing: MeasuredCheck = {
  id: 'grid-day-missing',
  title: 'Day of the grid that was never published',
  source: 'Semantics of hysteresis: a fold over the grid of the segmentation',
  severity: 'warning',
  summary:
    'A segmentation with hysteresis goes on from an older day of its grid, because a later one is missing.',
  needs: 'run',
  read: ({ asOf, holding }) => holding.flatMap((one) => missingDays(one, asOf)),
};

function missingDays({ segmentation, hysteresis, stateOf }: Holding, asOf: CalendarDate): readonly Finding[] {
  const { grid, place } = hysteresis;
  const last = gridDayBefore(grid, asOf);
  if (stateOf === null || stateOf >= last) return [];
  const first = gridDayAfter(grid, stateOf);
  const days = daysFrom(grid, first, last);
  const which = days === 1 ? `${last} was` : `${days} days from ${first} to ${last} were`;
  return [
    warning(
      'grid-day-missing',
      `\`${segmentation.id}\` goes on from where it held its customers on ${stateOf}: ${which} never published, and who would have moved then is not known.`,
      {
        place,
        hint: `\`clade backfill --from ${first} --to ${last} --every ${grid.every}\` publishes what is missing, and the days after it anew.`,
        data: { segmentation: segmentation.id, days },
      },
    ),
  ];
}

function daysFrom(grid: DayGrid, first: CalendarDate, last: CalendarDate): number {
  let days = 1;
  for (let day = first; day < last; day = gridDayAfter(grid, day)) days++;
  return days;
}
