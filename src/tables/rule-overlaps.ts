import { stateTable } from './state-table.ts';

export const ruleOverlaps = stateTable(
  'rule_overlaps',
  'Customers a rule is true of that an earlier rule took.',
  {
    run_id: 'text',
    as_of: 'date',
    segmentation: 'text',
    ordinal: 'integer',
    segment: 'text',
    taken_by: 'text',
    customers: 'integer',
  },
  ['run_id', 'segmentation', 'ordinal'],
);
