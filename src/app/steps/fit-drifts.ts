import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { SubjectDrift } from '../../measures/drift/drift.ts';
import { driftOf } from '../../measures/drift/drift.ts';
import { fitBinsRelation, readFitBins } from '../../measures/drift/fit-bins.ts';
import { learnedGroups } from '../../methods/cluster/learned-groups.ts';
import type { Fit } from '../../methods/method.ts';
import { fitOfSnapshot } from '../../plan/fits.ts';
import { resemblingCustomers } from '../../plan/resembling-customers.ts';
import { readFits } from '../../warehouse/fits.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Run } from '../../warehouse/runs.ts';
import { readSnapshots } from '../../warehouse/runs.ts';

/** A segmentation and what a run placed it by; null where that was nothing learned. */
export interface Fitted {
  readonly segmentation: Segmentation;
  readonly fit: Fit | null;
}

/**
 * How well the customers of a run's day fit what places them by likeness, against those it was learned from: in the tenths of
 * those, from the quantiles that the fit keeps. On the day of learning there is nothing to compare.
 */
export async function fitDrifts(
  { drift, limits }: Pick<Project, 'drift' | 'limits'>,
  fitted: readonly Fitted[],
  engine: Engine,
  { runId, asOf }: { readonly runId: string; readonly asOf: CalendarDate },
): Promise<readonly SubjectDrift[]> {
  const found: SubjectDrift[] = [];
  for (const { segmentation, fit } of fitted) {
    const { id, title, entity, learning } = segmentation;
    const groups = learning && fit && learnedGroups(learning, fit);
    if (!groups || !fit || fit.learnedAsOf >= asOf) continue;
    const resembling = resemblingCustomers({ runId, segmentation: id, entity: entity.id }, 0);
    const [row] = await readRelation(engine, fitBinsRelation(resembling), `fit of ${id} in tenths`, asOf);
    const { mixture, learnedFrom } = groups.parameters;
    found.push({
      subject: { kind: 'fit', id, title },
      ...driftOf(
        readFitBins(row ?? {}, { fitQuantiles: mixture.fitQuantiles, rows: learnedFrom.rows }),
        { base: fit.learnedAsOf, now: asOf },
        drift,
        limits.minimumCount,
      ),
    });
  }
  return found;
}

/** What a run that is over placed its segmentations by. */
export async function fittedIn(
  engine: Engine,
  { segmentations }: Pick<Project, 'segmentations'>,
  { runId }: Pick<Run, 'runId'>,
): Promise<readonly Fitted[]> {
  const learning = segmentations.filter((one) => one.learning);
  if (learning.length === 0) return [];
  const own = (await readSnapshots(engine)).filter((one) => one.runId === runId);
  const fits = await readFits(engine);
  return learning.flatMap((segmentation) => {
    const snapshot = own.find((one) => one.segmentation === segmentation.id);
    return snapshot ? [{ segmentation, fit: fitOfSnapshot(fits, snapshot) }] : [];
  });
}
