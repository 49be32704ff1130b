import { stateTable } from './state-table.ts';

export const resemblances = stateTable(
  'resemblances',
  'What a customer is like, in a snapshot that places by likeness.',
  {
    snapshot_id: 'integer',
    as_of: 'date',
    customer: 'text',
    runner_up: 'text',
    fit_percentile: 'double',
    present: 'integer',
  },
  ['snapshot_id', 'customer'],
);
