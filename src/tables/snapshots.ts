import { stateTable } from './state-table.ts';

export const snapshots = stateTable(
  'snapshots',
  'A segmentation in a run.',
  {
    run_id: 'text',
    as_of: 'date',
    segmentation: 'text',
    entity: 'text',
    method: 'text',
    definition_hash: 'text',
    fit_hash: 'text?',
    previous_run_id: 'text?',
    customers: 'integer',
    boundary_margin: 'double',
  },
  ['run_id', 'segmentation'],
);
