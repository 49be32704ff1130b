import { defineMetric } from './metric.ts';
import { exactly } from './results.ts';

export const joined = defineMetric({
  id: 'joined',
  title: 'Joined',
  unit: 'customers',
  definition:
    'Customers that came into the segment since the snapshot before; of all segments, those that came onto the list.',
  base: 'customers that came',
  interval: null,
  source: 'Semantics section 5: the ledger',
  needs: ['movement'],
  tell: ({ movement }) => exactly(String(movement.joined), movement.joined),
});
