import { defineMetric } from './metric.ts';
import { meanMoney } from './results.ts';

export const dealSize = defineMetric({
  id: 'deal-size',
  title: 'Deal size',
  unit: 'money',
  definition: 'Mean amount of the deals won in the period.',
  base: 'won deals whose amount is known',
  interval: 't',
  source: 'Semantics section 3; seed 004: average deal size by segment',
  needs: ['deals'],
  tell: ({ deals }, terms) => meanMoney(deals.amounts, terms),
});
