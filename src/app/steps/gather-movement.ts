import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Movement } from '../../documents/report/content.ts';
import { onItsOwnPage } from '../../documents/report/words.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Run, Snapshot } from '../../warehouse/runs.ts';
import { measureMovement, measureRetention } from './measure-movement.ts';
import type { History } from './movement-between.ts';
import { historyOf, sinceSnapshot } from './movement-between.ts';

/** Snapshots that retention in a report goes back: a year of months. */
const RETENTION_SNAPSHOTS = 13;

/**
 * Movement from the date before the run's, or from the run before where all are of one day; null where the snapshot is
 * the first of its segmentation, or of its entity. Only a detailed one is followed further back.
 */
export async function gatherMovement(
  engine: Engine,
  project: Project,
  { id }: Segmentation,
  run: Run,
  all: readonly Snapshot[],
  isDetailed: boolean,
): Promise<Movement | null> {
  const known = all.filter((one) => one.asOf < run.asOf || one.runId <= run.runId);
  const last = known.find((one) => one.runId === run.runId && one.segmentation === id);
  if (!last) return null;
  const history = await historyOf(engine, known, last, project);
  const first = snapshotBefore(history);
  if (!first || first.entity !== last.entity) return null;
  const measured = await measureMovement(await sinceSnapshot(history, first), null);
  if (!isDetailed) return { measured, retention: { absent: onItsOwnPage(history.segmentation) } };
  const earlier = history.held
    .slice(-RETENTION_SNAPSHOTS)
    .find(({ entity, asOf }) => entity === last.entity && asOf < last.asOf);
  if (!earlier)
    return { measured, retention: { absent: 'there is no earlier date to follow customers from.' } };
  const segments = await measureRetention(await sinceSnapshot(history, earlier));
  return { measured, retention: { told: { from: earlier.asOf, segments } } };
}

function snapshotBefore({ held, all, last }: History): Snapshot | null {
  const before = held.findLast(({ asOf }) => asOf < last.asOf);
  if (before) return before;
  return (
    all.find((one) => one.runId === last.previousRunId && one.segmentation === last.segmentation) ?? null
  );
}
