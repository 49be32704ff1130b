import { stateTable } from './state-table.ts';

export const holds = stateTable(
  'holds',
  'A customer in a snapshot with hysteresis: what the rules alone say, where it is held, and since when.',
  {
    snapshot_id: 'integer',
    as_of: 'date',
    customer: 'text',
    plain: 'text',
    segment: 'text',
    entered: 'date?',
  },
  ['snapshot_id', 'customer'],
);
