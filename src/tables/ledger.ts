import { stateTable } from './state-table.ts';

export const ledger = stateTable(
  'ledger',
  'One joining or leaving of a segment.',
  {
    run_id: 'text',
    as_of: 'date',
    segmentation: 'text',
    customer: 'text',
    step: 'integer',
    cause: 'text',
    from_segment: 'text?',
    to_segment: 'text?',
    previous_run_id: 'text?',
  },
  ['run_id', 'segmentation', 'customer', 'step'],
);
