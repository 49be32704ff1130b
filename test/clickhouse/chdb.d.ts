/** What the tests use of `chdb`, which is installed apart and only where they run. */
declare module 'chdb/connection' {
  import type { ClickHouseClientConfigOptions } from '@clickhouse/client';

  export function createChdbConnection(options: {
    readonly path: string;
  }): NonNullable<ClickHouseClientConfigOptions['connection']>;
}
