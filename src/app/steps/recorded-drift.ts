import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Project } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { attributeDrifts } from '../../measures/drift/attribute-drifts.ts';
import type { BinnedAttribute } from '../../measures/drift/bin.ts';
import type { SubjectDrift } from '../../measures/drift/drift.ts';
import { driftOf, gravestFirst } from '../../measures/drift/drift.ts';
import { knownFrom } from '../../measures/drift/known-from.ts';
import type { FirstCounted } from '../../measures/drift/recorded-bins.ts';
import { firstCountedRelation, readBinRows, readFirstCounted } from '../../measures/drift/recorded-bins.ts';
import { segmentBins } from '../../measures/drift/segment-drift.ts';
import { recordedCounts } from '../../measures/recorded-counts.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';
import { distributions } from '../../tables/distributions.ts';
import { segmentCounts } from '../../tables/segment-counts.ts';
import { readRelation, readTable } from '../../warehouse/read-table.ts';
import { reviewDay } from '../../warehouse/review-day.ts';
import type { Run } from '../../warehouse/runs.ts';
import { isPublished, readRuns, readSnapshots } from '../../warehouse/runs.ts';
import { heldSnapshots } from '../../warehouse/snapshot-path.ts';
import { fitDrifts, fittedIn } from './fit-drifts.ts';

/** What a run counted of every attribute. */
export async function binnedIn(engine: Engine, runId: string): Promise<readonly BinnedAttribute[]> {
  return readBinRows(await readTable(engine, distributions, { run_id: runId }));
}

/** How far attributes, segments and fits of a run that is over were from the last review, as the run told it; the gravest first. */
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
  const first = await firstCounted(project, engine, asOf);
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
    ...(await segmentDrifts(project, counts, { binned, first }, engine, asOf)),
    ...(await fitDrifts(project, await fittedIn(engine, project, { runId }), engine, { runId, asOf })),
  ]);
}

/** What was counted from the review on, before a day. */
export async function firstCounted(
  { drift }: Pick<Project, 'drift'>,
  engine: Engine,
  asOf: CalendarDate,
): Promise<readonly FirstCounted[]> {
  const runs = (await readRuns(engine)).filter(isPublished);
  const days = [...new Set(runs.map((run) => run.asOf))].sort();
  const review = reviewDay(days, drift.since, asOf);
  if (review === null) return [];
  return readFirstCounted(
    await readRelation(engine, firstCountedRelation(review, asOf), 'what was counted since the review'),
  );
}

/** What attributes a run counted, and when each was counted first since the review. */
interface Counted {
  readonly binned: readonly BinnedAttribute[];
  readonly first: readonly FirstCounted[];
}

/** Each segmentation against its snapshot of the review, or its first since then that knew all it is made of. */
export async function segmentDrifts(
  { drift, limits }: Pick<Project, 'drift' | 'limits'>,
  counts: readonly SegmentationCounts[],
  { binned, first }: Counted,
  engine: Engine,
  asOf: CalendarDate,
): Promise<readonly SubjectDrift[]> {
  const all = await readSnapshots(engine);
  const found: SubjectDrift[] = [];
  for (const { segmentation, segments } of counts) {
    const { id, title, entity, hash } = segmentation;
    const held = heldSnapshots(all, id, null).filter((one) => one.entity === entity.id && one.asOf < asOf);
    const days = held.map((one) => one.asOf);
    const review = reviewDay(days, drift.since, asOf);
    const known = review && knownFrom(segmentation, review, binned, first);
    const base = known && held.find((one) => one.asOf >= known);
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
