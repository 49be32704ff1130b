import { defineMetric } from './metric.ts';
import { quantileMoney } from './results.ts';

export const dealSizeMedian = defineMetric({
  id: 'deal-size-median',
  title: 'Deal size, median',
  unit: 'money',
  definition: 'The amount half of the deals won in the period stay below.',
  base: 'won deals whose amount is known',
  interval: 'order statistics',
  source: 'Semantics section 3; seed 004: typical deal size',
  needs: ['deals'],
  tell: ({ deals }, terms) => quantileMoney(deals.medianAmount, deals.amounts.count, terms),
});
