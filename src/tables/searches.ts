import { stateTable } from './state-table.ts';

/** `search` is JSON: the row of every number of groups, what was recommended and what was adopted. */
export const searches = stateTable(
  'searches',
  'A search whose groups were adopted as a segmentation.',
  {
    segmentation: 'text',
    fit_hash: 'text',
    as_of: 'date',
    adopted_at: 'timestamp',
    search: 'text',
    run_id: 'text',
  },
  ['segmentation', 'adopted_at'],
);
