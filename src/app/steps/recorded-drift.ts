import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Project } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { attributeDrifts } from '../../measures/drift/attribute-drifts.ts';
import type { BinnedAttribute } from '../../measures/drift/bin.ts';
import type { SubjectDrift } from '../../measures/drift/drift.ts';
import { driftOf, gravestFirst } from '../../measures/drift/drift.ts';
import { readBinRows } from '../../measures/drift/recorded-bins.ts';
import { segmentBins } from '../../measures/drift/segment-drift.ts';
import { recordedCounts } from '../../measures/recorded-counts.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';
import { distributions } from '../../tables/distributions.ts';
import { segmentCounts } from '../../tables/segment-counts.ts';
import { readTable } from '../../warehouse/read-table.ts';
import { reviewDay } from '../../warehouse/review-day.ts';
import type { Run } from '../../warehouse/runs.ts';
import { readRuns, readSnapshots } from '../../warehouse/runs.ts';
import { heldSnapshots } from '../../warehouse/snapshot-path.ts';

/** What a run counted of every attribute. */
export async function binnedIn(engine: Engine, runId: string): Promise<readonly BinnedAttribute[]> {
  return readBinRows(await readTable(engine, distributions, { run_id: runId }));
}

/** How far attributes and segments of a run that is over were from the last review, as the run told it; the gravest first. */
export async function recordedDrift(
  engine: Engine,
  project: Project,
  { runId, asOf }: Pick<Run, 'runId' | 'asOf'>,
): Promise<readonly SubjectDrift[]> {
  const binned = await binnedIn(engine, runId);
  const baseRuns = [...new Set(binned.map(({ baseRunId }) => baseRunId))].filter((id) => id !== runId);
  const bases = new Map<string, readonly BinnedAttribute[]>();
  for (const id of baseRuns) bases.set(id, await binnedIn(engine, id));
  const own = binned.flatMap(
    ({ baseRunId, entity, attribute }) =>
      bases.get(baseRunId)?.find((one) => one.entity === entity && one.attribute === attribute) ?? [],
  );
  const dayOf = new Map((await readRuns(engine)).map((run) => [run.runId, run.asOf]));
  const counts: SegmentationCounts[] = [];
  for (const segmentation of project.segmentations) {
    const segments = await readTable(engine, segmentCounts, {
      run_id: runId,
      segmentation: segmentation.id,
    });
    if (segments.length > 0) counts.push(recordedCounts(segmentation, { segments, rules: [], overlaps: [] }));
  }
  return gravestFirst([
    ...attributeDrifts(project, binned, own, { dayOf, now: asOf }),
    ...(await segmentDrifts(project, counts, engine, asOf)),
  ]);
}

/** Each segmentation against its snapshot of the review; those first published later, against their first. */
export async function segmentDrifts(
  { drift, limits }: Pick<Project, 'drift' | 'limits'>,
  counts: readonly SegmentationCounts[],
  engine: Engine,
  asOf: CalendarDate,
): Promise<readonly SubjectDrift[]> {
  const all = await readSnapshots(engine);
  const found: SubjectDrift[] = [];
  for (const { segmentation, segments } of counts) {
    const { id, title, entity, hash } = segmentation;
    const held = heldSnapshots(all, id, null).filter((one) => one.entity === entity.id);
    const day = reviewDay(
      held.map((one) => one.asOf),
      drift.since,
      asOf,
    );
    const base = held.find((one) => one.asOf === day);
    if (!base) continue;
    const then = await readTable(engine, segmentCounts, { run_id: base.runId, segmentation: id });
    const bins = segmentBins(segmentation, then, segments);
    found.push({
      subject: { kind: 'segmentation', id, title, isEdited: base.definitionHash !== hash },
      ...driftOf(bins, { base: base.asOf, now: asOf }, drift, limits.minimumCount),
    });
  }
  return found;
}
