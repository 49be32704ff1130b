import type { DialectName } from '../sql/dialects/dialect.ts';
import type { ClickhouseOptions } from './clickhouse.ts';
import type { DuckdbOptions } from './duckdb.ts';
import type { Engine } from './engine.ts';

/** What each engine needs to be opened. */
export interface EngineOptions {
  readonly duckdb: DuckdbOptions;
  readonly clickhouse: ClickhouseOptions;
}

/** How each engine is opened. Its driver is loaded then and not before: loading DuckDB costs a third of a second. */
export const engines: {
  readonly [Name in DialectName]: (options: EngineOptions[Name]) => Promise<Engine>;
} = {
  duckdb: async (options) => (await import('./duckdb.ts')).openDuckdb(options),
  clickhouse: async (options) => (await import('./clickhouse.ts')).openClickhouse(options),
};
