import { stateTable } from './state-table.ts';

/** Whether a rule took the customer, alone or after rules that lacked data; or no rule did, or none could tell; or hysteresis or a person kept the customer from them. */
export const REASONS = [
  ...(['matched', 'matched_after_unknown', 'no_match', 'lacks_data'] as const),
  ...(['held', 'overridden'] as const),
] as const;

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
