import { defineMetric } from './metric.ts';
import { quantileMoney, timesMargin } from './results.ts';

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
    timesMargin(quantileMoney(lifetime.lowerQuartile, lifetime.each.count, terms), margin),
});
