import { stateTable } from './state-table.ts';

/** Whether a rule took the customer, alone or after rules that lacked data; or no rule did, or none could tell; or a person. */
export const REASONS = ['matched', 'matched_after_unknown', 'no_match', 'lacks_data', 'overridden'] as const;

export const assignments = stateTable(
  'assignments',
  'A customer in a snapshot.',
  {
    snapshot_id: 'integer',
    as_of: 'date',
    customer: 'text',
    segment: 'text',
    score: 'double?',
    margin: 'double?',
    reason: REASONS,
  },
  ['snapshot_id', 'customer'],
);
