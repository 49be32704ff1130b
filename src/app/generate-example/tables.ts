import { accounts } from './accounts.ts';
import { contacts } from './contacts.ts';
import { deals } from './deals.ts';
import type { ExampleTable } from './example-table.ts';
import { invoices } from './invoices.ts';
import { nps } from './nps.ts';
import { spend } from './spend.ts';
import { subscriptions } from './subscriptions.ts';
import { tickets } from './tickets.ts';
import { usage } from './usage.ts';

/** The files of the example, in the order in which they are listed. */
export const EXAMPLE_TABLES: readonly ExampleTable[] = [
  accounts,
  contacts,
  subscriptions,
  invoices,
  usage,
  tickets,
  nps,
  deals,
  spend,
];
