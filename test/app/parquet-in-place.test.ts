import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/app/run.ts';
import { testProject } from '../support/project.ts';

const CLADE = `
kind: project
title: In place
---
kind: source
id: accounts
file: accounts.parquet
key: id
columns: { id: text, seats: integer }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, from: accounts.seats }
---
kind: segmentation
id: size
entity: account
method: bands
attribute: seats
segments: [{ id: small, title: Small, from: 0 }, { id: large, title: Large, from: 50 }]
fallback: { id: none, title: None }
`;

async function writeParquet(folder: string, select: string) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${select}) to '${join(folder, 'accounts.parquet')}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
}

const HUNDRED = "select 'a' || i as id, i as seats from range(100) t(i)";

describe('a run over Parquet in place', () => {
  it('reads the file behind the locked door, twice', async () => {
    const { folder, clade } = testProject({ 'clade.yaml': CLADE });
    await writeParquet(folder, HUNDRED);
    for (let again = 0; again < 2; again++) {
      const { value } = await clade.run();
      expect(value?.loads).toEqual([
        { source: 'accounts', rowsRead: 100, rowsLoaded: 100, rowsQuarantined: 0 },
      ]);
      expect(value?.segmentations[0]?.segments.map(({ customers }) => customers)).toEqual([50, 50, 0]);
    }
  });

  it('publishes nothing from a file that changes under it', async () => {
    const { folder } = testProject({ 'clade.yaml': CLADE });
    await writeParquet(folder, HUNDRED);
    const touch = () => utimesSync(join(folder, 'accounts.parquet'), 1, 1);
    const { value, findings } = await run.run(
      {},
      {
        folder,
        packageFolder: folder,
        now: new Date(),
        engine: { name: 'duckdb', memory: '1GB', threads: 1 },
        signal: new AbortController().signal,
        onProgress: () => {},
        onStage: (stage) => (stage === 'place' ? touch() : undefined),
      },
    );
    expect(value).toBeNull();
    expect(findings).toContainEqual(expect.objectContaining({ code: 'file-changed', severity: 'error' }));
  });
});
