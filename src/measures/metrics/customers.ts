import { defineMetric } from './metric.ts';
import { exactly } from './results.ts';

export const customers = defineMetric({
  id: 'customers',
  title: 'Customers',
  unit: 'customers',
  definition:
    'Customers in the segment on the as-of date; former customers and prospects placed in it do not count.',
  base: 'everybody placed in the segment',
  interval: null,
  source: 'Semantics section 2: the population; seed 003: size each segment',
  needs: ['sizes'],
  tell: ({ sizes }) => exactly(String(sizes.active), sizes.placed),
});
