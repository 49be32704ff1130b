import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../src/app/run.ts';
import { openClade } from '../../src/index.ts';
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
    const { value, findings } = await runTouching(folder, join(folder, 'accounts.parquet'));
    expect(value).toBeNull();
    expect(findings).toContainEqual(expect.objectContaining({ code: 'file-changed', severity: 'error' }));
  });
});

const elsewhere: string[] = [];
afterEach(() => {
  for (const folder of elsewhere.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder beside the project that holds the file. */
async function folderElsewhere() {
  const folder = mkdtempSync(join(tmpdir(), 'clade-elsewhere-'));
  elsewhere.push(folder);
  await writeParquet(folder, HUNDRED);
  return folder;
}

/** Only a file that is read in place is missed when it changes after it was checked. */
function runTouching(folder: string, file: string) {
  return run.run(
    {},
    {
      folder,
      packageFolder: folder,
      now: new Date(),
      engine: { name: 'duckdb', memory: '1GB', threads: 1 },
      signal: new AbortController().signal,
      onProgress: () => {},
      onStage: (stage) => (stage === 'place' ? utimesSync(file, 1, 1) : undefined),
      ask: ({ fallback }) => Promise.resolve(fallback),
    },
  );
}

const linkedTo = (path: string) => CLADE.replace('file: accounts.parquet', `file: ${path}`);

describe('a Parquet file that stands outside the project', () => {
  it.each([
    [
      'in a folder the project links to',
      'data/accounts.parquet',
      (folder: string, outside: string) => symlinkSync(outside, join(folder, 'data')),
    ],
    [
      'in a folder below one the project links to',
      'data/deep/accounts.parquet',
      (folder: string, outside: string) => {
        mkdirSync(join(outside, 'deep'));
        symlinkSync(join(outside, 'accounts.parquet'), join(outside, 'deep', 'accounts.parquet'));
        symlinkSync(outside, join(folder, 'data'));
      },
    ],
    [
      'behind a link of its own',
      'accounts.parquet',
      (folder: string, outside: string) =>
        symlinkSync(join(outside, 'accounts.parquet'), join(folder, 'accounts.parquet')),
    ],
    [
      'behind a link to a link',
      'data/accounts.parquet',
      (folder: string, outside: string) => {
        symlinkSync(outside, join(folder, 'there'));
        symlinkSync('there', join(folder, 'data'));
      },
    ],
    [
      'in a folder with a quote, a comma and a bracket in its name',
      "data/o'hara, [x]/accounts.parquet",
      (folder: string, outside: string) => {
        mkdirSync(join(outside, "o'hara, [x]"));
        symlinkSync(outside, join(folder, 'data'));
        symlinkSync(join(outside, 'accounts.parquet'), join(outside, "o'hara, [x]", 'accounts.parquet'));
      },
    ],
  ])('%s is read in place and published, twice', async (_, path, link) => {
    const outside = await folderElsewhere();
    const { folder, clade } = testProject({ 'clade.yaml': linkedTo(`"${path}"`) });
    link(folder, outside);
    for (let again = 0; again < 2; again++) {
      const { value, findings } = await clade.run();
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(value?.run.outcome).toBe('published');
      expect(value?.segmentations[0]?.segments.map(({ customers }) => customers)).toEqual([50, 50, 0]);
    }
    const changed = await runTouching(folder, join(outside, 'accounts.parquet'));
    expect(changed.value).toBeNull();
    expect(changed.findings.map(({ code }) => code)).toContain('file-changed');
    expect((await clade.runs()).value?.map(({ outcome }) => outcome)).toEqual([
      'stopped',
      'published',
      'published',
    ]);
  });

  it('is read when the project itself is opened through a link', async () => {
    const { folder } = testProject({ 'clade.yaml': CLADE });
    await writeParquet(folder, HUNDRED);
    const outside = await folderElsewhere();
    const link = join(outside, 'project');
    symlinkSync(folder, link);
    const clade = openClade({ folder: link, engine: { name: 'duckdb', memory: '1GB', threads: 1 } });
    const { value } = await clade.run();
    expect(value?.segmentations[0]?.segments.map(({ customers }) => customers)).toEqual([50, 50, 0]);
    const changed = await runTouching(link, join(folder, 'accounts.parquet'));
    expect(changed.findings.map(({ code }) => code)).toContain('file-changed');
  });

  it('is refused where the path leads out of the project, and nothing runs', async () => {
    const outside = await folderElsewhere();
    for (const path of [`../${basename(outside)}/accounts.parquet`, join(outside, 'accounts.parquet')]) {
      const { clade } = testProject({ 'clade.yaml': linkedTo(path) });
      const { value, findings } = await clade.run();
      expect(value).toBeNull();
      expect(findings).toMatchObject([{ code: 'path-outside-project', severity: 'error' }]);
      expect((await clade.runs()).value ?? []).toEqual([]);
    }
  });
});
