import type { CalendarDate } from '../base/calendar-date.ts';
import type { Hashable } from '../base/stable-hash.ts';
import { canonicalJson } from '../base/stable-hash.ts';
import type { Engine } from '../engines/engine.ts';
import type { Fit } from '../methods/method.ts';
import { fits } from '../tables/fits.ts';
import { insertRows } from './insert-rows.ts';
import { readTable } from './read-table.ts';
import { isPublished, readRuns } from './runs.ts';

/** Fits of published runs, the newest run first. */
export async function readFits(engine: Engine): Promise<readonly Fit[]> {
  const order = (await readRuns(engine)).filter(isPublished).map(({ runId }) => runId);
  const age = new Map(order.map((runId, index) => [runId, index]));
  const ageOf = (row: Readonly<Record<string, unknown>>) => age.get(String(row['run_id'])) ?? -1;
  const rows = (await readTable(engine, fits)).filter((row) => ageOf(row) >= 0);
  return rows
    .toSorted((a, b) => ageOf(a) - ageOf(b))
    .map((row) => ({
      fitHash: String(row['fit_hash']),
      segmentation: String(row['segmentation']),
      method: String(row['method']),
      learnedAsOf: row['learned_as_of'] as CalendarDate,
      basisHash: String(row['basis_hash']),
      optionsHash: String(row['options_hash']),
      parameters: JSON.parse(String(row['parameters'])) as Hashable,
    }));
}

export async function recordFits(learned: readonly Fit[], engine: Engine, runId: string): Promise<void> {
  await insertRows(
    engine,
    fits,
    learned.map((fit) => ({
      fit_hash: fit.fitHash,
      segmentation: fit.segmentation,
      method: fit.method,
      learned_as_of: fit.learnedAsOf,
      basis_hash: fit.basisHash,
      options_hash: fit.optionsHash,
      parameters: canonicalJson(fit.parameters),
      run_id: runId,
    })),
  );
}
