import { defineMetric } from './metric.ts';
import { meanMoney } from './results.ts';

export const arpa = defineMetric({
  id: 'arpa',
  title: 'ARPA',
  unit: 'money a month',
  definition: 'MRR of customers over the number of them.',
  base: 'customers whose prices are known',
  interval: 't',
  source: 'Semantics section 3',
  needs: ['balance'],
  tell: ({ balance }, terms) => meanMoney(balance.each, terms),
});
