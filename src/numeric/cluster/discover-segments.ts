import type { CodedTable } from './coded-table.ts';
import type { DiscoverOptions, Discovery } from './discovery.ts';
import { DISCOVER_DEFAULTS, discovery } from './discovery.ts';
import type { Watch } from './watch.ts';
import type { WorkPool } from './work.ts';
import { performHere } from './work.ts';

/**
 * Finds how many segments there are in a coded table, which they are, and how far they can be trusted: mixtures of 1, 2,
 * 3 ... components on a sample, the best by BIC merged level by level, bootstrap refits, and the level with the least
 * cloud criterion among those that are stable and not too small. The same seed gives the same answer.
 */
export function discoverSegments(
  table: CodedTable,
  given: Partial<DiscoverOptions> = {},
  watch: Watch = {},
): Discovery {
  const options = { ...DISCOVER_DEFAULTS, ...given };
  const steps = discovery(table, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next(performHere(step.value, options.kernel, watch));
  return step.value;
}

/** The same answer, its long steps computed by a pool of workers, whatever their number. */
export async function discoverSegmentsIn(
  pool: WorkPool,
  table: CodedTable,
  given: Partial<DiscoverOptions> = {},
  watch: Watch = {},
): Promise<Discovery> {
  const options = { ...DISCOVER_DEFAULTS, ...given };
  const steps = discovery(table, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next(await pool.perform(step.value, options.kernel.name, watch));
  return step.value;
}
