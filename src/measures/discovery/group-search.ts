import type { CalendarDate } from '../../base/calendar-date.ts';
import type { FoundLevel } from './found-level.ts';
import type { Recommendation } from './recommend-level.ts';

/** What decides a search beside the customers. */
export interface SearchSettings {
  readonly seed: number;
  readonly sample: number;
  readonly mostComponents: number;
  readonly bootstraps: number;
  readonly nulls: number;
}

/** What came of a search: a row for each number of groups, and the one to take. */
export interface GroupSearch {
  /** Of the customers read, those searched; all that were read were refined on and placed. */
  readonly searched: number;
  readonly levels: readonly FoundLevel[];
  readonly recommendation: Recommendation;
}

/** The customers of a search: of which day and run, how many there are, and how many of them were read. */
export interface SearchedCustomers {
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly currency: string;
  readonly customers: number;
  readonly rows: number;
  readonly settings: SearchSettings & { readonly moneyFloor: number | null };
}

/** A search with what its numbers are counted over. */
export interface ToldSearch extends SearchedCustomers {
  readonly search: GroupSearch;
}
