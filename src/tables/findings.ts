import { stateTable } from './state-table.ts';

export const findings = stateTable(
  'findings',
  'What a run reported.',
  {
    run_id: 'text',
    ordinal: 'integer',
    code: 'text',
    severity: 'text',
    message: 'text',
    hint: 'text?',
    path: 'text?',
    line: 'integer?',
    column_no: 'integer?',
    data: 'text?',
  },
  ['run_id', 'ordinal'],
);
