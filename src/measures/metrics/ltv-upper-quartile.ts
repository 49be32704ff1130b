import { timesQuantile } from '../figures/order-statistics.ts';
import { defineMetric } from './metric.ts';
import { quantileMoney } from './results.ts';

export const ltvUpperQuartile = defineMetric({
  id: 'ltv-upper-quartile',
  title: 'Historic LTV, upper quartile',
  unit: 'money',
  definition:
    'The value three quarters of the customers stay below: revenue to date times the margin, of customers and former customers of the segment.',
  base: 'customers and former customers whose revenue is known',
  interval: 'order statistics',
  source: 'Semantics section 3; seed 000: LTV benchmarks',
  needs: ['lifetime', 'margin'],
  tell: ({ lifetime, margin }, terms) =>
    quantileMoney(timesQuantile(lifetime.upperQuartile, margin.share), lifetime.each.count, terms),
});
