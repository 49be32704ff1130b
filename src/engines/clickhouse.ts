import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import type * as Driver from '@clickhouse/client';
import type { ClickHouseClient, ClickHouseClientConfigOptions, ClickHouseSettings } from '@clickhouse/client';
import { error, FindingsError } from '../base/finding.ts';
import { clickhouse as dialect, clickhouseKeeping } from '../sql/dialects/clickhouse.ts';
import type { Dialect } from '../sql/dialects/dialect.ts';
import { qualified } from '../sql/dialects/standard.ts';
import type { Column } from '../sql/relation.ts';
import type { Statement } from '../sql/statement.ts';
import { cellReader, queryParams } from './clickhouse-values.ts';
import type { CallOptions, Cell, Engine, ExportFormat, Row } from './engine.ts';
import { AbortError, QueryError } from './query-error.ts';

export interface ClickhouseOptions {
  /** `https://host:8443`; without a name or password in it. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Where unqualified tables are found. */
  readonly database: string;
  /** Databases that schemas are kept in, where their names differ: one a project. */
  readonly databases?: Readonly<Record<string, string>>;
  /** Memory of a query, as `4GB`, `512MiB`; null leaves it to the server. Beyond half of it, work spills to disk. */
  readonly memory?: string | null;
  /** Threads of a query; null leaves it to the server. */
  readonly threads?: number | null;
  /** Added to, or in place of, the settings every statement runs with. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** In place of HTTP; the tests run ClickHouse in this process. */
  readonly connection?: NonNullable<ClickHouseClientConfigOptions['connection']>;
}

/** With these, missing values, types and names mean on ClickHouse what they mean on DuckDB. */
const SETTINGS: ClickHouseSettings = {
  aggregate_functions_null_for_empty: 1,
  // A statement runs once or twice: compiling its expressions takes longer than they do.
  compile_expressions: 0,
  date_time_input_format: 'best_effort',
  format_csv_null_representation: '',
  input_format_null_as_default: 0,
  insert_null_as_default: 0,
  join_use_nulls: 1,
  max_query_size: '16000000',
  mutations_sync: '2',
  output_format_decimal_trailing_zeros: 1,
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  output_format_parquet_compression_method: 'zstd',
  output_format_parquet_string_as_string: 1,
  precise_float_parsing: 1,
  prefer_column_name_to_alias: 1,
  // What is joined is one narrow row a customer. Told by the rows of its table, before those of other runs are left out, it
  // looks larger than the wide table, which would then be the one that has to fit the memory.
  query_plan_join_swap_table: 'false',
  session_timezone: 'UTC',
  // What we print is true of every row or missing, so a branch may be worked out for rows that do not take it: choosing the rows
  // for each of a hundred small branches takes several times as long.
  short_circuit_function_evaluation: 'disable',
  union_default_mode: 'ALL',
  wait_end_of_query: 1,
};

const FORMATS: { readonly [Format in ExportFormat]: string } = {
  csv: 'CSVWithNames',
  jsonl: 'JSONEachRow',
  parquet: 'Parquet',
};

/** In a file, numbers are numbers; whoever reads them decides how many digits to keep. */
const EXPORT_SETTINGS = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 0,
} as const;

const PROGRESS_MS = 500;

/** A ClickHouse server. Its driver is an optional package; without it the finding says what to install. */
export async function openClickhouse(options: ClickhouseOptions): Promise<Engine> {
  const { createClient, ClickHouseLogLevel } = await driver();
  const client = createClient({
    url: options.url,
    username: options.username,
    password: options.password,
    database: options.database,
    application: 'clade',
    request_timeout: 3_600_000,
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { ...SETTINGS, ...limits(options), ...options.settings },
    ...(options.connection ? { connection: options.connection } : {}),
  });
  const engine = new ClickhouseEngine(client, options.password, options.databases ?? {});
  try {
    await engine.connect();
  } catch (failure) {
    await client.close();
    throw failure;
  }
  return engine;
}

/** As many large tables are joined by one statement (`scansJoined` of the dialect), each with a share of the memory. */
const LARGE_JOINS = dialect.scansJoined;

/**
 * ClickHouse fails a query where it would go over its memory, so grouping, sorting and joining have to spill before, and
 * Parquet has to be read fewer columns at a time. Rows are collected in blocks, two a writer, before they are written: smaller ones
 * than the 256 MB of a server. Joins that fit are left in memory: sixteen that spill take forty times as long. Grouping counts what the
 * whole statement holds, so beside joins it would write every few rows away where its share were only half.
 */
function limits({ memory, threads }: ClickhouseOptions): ClickHouseSettings {
  const bytes = memory == null ? null : bytesOf(memory);
  const share = (parts: number) => String(Math.floor((bytes ?? 0) / parts));
  return {
    ...(threads == null ? {} : { max_threads: threads, max_insert_threads: String(threads) }),
    ...(bytes === null
      ? {}
      : {
          max_memory_usage: String(bytes),
          max_bytes_before_external_group_by: share(4 / 3),
          max_bytes_before_external_sort: share(2),
          max_bytes_before_external_join: share(LARGE_JOINS),
          input_format_parquet_memory_high_watermark: share(4),
          min_insert_block_size_bytes: share(32),
        }),
  };
}

const UNITS: Readonly<Record<string, number>> = { K: 1, M: 2, G: 3, T: 4 };

function bytesOf(memory: string): number {
  const [, digits, prefix, binary] = /^([\d.]+) ?([KMGT])(i?)B$/i.exec(memory) ?? [];
  if (!digits || !prefix)
    throw new FindingsError([
      error('input', `ClickHouse takes no \`${memory}\` as an amount of memory.`, {
        hint: 'Write it as 4GB or 512MB: how much a share is, only the server knows.',
      }),
    ]);
  return Math.floor(Number(digits) * (binary ? 1024 : 1000) ** (UNITS[prefix.toUpperCase()] ?? 0));
}

async function driver(): Promise<typeof Driver> {
  try {
    return await import('@clickhouse/client');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND')) throw cause;
    const hint = 'npm install @clickhouse/client';
    throw new FindingsError([
      error('engine-driver-missing', 'ClickHouse needs the package @clickhouse/client.', { hint }),
    ]);
  }
}

class ClickhouseEngine implements Engine {
  readonly dialect: Dialect;
  readonly #client: ClickHouseClient;
  readonly #password: string;
  #version = '';

  constructor(client: ClickHouseClient, password: string, databases: Readonly<Record<string, string>>) {
    this.dialect = clickhouseKeeping(databases);
    this.#client = client;
    this.#password = password;
  }

  get version(): string {
    return this.#version;
  }

  async connect(): Promise<void> {
    const text = `select version() as ${dialect.quoteName('version')}`;
    const [row] = await this.query({ label: 'connect to ClickHouse', text, parameters: [] });
    this.#version = `v${row?.['version']}`;
  }

  async execute(statement: Statement, options: CallOptions = {}): Promise<void> {
    await this.#run(statement, options, (params) => this.#client.command(params));
  }

  async query(statement: Statement, options: CallOptions = {}): Promise<readonly Row[]> {
    const format = 'JSONCompactEachRowWithNamesAndTypes';
    const [names = [], types = [], ...values] = await this.#run(statement, options, async (params) => {
      const result = await this.#client.query({ ...params, format });
      return result.json<readonly Cell[]>();
    });
    const readers = types.map((type) => cellReader(String(type)));
    return values.map((cells) =>
      Object.fromEntries(cells.map((cell, i) => [String(names[i]), readers[i]?.(cell) ?? null])),
    );
  }

  atomically<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  /** What a statement may take of threads and memory is its own, so two of them would take it twice. */
  beside(): Promise<null> {
    return Promise.resolve(null);
  }

  async ingest(table: readonly string[], columns: readonly Column[], parquetPath: string): Promise<void> {
    const name = qualified(table, this.dialect);
    const list = columns.map((column) => dialect.quoteName(column.name)).join(', ');
    const text = `insert into ${name} (${list}) format Parquet`;
    const label = `load rows into ${table.join('.')}`;
    await this.#run({ label, text, parameters: [] }, {}, async (params) => {
      const { stream } = await this.#client.exec({ ...params, values: createReadStream(parquetPath) });
      stream.destroy();
    });
  }

  async export(statement: Statement, path: string, format: ExportFormat): Promise<void> {
    const text = `${statement.text}\nformat ${FORMATS[format]}`;
    await this.#run({ ...statement, text }, {}, async (params) => {
      const { stream } = await this.#client.exec({ ...params, clickhouse_settings: EXPORT_SETTINGS });
      await pipeline(stream, createWriteStream(path, { flags: 'wx' }));
    });
  }

  /** What a server may read and write is decided by its administrator; there is nothing to lock from here. */
  lockDown(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #run<T>(
    { label, text, parameters }: Statement,
    { signal, onProgress }: CallOptions,
    send: (params: QueryParams) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw new AbortError(label);
    const queryId = randomUUID();
    const timer =
      onProgress && setInterval(() => void this.#progress(label, queryId, onProgress), PROGRESS_MS);
    try {
      return await send({
        query: text,
        query_params: queryParams(parameters),
        query_id: queryId,
        ...(signal ? { abort_signal: signal } : {}),
      });
    } catch (cause) {
      if (!signal?.aborted) throw new QueryError(label, text, this.#withoutPassword(cause), parameters);
      void this.#kill(queryId);
      throw new AbortError(label);
    } finally {
      clearInterval(timer);
    }
  }

  /** The connection is gone by now, but the server may go on with what writes; it is told to stop. */
  async #kill(queryId: string): Promise<void> {
    const query = 'kill query where query_id = {id:String} async';
    await this.#client.command({ query, query_params: { id: queryId } }).catch(() => undefined);
  }

  async #progress(
    label: string,
    queryId: string,
    onProgress: NonNullable<CallOptions['onProgress']>,
  ): Promise<void> {
    const query = 'select read_rows, total_rows_approx from system.processes where query_id = {id:String}';
    const found = await this.#client
      .query({ query, query_params: { id: queryId }, format: 'JSONEachRow' })
      .then((result) => result.json<{ read_rows: string; total_rows_approx: string }>())
      .catch(() => []);
    const [row] = found;
    if (!row) return;
    const [rows, total] = [Number(row.read_rows), Number(row.total_rows_approx)];
    onProgress({ label, share: total > 0 ? Math.min(rows / total, 1) : null, rows });
  }

  #withoutPassword(cause: unknown): Error {
    const words = cause instanceof Error ? cause.message : String(cause);
    return new Error(this.#password === '' ? words : words.replaceAll(this.#password, '***'));
  }
}

interface QueryParams {
  readonly query: string;
  readonly query_params: Record<string, unknown>;
  readonly query_id: string;
  readonly abort_signal?: AbortSignal;
}
