import { INTEGER } from '../../sql/value-type.ts';
import { defineEventFunction } from '../event-function.ts';

/** How many of the steps were reached in order, 0 to all of them; steps of the same moment count as in order. */
export const funnel = defineEventFunction({
  id: 'funnel',
  summary: 'how many `steps` were reached, each at or after the one before',
  needs: ['steps'],
  takes: ['window'],
  needsDate: true,
  ofNothing: 'zero',
  typeOf: () => INTEGER,
  valueOf({ moment, steps, rows }) {
    if (!moment) throw new Error('a funnel has moments');
    return { kind: 'steps-reached', at: moment, steps, where: rows, type: INTEGER };
  },
});
