import { randomBytes } from 'node:crypto';
import type { Finding } from '../../base/finding.ts';
import { hasErrors } from '../../base/finding.ts';
import type { Project, Source } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Relation } from '../../sql/relation.ts';
import { newRunId } from '../../warehouse/runs.ts';
import type { AppContext } from '../context.ts';
import type { Load } from './load-sources.ts';
import { loadSources, rowsOf } from './load-sources.ts';
import { openEngine } from './open-engine.ts';
import { readProjectDefinitions } from './read-definitions.ts';
import type { Outcome } from '../use-case.ts';
import { found } from '../use-case.ts';

/** Which sources a question needs, or why it cannot be asked. */
type Wanted = readonly Source[] | Finding;

/** A project with its sources loaded for the time of a question; nothing of it is kept. */
export interface ReadSources {
  readonly project: Project;
  readonly engine: Engine;
  readonly runId: string;
  readonly loads: readonly Load[];
  readonly rowsOf: (source: Source) => Relation;
}

/** Loads the sources that `wanted` names, which may look at what is published, and asks; the findings of definitions and of loading come with the answer. */
export async function withSources<Output>(
  context: AppContext,
  wanted: (project: Project, engine: Engine) => Wanted | Promise<Wanted>,
  ask: (read: ReadSources) => Promise<Outcome<Output>>,
): Promise<Outcome<Output>> {
  context.onStage('definitions');
  const { folder, project, findings } = await readProjectDefinitions(context);
  if (!project || hasErrors(findings)) return found<Output>(null, findings);
  context.onStage('open');
  const { engine, close } = await openEngine(folder, context);
  try {
    const sources = await wanted(project, engine);
    if ('severity' in sources) return found<Output>(null, [sources]);
    return await withLoaded(project, folder, engine, sources, context, ask);
  } finally {
    await close();
  }
}

/** Loads sources of a project into an engine that is open, and asks. */
export async function withLoaded<Output>(
  project: Project,
  folder: string,
  engine: Engine,
  sources: readonly Source[],
  context: AppContext,
  ask: (read: ReadSources) => Promise<Outcome<Output>>,
): Promise<Outcome<Output>> {
  const runId = newRunId(context.now, randomBytes(2).toString('hex'));
  context.onStage('load');
  const loaded = await loadSources(project, folder, engine, runId, context, sources);
  try {
    if (hasErrors(loaded.findings)) return found<Output>(null, loaded.findings);
    const outcome = await ask({
      project,
      engine,
      runId,
      loads: loaded.loads,
      rowsOf: rowsOf(engine, runId),
    });
    return found(outcome.value, [...loaded.findings, ...outcome.findings], outcome.ages ?? null);
  } finally {
    await loaded.close();
  }
}
