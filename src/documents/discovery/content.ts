import type { Coverage } from '../../measures/discovery/coverage.ts';
import type {
  GroupSearch,
  SearchedCustomers,
  SearchSettings,
} from '../../measures/discovery/group-search.ts';
import type { LeftOut } from '../../measures/discovery/propose-basis.ts';
import type { ToldGroups } from '../../measures/discovery/tell-groups.ts';

/** What groups there are among the customers of a run, and how far they can be trusted. */
export interface DiscoveryContent extends SearchedCustomers {
  readonly entity: string;
  readonly settings: SearchSettings & {
    readonly moneyFloor: number | null;
    /** How values were asked to be read, as it was written. */
    readonly typing: string | null;
  };
  readonly isProposed: boolean;
  readonly coverage: Coverage;
  readonly leftOut: readonly LeftOut[];
  /** Null where there is too little to search in. */
  readonly search: FoundGroups | null;
}

/** A search, and the groups of one of its rows. */
export interface FoundGroups extends GroupSearch {
  /** With proposed names; null where no row has groups. */
  readonly told: ToldGroups | null;
}
