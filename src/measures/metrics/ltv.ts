import { timesMoments } from '../figures/moments.ts';
import { defineMetric } from './metric.ts';
import { meanMoney } from './results.ts';

export const ltv = defineMetric({
  id: 'ltv',
  title: 'Historic LTV',
  unit: 'money',
  definition: 'Revenue to date times the margin, the mean of customers and former customers of the segment.',
  base: 'customers and former customers whose revenue is known',
  interval: 't',
  source: 'Semantics section 3; seeds 000 and 003: lifetime value by segment',
  needs: ['lifetime', 'margin'],
  tell: ({ lifetime, margin }, terms) => meanMoney(timesMoments(lifetime.each, margin.share), terms),
});
