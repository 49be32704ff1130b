import { stateTable } from './state-table.ts';

export const runs = stateTable(
  'runs',
  'A computation that ended; the row is the commit mark of all others with its run_id.',
  {
    run_id: 'text',
    as_of: 'date',
    outcome: 'text',
    started_at: 'timestamp',
    finished_at: 'timestamp',
    engine: 'text',
    engine_version: 'text',
    clade_version: 'text',
    project_hash: 'text',
    git_commit: 'text?',
  },
  ['run_id'],
);
