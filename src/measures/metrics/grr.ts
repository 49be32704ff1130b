import { defineMetric } from './metric.ts';
import { ratioResult } from './results.ts';

export const grr = defineMetric({
  id: 'grr',
  title: 'Gross revenue retention',
  unit: 'share',
  definition: 'The same without expansion: start less contraction and churn, over start.',
  base: 'paying customers in the segment at the start',
  interval: 't',
  source: 'Semantics section 3',
  needs: ['revenues'],
  tell: ({ revenues }, terms) => ratioResult(revenues.gross, terms, 1),
});
