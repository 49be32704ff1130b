import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openDuckdb } from '../../../src/engines/duckdb.ts';
import type { Engine } from '../../../src/engines/engine.ts';
import type { DialectName } from '../../../src/sql/dialects/dialect.ts';

/** The engine this run is about: DuckDB in `npm test`, ClickHouse in `npm run test:clickhouse`. */
export const testedEngine: DialectName = process.env['CLADE_CLICKHOUSE'] === '1' ? 'clickhouse' : 'duckdb';

/** Opens the engine for the tests of a file; `directory` is theirs to write to and goes away with them. */
export function useEngine(): { readonly engine: Engine; readonly directory: string } {
  const directory = mkdtempSync(join(tmpdir(), 'clade-engine-'));
  let opened: Engine | null = null;
  beforeAll(async () => {
    opened = await openEngine(directory);
  });
  afterAll(async () => {
    await opened?.close();
    rmSync(directory, { recursive: true });
  });
  return {
    directory,
    get engine() {
      if (opened === null) throw new Error('the engine opens before the first test');
      return opened;
    },
  };
}

async function openEngine(directory: string): Promise<Engine> {
  if (testedEngine === 'clickhouse') {
    const { openTestClickhouse } = await import('../../clickhouse/connection.ts');
    return openTestClickhouse();
  }
  return openDuckdb({
    path: ':memory:',
    memoryLimit: '2GB',
    threads: 2,
    tempDirectory: join(directory, 'spill'),
  });
}
