import type { Dialect } from '../sql/dialects/dialect.ts';
import type { Column } from '../sql/relation.ts';
import type { Statement } from '../sql/statement.ts';

/** integer: number when exact, else its digits; decimal: digits; date: `YYYY-MM-DD`; timestamp: ISO 8601 UTC. */
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** What an engine tells while it works; `share` 0..1 and null where it cannot say. */
export interface Progress {
  readonly label: string;
  readonly share: number | null;
  readonly rows: number | null;
  /** Where within it, in words: `4 components, climb 5 of 22`. */
  readonly detail?: string;
}

export interface CallOptions {
  /** Aborting cancels the running query in the engine, then rejects with an AbortError. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export type ExportFormat = 'csv' | 'parquet' | 'jsonl';

/** An engine, connected. One call at a time; failures are {@link QueryError}s that name the statement's label. */
export interface Engine {
  readonly dialect: Dialect;
  /** Version text as the engine says it. */
  readonly version: string;
  execute(statement: Statement, options?: CallOptions): Promise<void>;
  query(statement: Statement, options?: CallOptions): Promise<readonly Row[]>;
  /**
   * Runs `work` so that readers see all of it or nothing. DuckDB: one transaction. ClickHouse: `work` itself,
   * whose rows are invisible until their row in `runs` is written, which `work` must do last.
   */
  atomically<T>(work: () => Promise<T>): Promise<T>;
  /** Appends the rows of a Parquet file, which has `columns` by their names and maybe others, to a table. */
  ingest(table: readonly string[], columns: readonly Column[], parquetPath: string): Promise<void>;
  /**
   * A second connection to the same tables, for work beside this one, whose transactions it sees once they are committed. Null
   * where every statement has the whole machine to itself. Asked for before `lockDown`; whoever asks closes it first.
   */
  beside(): Promise<Engine | null>;
  /** Writes the result to a file that does not exist yet. */
  export(statement: Statement, path: string, format: ExportFormat): Promise<void>;
  /** From here on the engine reads nothing outside its own state but these files, and its settings are fixed. */
  lockDown(files: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
