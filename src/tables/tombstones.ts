import { stateTable } from './state-table.ts';

export const tombstones = stateTable(
  'tombstones',
  'An erased customer, known only by the hash of its key.',
  {
    entity: 'text',
    customer_hash: 'text',
    requested_at: 'timestamp',
    erased_at: 'timestamp',
    reason: 'text',
  },
  ['entity', 'customer_hash'],
);
