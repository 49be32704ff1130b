import { stateTable } from './state-table.ts';

/** No value; numbers from an edge up to the next; one value; every other value. */
export const BIN_KINDS = ['missing', 'from', 'value', 'other'] as const;
export type BinKind = (typeof BIN_KINDS)[number];

/** `base_run_id` is the run whose bins these are; a run that made its own names itself. `edge` is a lower edge, or the value. */
export const distributions = stateTable(
  'distributions',
  'A part of the values of an attribute in a run, and how many customers of the day are in it.',
  {
    run_id: 'text',
    as_of: 'date',
    entity: 'text',
    attribute: 'text',
    definition_hash: 'text',
    base_run_id: 'text',
    bin: 'integer',
    kind: BIN_KINDS,
    edge: 'text?',
    customers: 'integer',
  },
  ['run_id', 'entity', 'attribute', 'bin'],
);
