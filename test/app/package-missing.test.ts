import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clade } from '../../src/index.ts';
import { bundleOptions } from '../support/bundle-options.ts';

const CLADE = `
kind: project
title: Without a driver
---
kind: source
id: accounts
postgres: { connection: CLADE_NO_PG, table: crm.accounts }
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
segments: [{ id: any, title: Any, from: 0 }]
fallback: { id: none, title: None }
`;

const SCRIPT = `
import { openClade } from './clade.mjs';
const clade = openClade({ folder: './project', engine: { name: 'duckdb', memory: '1GB', threads: 1 } });
const checked = await clade.check();
const ran = await clade.run();
const runs = await clade.runs();
console.log(JSON.stringify({ checked, ran, runs }));
`;

interface Told {
  readonly checked: Awaited<ReturnType<Clade['check']>>;
  readonly ran: Awaited<ReturnType<Clade['run']>>;
  readonly runs: Awaited<ReturnType<Clade['runs']>>;
}

const root = resolve(import.meta.dirname, '../..');
let folder = '';

/** The library in a folder that has DuckDB and no other package: Node itself does not find the rest. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clade-bare-'));
  await build({
    entryPoints: [join(root, 'src/index.ts')],
    outfile: join(folder, 'clade.mjs'),
    ...bundleOptions,
  });
  writeFileSync(join(folder, 'ask.mjs'), SCRIPT);
  mkdirSync(join(folder, 'project'));
  writeFileSync(join(folder, 'project', 'clade.yaml'), CLADE);
  install('@duckdb/node-bindings');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function install(name: string) {
  const to = join(folder, 'node_modules', name);
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), to);
}

function ask(): Told {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['ask.mjs'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CLADE_NO_PG: 'postgres://me:hunter2@127.0.0.1:1/db' },
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).not.toMatch(/hunter2/);
  return JSON.parse(stdout) as Told;
}

describe('a project that reads PostgreSQL where its packages are not installed', () => {
  it('is checked, and a run gives one finding at the source that says what to install', () => {
    const { checked, ran, runs } = ask();
    expect(checked.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(ran.value).toBeNull();
    expect(ran.findings.filter(({ severity }) => severity === 'error')).toEqual([missing]);
    expect(runs.value?.map(({ outcome }) => outcome)).toEqual(['stopped']);
  });

  it('says the same where one of the two is there, and tries the server once both are', () => {
    install('pg');
    expect(ask().ran.findings).toContainEqual(missing);
    install('pg-copy-streams');
    const codes = ask().ran.findings.map(({ code }) => code);
    expect(codes).toContain('server-not-reached');
    expect(codes).not.toContain('package-missing');
  });
});

const missing = {
  severity: 'error',
  code: 'package-missing',
  message: 'accounts reads a PostgreSQL server, and the package for that is not installed',
  place: { path: 'clade.yaml', line: 6, column: 5, length: 8 },
  hint: 'Run `npm install pg pg-copy-streams`.',
};
