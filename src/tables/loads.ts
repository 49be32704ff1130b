import { stateTable } from './state-table.ts';

export const loads = stateTable(
  'loads',
  'A source read by a run.',
  {
    run_id: 'text',
    load_id: 'text',
    source: 'text',
    origin: 'text',
    content_hash: 'text?',
    rows_read: 'integer',
    rows_loaded: 'integer',
    rows_quarantined: 'integer',
    loaded_at: 'timestamp',
    as_of: 'date?',
    newest_on: 'date?',
  },
  ['run_id', 'source'],
);
