import { clickhouse } from './clickhouse.ts';
import type { Dialect, DialectName } from './dialect.ts';
import { duckdb } from './duckdb.ts';

/** Every dialect, by name. */
export const dialects: { readonly [Name in DialectName]: Dialect & { readonly name: Name } } = {
  duckdb,
  clickhouse,
};
