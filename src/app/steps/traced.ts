import type { Project, Source } from '../../definitions/project.ts';
import type { CallOptions, Engine } from '../../engines/engine.ts';
import type { Fit } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import type { Ends } from '../../plan/path/held.ts';
import type { BothFacts } from '../../plan/path/stage-facts.ts';
import type { Relation } from '../../sql/relation.ts';
import type { Facts } from './build-facts.ts';
import type { EarlierRun } from './earlier-run.ts';
import type { Loads } from './load-sources.ts';

/** What a trace is made of: the run as far as it has come, inside its transaction. */
export interface Traced {
  readonly project: Project;
  readonly facts: Facts;
  /** What everybody is placed by now, by segmentation. */
  readonly fits: ReadonlyMap<string, Fit | null>;
  readonly loaded: Loads;
  readonly engine: Engine;
  readonly plan: PlanContext;
  readonly options: CallOptions;
}

/** Everything the stages are made of. */
export interface Making {
  readonly earlier: EarlierRun;
  readonly ends: Ends;
  readonly facts: BothFacts;
  readonly family: ReadonlyMap<string, Relation>;
  readonly rowsOf: (source: Source) => Relation;
  readonly traced: Traced;
  readonly store: (of: string, rows: Relation, context: PlanContext) => Promise<Relation>;
}
