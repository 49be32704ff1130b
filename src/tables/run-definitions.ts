import { stateTable } from './state-table.ts';

export const runDefinitions = stateTable(
  'run_definitions',
  'A text used by a run.',
  {
    run_id: 'text',
    path: 'text',
    hash: 'text',
  },
  ['run_id', 'path'],
);
