import type { Question } from '../drafting/question.ts';
import type { CallOptions, Engine } from '../engines/engine.ts';

/** What a use-case gets from outside; the only way a clock, a folder or an engine reaches it. */
export interface AppContext {
  /** Absolute folder in which `clade.yaml` is looked for, upwards. */
  readonly folder: string;
  /** Absolute folder of the installed package, where the example's definitions are. */
  readonly packageFolder: string;
  /** The moment the call began. */
  readonly now: Date;
  readonly engine: EngineChoice;
  readonly signal: AbortSignal;
  readonly onProgress: NonNullable<CallOptions['onProgress']>;
  /** Stages of a run as they begin; tests stop a run at one of them. */
  readonly onStage: (stage: Stage) => void;
  /** Asks a person what only they know; where nobody is there, the question's own fallback is the answer. */
  readonly ask: (question: Question) => Promise<string>;
}

/** Nobody is there to ask. */
export const answerFallback: AppContext['ask'] = ({ fallback }) => Promise.resolve(fallback);

/** The named stages of a run, in order. */
export const STAGES = [
  'definitions',
  'open',
  'load',
  'facts',
  'fit',
  'place',
  'trace',
  'check',
  'record',
  'commit',
  'clean',
] as const;
export type Stage = (typeof STAGES)[number];

export type EngineChoice =
  | {
      readonly name: 'duckdb';
      /** Engine memory as DuckDB writes it: `4GB`, `60%`; null leaves half of the machine's. */
      readonly memory: string | null;
      /** Worker threads; null means one a core. */
      readonly threads: number | null;
    }
  | {
      readonly name: 'clickhouse';
      readonly url: string;
      readonly username: string;
      readonly password: string;
      /** Where tables that sources name without a database are found. */
      readonly database: string;
      /** The database of Clade's own tables; one a project. */
      readonly stateDatabase: string;
      readonly memory: string | null;
      readonly threads: number | null;
    }
  /** An engine somebody else opened and will close: tests, and a server that owns one. */
  | {
      readonly name: 'given';
      readonly engine: Engine;
      /** What DuckDB may take to read files for an engine of another kind; left out as null above. */
      readonly memory?: string | null;
      readonly threads?: number | null;
    };
