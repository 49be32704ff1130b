import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dialects } from '../sql/dialects/index.ts';

describe('engines', async () => {
  // Anew, since another test of this process may have loaded the driver.
  vi.resetModules();
  const { engines } = await import('./index.ts');

  beforeAll(() =>
    vi.doMock('@duckdb/node-api', () => {
      throw new Error('the driver of DuckDB was loaded');
    }),
  );
  afterAll(() => {
    vi.doUnmock('@duckdb/node-api');
    vi.resetModules();
  });

  it('has an engine for every dialect', () => {
    expect(Object.keys(engines).sort()).toEqual(Object.keys(dialects).sort());
    for (const [name, dialect] of Object.entries(dialects)) expect(dialect.name).toBe(name);
  });

  it('a ClickHouse that cannot be reached is a query error without the password', async () => {
    const opening = engines.clickhouse({
      url: 'http://127.0.0.1:9',
      username: 'clade',
      password: 'correct horse',
      database: 'default',
    });
    const failure = await opening.catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'QueryError', label: 'connect to ClickHouse' });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('correct horse');
  });

  it('loads a driver when it is opened and not before', async () => {
    const options = {
      path: ':memory:',
      memoryLimit: '1GB',
      threads: 1,
      tempDirectory: '',
    };
    await expect(engines.duckdb(options)).rejects.toMatchObject({
      cause: { message: 'the driver of DuckDB was loaded' },
    });
  });
});
