import { stateTable } from './state-table.ts';

export const ruleCounts = stateTable(
  'rule_counts',
  'A rule in a run: of how many customers it is true, false and unknown, and how many it took.',
  {
    run_id: 'text',
    as_of: 'date',
    segmentation: 'text',
    ordinal: 'integer',
    segment: 'text',
    true_count: 'integer',
    false_count: 'integer',
    unknown_count: 'integer',
    taken_count: 'integer',
  },
  ['run_id', 'segmentation', 'ordinal'],
);
