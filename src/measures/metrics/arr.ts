import { defineMetric } from './metric.ts';
import { multiplyExact } from '../../sql/exact-number.ts';
import { exactly, moneyDigits } from './results.ts';

export const arr = defineMetric({
  id: 'arr',
  title: 'ARR',
  unit: 'money a year',
  definition: 'Twelve times MRR.',
  base: 'customers whose prices are known',
  interval: null,
  source: 'Semantics section 3',
  needs: ['balance'],
  tell: ({ balance }) =>
    exactly(moneyDigits(multiplyExact(balance.mrr, { unscaled: 12n, scale: 0 })), balance.each.count),
});
