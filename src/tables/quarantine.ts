import { stateTable } from './state-table.ts';

export const quarantine = stateTable(
  'quarantine',
  'A row of a source that was not loaded, and why. Line 1 is the first line of the file.',
  {
    run_id: 'text',
    source: 'text',
    line: 'integer?',
    column_name: 'text?',
    code: 'text',
    reason: 'text',
    raw: 'text?',
  },
  ['run_id', 'source'],
);
