import { defineMetric } from './metric.ts';
import { exactly, tooFew } from './results.ts';

export const share = defineMetric({
  id: 'share',
  title: 'Share of customers',
  unit: 'share',
  definition: 'Customers in the segment over customers of all segments.',
  base: 'customers of all segments',
  interval: null,
  source: 'Semantics section 2: every share names its base',
  needs: ['sizes'],
  tell: ({ sizes }, terms) =>
    sizes.allActive < terms.minimum
      ? tooFew(sizes.allActive, terms)
      : exactly(String(sizes.active / sizes.allActive), sizes.allActive),
});
