import { stateTable } from './state-table.ts';

export const fits = stateTable(
  'fits',
  'Parameters a method learned.',
  {
    fit_hash: 'text',
    segmentation: 'text',
    method: 'text',
    learned_as_of: 'date',
    basis_hash: 'text',
    options_hash: 'text',
    parameters: 'text',
    run_id: 'text',
  },
  ['fit_hash'],
);
