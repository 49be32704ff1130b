import { stateTable } from './state-table.ts';

export const segmentCounts = stateTable(
  'segment_counts',
  'A segment in a run.',
  {
    run_id: 'text',
    as_of: 'date',
    segmentation: 'text',
    segment: 'text',
    ordinal: 'integer',
    customers: 'integer',
    active: 'integer',
    money: 'money?',
    boundary: 'integer',
  },
  ['run_id', 'segmentation', 'ordinal'],
);
