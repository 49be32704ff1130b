import { defineMetric } from './metric.ts';
import { quantileNumber } from './results.ts';

export const timeToClose = defineMetric({
  id: 'time-to-close',
  title: 'Time to close',
  unit: 'days',
  definition: 'Median days from opening to winning, of deals won in the period.',
  base: 'won deals with a day of opening',
  interval: 'order statistics',
  source: 'Semantics section 3; seed 004: time to close; seed 003: sales cycle',
  needs: ['deals'],
  tell: ({ deals }, terms) => quantileNumber(deals.medianDays, deals.timed, terms),
});
