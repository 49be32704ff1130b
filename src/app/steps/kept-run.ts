import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Entity, Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Fit } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import { fitOfSnapshot, withFit } from '../../plan/fits.ts';
import { publishedPlacement } from '../../plan/preview/published.ts';
import type { Side } from '../../plan/preview/side.ts';
import type { Relation } from '../../sql/relation.ts';
import { readFits } from '../../warehouse/fits.ts';
import type { Run, Snapshot } from '../../warehouse/runs.ts';
import { currentRun, readRuns, readSnapshots } from '../../warehouse/runs.ts';
import { factsOfRun } from './explain-placement.ts';
import { planOfRun } from './plan-of-run.ts';
import { judgedDefinitions } from './read-definitions.ts';
import { nothingPublished, readableProject } from './with-state.ts';

/** The newest published run, whose facts are kept, with the definitions exactly as it knew them. */
export interface KeptRun {
  readonly run: Run;
  readonly project: Project;
  readonly plan: PlanContext;
  /** By segmentation. */
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  /** Of all published runs. */
  readonly fits: readonly Fit[];
  /** The wide table the run stored of an entity of its project. */
  readonly factsOf: (entity: Entity) => Relation;
  /** What the run placed a segmentation by; null where nothing is learned. */
  readonly fitOf: (segmentation: string) => Fit | null;
  readonly published: (segmentation: string) => Relation;
  /** The definitions of the run, as a side of a scan. */
  readonly side: Side;
  /** Of those definitions, as they would be told today. */
  readonly findings: readonly Finding[];
}

/** The run to answer from: `known` where it still is the newest. */
export async function keptRun(engine: Engine, known: KeptRun | null): Promise<KeptRun | Finding> {
  const run = currentRun(await readRuns(engine));
  if (!run) return nothingPublished;
  if (run.runId === known?.run.runId) return known;
  const project = await readableProject(engine, run.runId);
  if (!project) return ofOtherVersion(run);
  const all = await readSnapshots(engine);
  const snapshots = new Map(
    all.filter(({ runId }) => runId === run.runId).map((one) => [one.segmentation, one]),
  );
  const fits = await readFits(engine);
  const plan = planOfRun(run, engine);
  const fitOf = (id: string) => {
    const snapshot = snapshots.get(id);
    return snapshot ? fitOfSnapshot(fits, snapshot) : null;
  };
  const published = remembered((id: string) => publishedPlacement(id, run.runId));
  return {
    ...{ run, project, plan, snapshots, fits, fitOf, published },
    factsOf: remembered((entity: Entity) => factsOfRun(project, entity, plan)),
    side: publishedSide(fitOf, published),
    findings: judgedDefinitions(project.texts).findings,
  };
}

function publishedSide(fitOf: KeptRun['fitOf'], published: KeptRun['published']): Side {
  const fitted = remembered((one: Segmentation) => withFit(one, fitOf(one.id)));
  return {
    fitted,
    fitHash: ({ id }) => fitOf(id)?.fitHash ?? null,
    names: () => new Map(),
    // A likeness is too much to be worked out again, facts do not tell whom hysteresis holds, and customers of another
    // entity stand in another table.
    placed: (one, inScanOf) =>
      one.entity.id !== inScanOf.id || isRead(fitted(one)) ? published(one.id) : null,
  };
}

/** Whether placing takes more than rules over facts, so that only what was published can be read. */
export const isRead = ({ likeness, hysteresis }: Segmentation): boolean =>
  likeness !== null || hysteresis !== null;

/** The same answer for the same question, found once. */
export function remembered<Key, Answer>(find: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>();
  return (key) => {
    const answer = known.get(key) ?? find(key);
    known.set(key, answer);
    return answer;
  };
}

const ofOtherVersion = ({ asOf }: Run): Finding =>
  error(
    'facts-of-other-version',
    `The run of ${asOf} knew definitions that this version of Clade cannot read.`,
    {
      hint: 'Run `clade run` with this version, and ask again.',
    },
  );
