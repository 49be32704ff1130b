import { timesQuantile } from '../figures/order-statistics.ts';
import { defineMetric } from './metric.ts';
import { quantileMoney } from './results.ts';

export const ltvLowerQuartile = defineMetric({
  id: 'ltv-lower-quartile',
  title: 'Historic LTV, lower quartile',
  unit: 'money',
  definition:
    'The value a quarter of the customers stay below: revenue to date times the margin, of customers and former customers of the segment.',
  base: 'customers and former customers whose revenue is known',
  interval: 'order statistics',
  source: 'Semantics section 3; seed 000: LTV benchmarks',
  needs: ['lifetime', 'margin'],
  tell: ({ lifetime, margin }, terms) =>
    quantileMoney(timesQuantile(lifetime.lowerQuartile, margin.share), lifetime.each.count, terms),
});
