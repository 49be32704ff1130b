import { defineMetric } from './metric.ts';
import { exactly, moneyDigits } from './results.ts';

export const mrr = defineMetric({
  id: 'mrr',
  title: 'MRR',
  unit: 'money a month',
  definition:
    'Monthly recurring amounts of the subscriptions that run on the as-of date; a year is divided by twelve, trials are left out, what overlaps adds up.',
  base: 'customers whose prices are known',
  interval: null,
  source: 'Semantics section 3; seed 002: revenue by segment',
  needs: ['balance'],
  tell: ({ balance }) => exactly(moneyDigits(balance.mrr), balance.each.count),
});
