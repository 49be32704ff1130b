import { stateTable } from './state-table.ts';

export const assignments = stateTable(
  'assignments',
  'A customer in a segmentation in a run.',
  {
    run_id: 'text',
    as_of: 'date',
    segmentation: 'text',
    customer: 'text',
    segment: 'text',
    score: 'double?',
    margin: 'double?',
    reason: 'text',
  },
  ['run_id', 'segmentation', 'customer'],
);
