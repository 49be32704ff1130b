import { defineMetric } from './metric.ts';
import { exactly } from './results.ts';

export const left = defineMetric({
  id: 'left',
  title: 'Left',
  unit: 'customers',
  definition:
    'Customers that went from the segment since the snapshot before; of all segments, those that went from the list.',
  base: 'customers that went',
  interval: null,
  source: 'Semantics section 5: the ledger',
  needs: ['movement'],
  tell: ({ movement }) => exactly(String(movement.left), movement.left),
});
