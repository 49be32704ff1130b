import { defineMetric } from './metric.ts';
import { formatExact } from '../../sql/exact-number.ts';
import { absentFor, exactly } from './results.ts';

export const contribution = defineMetric({
  id: 'contribution',
  title: 'Contribution to revenue',
  unit: 'share',
  definition:
    'MRR of the segment over MRR of all; without a subscription book the same of the money of the entity.',
  base: 'customers whose money is known',
  interval: null,
  source: 'Seed 003: revenue contribution of a segment',
  needs: ['contribution'],
  tell: ({ contribution: { money, all, customers } }) =>
    all.unscaled > 0n
      ? exactly(String(Number(formatExact(money)) / Number(formatExact(all))), customers)
      : absentFor('Nobody pays anything.'),
});
