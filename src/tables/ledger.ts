import { stateTable } from './state-table.ts';

/**
 * Why a customer joined or left. From `restated` to `override` they are the steps of the path from one snapshot to the next,
 * in order; `data`, `fit-or-data` and `definition-or-data` stand for steps that cannot be told apart.
 */
export const CAUSES = [
  'listed',
  'unlisted',
  'restated',
  'definition',
  'fit',
  'enrichment',
  'calendar',
  'others',
  'behaviour',
  'new',
  'former',
  'override',
  'data',
  'fit-or-data',
  'definition-or-data',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Each cause in a sentence. */
export const CAUSE_MEANINGS: Readonly<Record<Cause, string>> = {
  listed: 'The customer appeared in the list of customers.',
  unlisted: 'The customer went from the list of customers.',
  restated: 'The data now says something else of the old day than it did then.',
  definition: 'The definition was edited.',
  fit: 'What the definition learns was learned anew.',
  enrichment: 'Data was filled in.',
  calendar: 'Time alone: windows slid over nothing new, tenure grew, a hold was over.',
  others: 'Others moved: ranks changed, or thresholds that are learned at every run.',
  behaviour: 'What happened since the old day, or what undated data now says.',
  new: 'The customer became one, as time went on or by what happened.',
  former: 'The customer stopped being one, as time went on or by what happened.',
  override: 'Somebody placed the customer by hand.',
  data: 'The definition is the same: data, time or others, which nobody can tell apart.',
  'fit-or-data': 'What was learned anew, or data, time or others.',
  'definition-or-data': 'The definition, or data, and where the old facts are gone time or others too.',
};

export const ledger = stateTable(
  'ledger',
  'One joining or leaving of a segment since the snapshot before; the steps of one customer in a snapshot follow each other by `step`. A first snapshot has none.',
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
