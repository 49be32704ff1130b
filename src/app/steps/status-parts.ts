import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { DriftVerdict, SubjectDrift } from '../../measures/drift/drift.ts';
import { fitOfSnapshot } from '../../plan/fits.ts';
import { loads } from '../../tables/loads.ts';
import { segmentCounts } from '../../tables/segment-counts.ts';
import { readFits } from '../../warehouse/fits.ts';
import { readTable } from '../../warehouse/read-table.ts';
import type { Run, Snapshot } from '../../warehouse/runs.ts';
import { currentSnapshot, readSnapshots } from '../../warehouse/runs.ts';

/** A source as the published run read it. */
export interface SourceStatus {
  readonly source: string;
  readonly title: string;
  /** The last day it has rows of, or the day it says it stands for; null where it says neither. */
  readonly newestOn: CalendarDate | null;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  /** ISO 8601 in UTC. */
  readonly loadedAt: string;
}

/** A segmentation and its newest snapshot. */
export interface SegmentationStatus {
  readonly segmentation: string;
  readonly title: string;
  readonly isPrimary: boolean;
  /** What the files say of it beside the published definition; `unknown` where one of the two cannot be read. */
  readonly definition: 'as published' | 'edited' | 'new' | 'removed' | 'unknown';
  /** Null of one that was never published. */
  readonly snapshot: {
    readonly asOf: CalendarDate;
    readonly runId: string;
    /** Customers of the day, and those in a named segment. */
    readonly active: number;
    readonly named: number;
  } | null;
  readonly fit: {
    readonly learnedAsOf: CalendarDate;
    /** `always`, `when-changed`, or the next day it learns anew; null where none of its days is to come. */
    readonly next: 'always' | 'when-changed' | CalendarDate | null;
  } | null;
  readonly drift: { readonly index: number | null; readonly verdict: DriftVerdict } | null;
}

/** What statuses of segmentations are told of. */
export interface StatusBasis {
  readonly run: Run;
  /** The definitions of the run, and those of the files; null where they cannot be read. */
  readonly published: Project | null;
  readonly files: Project | null;
  readonly drift: readonly SubjectDrift[];
}

export async function sourceStatuses(
  engine: Engine,
  { sources }: Project,
  { runId }: Run,
): Promise<readonly SourceStatus[]> {
  const rows = await readTable(engine, loads, { run_id: runId });
  return rows.map((row) => ({
    source: String(row['source']),
    title: sources.find(({ id }) => id === row['source'])?.title ?? String(row['source']),
    newestOn: (row['newest_on'] ?? row['as_of'] ?? null) as CalendarDate | null,
    rowsRead: Number(row['rows_read']),
    rowsLoaded: Number(row['rows_loaded']),
    rowsQuarantined: Number(row['rows_quarantined']),
    loadedAt: String(row['loaded_at']),
  }));
}

/** Every segmentation of the files and of the run, the primary one first. */
export async function segmentationStatuses(
  engine: Engine,
  { run, published, files, drift }: StatusBasis,
): Promise<readonly SegmentationStatus[]> {
  const all = await readSnapshots(engine);
  const fits = await readFits(engine);
  const defined = new Map<string, Segmentation>();
  for (const project of [published, files])
    for (const segmentation of project?.segmentations ?? []) defined.set(segmentation.id, segmentation);
  const primary = (files ?? published)?.primary?.id;
  const statuses: SegmentationStatus[] = [];
  for (const segmentation of defined.values()) {
    const { id, title } = segmentation;
    const snapshot = currentSnapshot(all, id, null);
    const fit = snapshot && fitOfSnapshot(fits, snapshot);
    const own = drift.find(({ subject }) => subject.kind === 'segmentation' && subject.id === id);
    statuses.push({
      segmentation: id,
      title,
      isPrimary: id === primary,
      definition: definitionOf(id, published, files),
      snapshot: snapshot && (await sizesOf(engine, snapshot, segmentation)),
      fit: fit && { learnedAsOf: fit.learnedAsOf, next: nextFit(segmentation, run.asOf) },
      drift: own ? { index: own.index, verdict: own.verdict } : null,
    });
  }
  return statuses.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
}

function definitionOf(
  id: string,
  published: Project | null,
  files: Project | null,
): SegmentationStatus['definition'] {
  if (!published || !files) return 'unknown';
  const [then, now] = [published, files].map(({ segmentations }) =>
    segmentations.find((one) => one.id === id),
  );
  if (!now) return 'removed';
  if (!then) return 'new';
  return then.hash === now.hash ? 'as published' : 'edited';
}

async function sizesOf(engine: Engine, { runId, asOf, segmentation }: Snapshot, { fallback }: Segmentation) {
  const rows = await readTable(engine, segmentCounts, { run_id: runId, segmentation });
  const active = rows.reduce((sum, row) => sum + Number(row['active']), 0);
  const left = rows.find((row) => row['segment'] === fallback.id)?.['active'] ?? 0;
  return { asOf, runId, active, named: active - Number(left) };
}

function nextFit({ learning }: Segmentation, asOf: CalendarDate) {
  if (!learning) return null;
  if (learning.refit === 'always' || learning.refit === 'when-changed') return learning.refit;
  return (learning.refit.on.find((day) => day > asOf) ?? null) as CalendarDate | null;
}
