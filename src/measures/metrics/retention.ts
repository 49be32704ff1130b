import { defineMetric } from './metric.ts';
import { shareOf } from './results.ts';

export const retention = defineMetric({
  id: 'retention',
  title: 'Retention rate',
  unit: 'share',
  definition: 'One less the churn rate.',
  base: 'customers in the segment at the start',
  interval: 'wilson',
  source: 'Semantics section 3; seed 004: retention rate by segment',
  needs: ['cohort'],
  tell: ({ cohort: { lost, customers } }, terms) => shareOf(customers - lost, customers, terms),
});
