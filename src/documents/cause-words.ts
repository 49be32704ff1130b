import type { Cause } from '../tables/ledger.ts';

/** What stands after "because of". */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  listed: 'newly listed',
  unlisted: 'no longer listed',
  data: 'their data, or time',
  'fit-or-data': 'what was learned anew, or their data',
  'definition-or-data': 'the definition, or their data',
  restated: 'restated data',
  definition: 'the definition',
  fit: 'what was learned anew',
  enrichment: 'data that was filled in',
  calendar: 'time alone',
  others: 'others moved',
  behaviour: 'their behaviour',
  new: 'becoming customers',
  former: 'no longer being customers',
  override: 'an override',
};
