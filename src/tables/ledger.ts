import { stateTable } from './state-table.ts';

/**
 * Why a customer joined or left, as far as one comparison can tell. `listed`, `unlisted`: it appeared in, or went
 * from, the list of customers. `data`: the definition is the same, so facts or time moved it.
 * `fit-or-data`, `definition-or-data`: what was learned, or the definition, changed in between, and one comparison
 * cannot tell the two apart. The others are the steps of the path that tells all apart.
 */
export const CAUSES = [
  'first-snapshot',
  'listed',
  'unlisted',
  'data',
  'fit-or-data',
  'definition-or-data',
  'restated',
  'definition',
  'fit',
  'enrichment',
  'calendar',
  'others',
  'behaviour',
  'override',
] as const;
export type Cause = (typeof CAUSES)[number];

export const ledger = stateTable(
  'ledger',
  'One joining or leaving of a segment.',
  {
    snapshot_id: 'integer',
    as_of: 'date',
    customer: 'text',
    step: 'integer',
    cause: CAUSES,
    from_segment: 'text?',
    to_segment: 'text?',
  },
  ['snapshot_id', 'customer', 'step'],
);
