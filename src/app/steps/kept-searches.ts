import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Engine } from '../../engines/engine.ts';
import type { KeptSearch } from '../../measures/discovery/kept-search.ts';
import { keptSearchText, readKeptSearch } from '../../measures/discovery/kept-search.ts';
import type { Fit } from '../../methods/method.ts';
import { searches } from '../../tables/searches.ts';
import { insertRows } from '../../warehouse/insert-rows.ts';
import { queryTable } from '../../warehouse/read-table.ts';
import type { AppContext } from '../context.ts';

/** Keeps the search that a fit was adopted from. */
export async function keepSearch(
  engine: Engine,
  { segmentation, fitHash }: Fit,
  search: KeptSearch,
  { now }: Pick<AppContext, 'now'>,
): Promise<void> {
  await insertRows(engine, searches, [
    {
      ...{ segmentation, fit_hash: fitHash, as_of: search.asOf, run_id: search.runId },
      adopted_at: now.toISOString(),
      search: keptSearchText(search),
    },
  ]);
}

/** A search, and the fit that was adopted from it. */
export interface AdoptedSearch {
  readonly fitHash: string;
  readonly search: KeptSearch;
}

/** The search a segmentation was adopted from last, of those a day could know of; null where there was none. */
export async function searchBehind(
  engine: Engine,
  segmentation: string,
  asOf: CalendarDate,
): Promise<AdoptedSearch | null> {
  const rows = await queryTable(engine, searches, { where: { segmentation } });
  const row = rows.findLast((one) => String(one['as_of']) <= asOf);
  return row ? { fitHash: String(row['fit_hash']), search: readKeptSearch(String(row['search'])) } : null;
}
