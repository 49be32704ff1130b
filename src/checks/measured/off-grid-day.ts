import { gridDayAfter, isOnGrid } from '../../base/day-grid.ts';
import { note } from '../../base/finding.ts';
import type { MeasuredCheck } from '../check.ts';

/** A run between two days of the grid: whoever is held stays where it is, whatever the rules say. */
export const offGridDay: MeasuredCheck = {
  id: 'off-grid-day',
  title: 'Run between days of the grid',
  source: 'Semantics of hysteresis: a run off the grid changes nothing',
  severity: 'note',
  summary:
    'On a day off its grid a segmentation with hysteresis moves nobody, and an edit of it shows on the next day.',
  needs: 'run',
  read: ({ asOf, holding }) =>
    holding
      .filter(({ hysteresis }) => !isOnGrid(hysteresis.grid, asOf))
      .map(({ segmentation: { id }, hysteresis: { grid, place }, stateOf }) => {
        const next = gridDayAfter(grid, asOf);
        return note(
          'off-grid-day',
          stateOf === null
            ? `\`${id}\` holds nobody yet: its first day is ${next}, and until then everybody is where the rules alone say.`
            : `\`${id}\` moves nobody on ${asOf}: its customers are where they were on ${stateOf}, and move on ${next}.`,
          { place, data: { segmentation: id, next } },
        );
      }),
};
