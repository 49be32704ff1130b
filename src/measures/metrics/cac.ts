import { defineMetric } from './metric.ts';
import { costEach } from './results.ts';

export const cac = defineMetric({
  id: 'cac',
  title: 'CAC',
  unit: 'money',
  definition:
    'What was spent on winning customers in the period over those who first paid in it; of a segment, by the keys of the spend.',
  base: 'customers new in the period',
  interval: null,
  source: 'Semantics section 3; seed 003: CAC by segment',
  needs: ['acquisition'],
  tell: ({ acquisition }, terms) => costEach(acquisition, terms),
});
