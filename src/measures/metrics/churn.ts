import { defineMetric } from './metric.ts';
import { shareOf } from './results.ts';

export const churn = defineMetric({
  id: 'churn',
  title: 'Churn rate',
  unit: 'share',
  definition:
    'Of those who were customers and in the segment when the period began, the share that are customers no more when it ends; of the whole period, not annualised.',
  base: 'customers in the segment at the start',
  interval: 'wilson',
  source: 'Semantics section 3; seeds 000 and 002: churn rate by segment',
  needs: ['cohort'],
  tell: ({ cohort: { lost, customers } }, terms) => shareOf(lost, customers, terms),
});
