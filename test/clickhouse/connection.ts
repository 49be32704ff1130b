import { mkdtemp, rm } from 'node:fs/promises';
import { createWriteStream, ReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClickhouseOptions } from '../../src/engines/clickhouse.ts';
import { openClickhouse } from '../../src/engines/clickhouse.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { clickhouse } from '../../src/sql/dialects/clickhouse.ts';

type Connection = NonNullable<ClickhouseOptions['connection']>;

/** ClickHouse in this process, through the same driver as a server; one data directory per process. */
export async function openTestClickhouse(
  settings: ClickhouseOptions['settings'] = {},
  databases: Readonly<Record<string, string>> = {},
  {
    path = ':memory:',
    ...limits
  }: Pick<ClickhouseOptions, 'memory' | 'threads'> & { readonly path?: string } = {},
): Promise<Engine> {
  const { createChdbConnection } = await import('chdb/connection');
  return openClickhouse({
    url: 'http://in-process:8123',
    username: 'default',
    password: '',
    database: 'default',
    settings,
    databases,
    ...limits,
    connection: asServer(createChdbConnection({ path })),
  });
}

/**
 * Two things that a server does and the embedded engine does not: what a failed query had already written is
 * thrown away, and a Parquet body is taken as bytes (here by way of a file: the one that is sent, where it is one).
 */
function asServer(inner: Connection): Connection {
  const draining = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (failure) {
      if (!/abort/i.test(String(failure)))
        await inner.command({ query: 'select 1 format Null', compress: false } as never);
      throw failure;
    }
  };
  const exec: Connection['exec'] = async (params) => {
    const insert = /^(insert into [^]* )format Parquet$/.exec(params.query);
    if (!insert?.[1] || !('values' in params) || params.values === undefined)
      return draining(() => inner.exec(params));
    const { values, ...rest } = params;
    const columns = insert[1].slice(insert[1].indexOf('(') + 1, insert[1].lastIndexOf(')'));
    const insertFrom = (path: string) =>
      draining(() =>
        inner.exec({
          ...rest,
          query: `${insert[1]} select ${columns} from file(${clickhouse.quoteText(path)}, Parquet)`,
        }),
      );
    if (values instanceof ReadStream && typeof values.path === 'string') {
      values.destroy();
      return insertFrom(resolve(values.path));
    }
    const directory = await mkdtemp(join(tmpdir(), 'clade-parquet-'));
    try {
      const path = join(directory, 'rows.parquet');
      await pipeline(Readable.from(values), createWriteStream(path));
      return await insertFrom(path);
    } finally {
      await rm(directory, { recursive: true });
    }
  };
  return {
    query: (params) => draining(() => inner.query(params)),
    command: (params) => draining(() => inner.command(params)),
    exec,
    insert: (params) => inner.insert(params),
    ping: (params) => inner.ping(params),
    close: () => inner.close(),
  };
}
