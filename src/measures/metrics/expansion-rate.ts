import { defineMetric } from './metric.ts';
import { ratioResult } from './results.ts';

export const expansionRate = defineMetric({
  id: 'expansion-rate',
  title: 'Expansion rate',
  unit: 'share',
  definition:
    'What those who paid in the segment at the start pay more at the end of the period, over what they paid then.',
  base: 'paying customers in the segment at the start',
  interval: 't',
  source: 'Semantics section 3; seed 002: expansion rate, growth by segment',
  needs: ['revenues'],
  tell: ({ revenues }, terms) => ratioResult(revenues.expansion, terms),
});
