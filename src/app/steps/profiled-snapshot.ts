import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Fit } from '../../methods/method.ts';
import { fitOfSnapshot, withFit } from '../../plan/fits.ts';
import { readFits } from '../../warehouse/fits.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { factsGone } from './with-members.ts';
import { isFinding, projectOfRun, snapshotOf } from './with-state.ts';

/** A snapshot whose facts are kept, with the definitions exactly as its run knew them, rules learned included. */
export interface ProfiledSnapshot {
  readonly snapshot: Snapshot;
  readonly project: Project;
  readonly segmentation: Segmentation;
  /** What its rules were learned as; null where nothing is learned. */
  readonly fit: Fit | null;
}

/** The snapshot that holds on a day; a finding where there is none, or its facts are gone. */
export async function profiledSnapshot(
  engine: Engine,
  id: string,
  onDate: CalendarDate | null,
): Promise<ProfiledSnapshot | Finding> {
  const snapshot = await snapshotOf(engine, id, onDate);
  if (isFinding(snapshot)) return snapshot;
  const gone = await factsGone(engine, snapshot);
  if (gone) return gone;
  return { snapshot, ...(await learnedSegmentation(engine, snapshot)) };
}

/** The segmentation of a snapshot as its run knew it, with the rules it had learned. */
export async function learnedSegmentation(
  engine: Engine,
  snapshot: Snapshot,
): Promise<Pick<ProfiledSnapshot, 'project' | 'segmentation'> & { readonly fit: Fit | null }> {
  const { runId, segmentation: id } = snapshot;
  const project = await projectOfRun(engine, runId);
  const defined = project.segmentations.find((one) => one.id === id);
  if (!defined) throw new Error(`run ${runId} placed ${id} and does not define it`);
  const fit = fitOfSnapshot(await readFits(engine), snapshot);
  return { project, segmentation: withFit(defined, fit), fit };
}
