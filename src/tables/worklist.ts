import { stateTable } from './state-table.ts';

export const worklist = stateTable(
  'worklist',
  'An event of an item somebody must act on; the state of an item is its last event.',
  {
    item_id: 'text',
    at: 'timestamp',
    run_id: 'text',
    watch: 'text',
    entity: 'text',
    customer: 'text',
    event: 'text',
    owner: 'text?',
    note: 'text?',
  },
  ['item_id', 'at'],
);
