import { access, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckdb as dialect } from '../sql/dialects/duckdb.ts';
import { qualified } from '../sql/dialects/standard.ts';
import type { Column } from '../sql/relation.ts';
import type { Statement } from '../sql/statement.ts';
import type { CallOptions, Engine, ExportFormat, Row } from './engine.ts';
import { cellReader, duckdbType, duckdbValue } from './duckdb-values.ts';
import { AbortError, EngineBusyError, QueryError } from './query-error.ts';

export interface DuckdbOptions {
  /** The state file, made when it does not exist, or `:memory:`. */
  readonly path: string;
  /** `'4GB'`; DuckDB goes up to 30 % over it. */
  readonly memoryLimit: string;
  readonly threads: number;
  /** Where large sorts and joins spill to. */
  readonly tempDirectory: string;
  readonly readOnly?: boolean;
}

const PROGRESS_MS = 200;
const INTERRUPT_MS = 20;

const COPY_OPTIONS: { readonly [Format in ExportFormat]: string } = {
  csv: 'format csv, header true',
  jsonl: 'format json',
  parquet: 'format parquet, compression zstd',
};

/** Files this process has open: the lock on a file keeps other processes out, and not a second opening here. */
const OPEN_FILES = new Set<string>();

/** DuckDB in this process. Throws {@link EngineBusyError} when somebody else holds the file. */
export async function openDuckdb(options: DuckdbOptions): Promise<Engine> {
  const file = options.path === ':memory:' ? null : resolve(options.path);
  if (file !== null && OPEN_FILES.has(file)) throw new EngineBusyError(options.path, process.pid);
  const instance = await openInstance(options);
  try {
    const connection = await instance.connect();
    await connection.run(settings(options));
    const version = await connection.runAndReadAll('select version()');
    if (file !== null) OPEN_FILES.add(file);
    const release = () => {
      instance.closeSync();
      if (file !== null) OPEN_FILES.delete(file);
    };
    return new DuckdbEngine(instance, connection, options, String(version.getRows()[0]?.[0]), release);
  } catch (cause) {
    instance.closeSync();
    throw new QueryError(`open ${options.path}`, '', cause);
  }
}

class DuckdbEngine implements Engine {
  readonly dialect = dialect;
  readonly version: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #options: DuckdbOptions;
  readonly #release: () => void;

  constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    options: DuckdbOptions,
    version: string,
    release: () => void,
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#options = options;
    this.version = version;
    this.#release = release;
  }

  async execute(statement: Statement, options: CallOptions = {}): Promise<void> {
    await this.#run(statement, options);
  }

  async query(statement: Statement, options: CallOptions = {}): Promise<readonly Row[]> {
    const result = await this.#run(statement, options);
    const names = result.deduplicatedColumnNames();
    const readers = result.columnTypes().map(cellReader);
    return (await result.getRows()).map((values) =>
      Object.fromEntries(values.map((value, i) => [names[i] ?? '', readers[i]?.(value) ?? null])),
    );
  }

  async atomically<T>(work: () => Promise<T>): Promise<T> {
    await this.#connection.run('begin transaction');
    try {
      const result = await work();
      await this.#connection.run('commit');
      return result;
    } catch (failure) {
      await this.#connection.run('rollback');
      throw failure;
    }
  }

  /** What is committed is checkpointed less often from here on, since neither connection can commit meanwhile. */
  async beside(): Promise<Engine> {
    await this.#connection.run(`set checkpoint_threshold = '1GB'`);
    const connection = await this.#instance.connect();
    return new DuckdbEngine(this.#instance, connection, this.#options, this.version, () => {});
  }

  async ingest(table: readonly string[], columns: readonly Column[], parquetPath: string): Promise<void> {
    const name = qualified(table, dialect);
    const list = columns.map((column) => dialect.quoteName(column.name)).join(', ');
    const file = dialect.quoteText(parquetPath);
    await this.execute({
      label: `load rows into ${table.join('.')}`,
      text: `insert into ${name} (${list}) select ${list} from read_parquet(${file})`,
      parameters: [],
    });
  }

  async export(statement: Statement, path: string, format: ExportFormat): Promise<void> {
    await refuseExisting(path);
    const text = `copy (${statement.text}) to ${dialect.quoteText(path)} (${COPY_OPTIONS[format]})`;
    await this.execute({ ...statement, text });
  }

  /** A link is allowed under its own name and under that of what it leads to, since DuckDB follows it first. */
  async lockDown(files: readonly string[]): Promise<void> {
    const real = await Promise.all(files.map((file) => realpath(file)));
    const list = (paths: readonly string[]) => `[${paths.map(dialect.quoteText).join(', ')}]`;
    await this.#connection.run(
      [
        `set allowed_directories = ${list([this.#options.tempDirectory])}`,
        `set allowed_paths = ${list([...files, ...real])}`,
        'set enable_external_access = false',
        'set lock_configuration = true',
      ].join('; '),
    );
  }

  close(): Promise<void> {
    this.#connection.disconnectSync();
    this.#release();
    return Promise.resolve();
  }

  async #run(statement: Statement, options: CallOptions): Promise<DuckDBMaterializedResult> {
    const { label, text, parameters } = statement;
    if (options.signal?.aborted) throw new AbortError(label);
    const stopWatching = this.#watch(label, options);
    try {
      return await this.#connection.run(
        text,
        Object.fromEntries(parameters.map((parameter) => [parameter.name, duckdbValue(parameter)])),
        Object.fromEntries(parameters.map((parameter) => [parameter.name, duckdbType(parameter.type)])),
      );
    } catch (cause) {
      if (options.signal?.aborted) throw new AbortError(label);
      throw new QueryError(label, text, cause, parameters);
    } finally {
      stopWatching();
    }
  }

  /** Reports progress and passes an abort on; an interrupt before the query has begun is lost, so it is repeated. */
  #watch(label: string, { signal, onProgress }: CallOptions): () => void {
    const timers: NodeJS.Timeout[] = [];
    const interrupt = () => {
      this.#connection.interrupt();
      timers.push(setInterval(() => this.#connection.interrupt(), INTERRUPT_MS));
    };
    signal?.addEventListener('abort', interrupt, { once: true });
    if (onProgress)
      timers.push(
        setInterval(() => {
          const { percentage, rows_processed: rows } = this.#connection.progress;
          onProgress({
            label,
            share: percentage < 0 ? null : percentage / 100,
            rows: percentage < 0 ? null : Number(rows),
          });
        }, PROGRESS_MS),
      );
    return () => {
      signal?.removeEventListener('abort', interrupt);
      for (const timer of timers) clearInterval(timer);
    };
  }
}

async function openInstance(options: DuckdbOptions): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(options.path, {
      access_mode: options.readOnly ? 'READ_ONLY' : 'AUTOMATIC',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    if (!words.includes('Could not set lock')) throw new QueryError(`open ${options.path}`, '', cause);
    const pid = /PID (\d+)/.exec(words)?.[1];
    throw new EngineBusyError(options.path, pid === undefined ? null : Number(pid));
  }
}

function settings(options: DuckdbOptions): string {
  return [
    `set memory_limit = ${dialect.quoteText(options.memoryLimit)}`,
    `set threads = ${Math.max(1, Math.floor(options.threads))}`,
    `set temp_directory = ${dialect.quoteText(options.tempDirectory)}`,
    // For every connection, those made after the settings are locked too.
    `set global TimeZone = 'UTC'`,
    `set enable_progress_bar = true`,
    `set enable_progress_bar_print = false`,
  ].join('; ');
}

async function refuseExisting(path: string): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists) throw new QueryError('export', '', new Error(`${path} exists already`));
}
