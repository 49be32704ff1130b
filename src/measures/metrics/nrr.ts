import { defineMetric } from './metric.ts';
import { ratioResult } from './results.ts';

export const nrr = defineMetric({
  id: 'nrr',
  title: 'Net revenue retention',
  unit: 'share',
  definition:
    'MRR at the end of the period of those who paid in the segment at its start, over what they paid then: start and expansion less contraction and churn.',
  base: 'paying customers in the segment at the start',
  interval: 't',
  source: 'Semantics section 3',
  needs: ['revenues'],
  tell: ({ revenues }, terms) => ratioResult(revenues.net, terms),
});
