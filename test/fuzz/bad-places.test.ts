import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltCli } from '../support/built-cli.ts';
import { buildCli } from '../support/built-cli.ts';
import { testProject } from '../support/project.ts';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const CLADE = `
kind: project
title: Places
---
kind: source
id: accounts
file: accounts.csv
key: id
asOf: 2026-01-01
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

const accounts = (rows: number) =>
  ['id,seats', ...Array.from({ length: rows }, (_, i) => `account-number-${i},${i}`), ''].join('\n');

/** A project with a published snapshot of a hundred accounts. */
function published() {
  const project = testProject({ 'clade.yaml': CLADE, 'accounts.csv': accounts(100) });
  const at = `-p "${project.folder}"`;
  expect(cli.run(`${at} run`).code).toBe(0);
  const snapshot = () => {
    const { code } = cli.run(`${at} export size --to "${join(project.folder, 'size.csv')}"`);
    expect(code).toBe(0);
    return readFileSync(join(project.folder, 'size.csv'), 'utf8');
  };
  return { ...project, at, snapshot, before: snapshot() };
}

/** No file may grow beyond so many KiB, and the process is told so instead of being ended. */
const limit = (kib: number) => `trap '' XFSZ; ulimit -f ${kib}`;

describe('no space left', () => {
  it.each([5000, 7500])('ends a run at %i KiB with one sentence, and the last snapshot is whole', (kib) => {
    const { at, write, snapshot, before } = published();
    write('accounts.csv', accounts(200_000));
    const { code, out, said } = cli.run(`${at} run`, { limit: limit(kib) });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toMatch(/^There is no space left to write to\. The last snapshot is as it was\. \(.+\)\n$/);
    expect(snapshot()).toBe(before);
    expect(cli.run(`${at} run`).code).toBe(0);
    expect(snapshot().split('\n').length).toBeGreaterThan(200_000);
  });

  it('leaves the last export whole, and nothing beside it', () => {
    const { at, folder, write, before } = published();
    write('accounts.csv', accounts(60_000));
    expect(cli.run(`${at} run`).code).toBe(0);
    const files = readdirSync(folder);
    for (const format of ['csv', 'jsonl', 'parquet']) {
      const { code, said } = cli.run(
        `${at} export size --format ${format} --to "${join(folder, 'size.csv')}"`,
        { limit: limit(100) },
      );
      expect(code, said).toBe(2);
      expect(said).toMatch(/^There is no space left/);
    }
    expect(readFileSync(join(folder, 'size.csv'), 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(files);
  });
});

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

describe('a folder that may not be written to', () => {
  it('is said in one sentence, of a project that never ran and of one that did', () => {
    // Root may write anywhere, so the command runs as somebody else; then the folder is simply not theirs.
    const other = isRoot ? { uid: NOBODY } : {};
    const fresh = testProject({ 'clade.yaml': CLADE, 'accounts.csv': accounts(10) });
    chmodSync(fresh.folder, 0o555);
    const first = cli.run(`-p "${fresh.folder}" run`, other);
    expect(first.code).toBe(2);
    expect(first.said).toMatch(/^A file or folder cannot be written to\. .+\n$/);
    expect(existsSync(join(fresh.folder, '.clade'))).toBe(false);
    chmodSync(fresh.folder, 0o755);

    const { at, folder, snapshot, before } = published();
    for (const path of ['.', '.clade']) chmodSync(join(folder, path), 0o555);
    chmodSync(join(folder, '.clade/state.duckdb'), 0o444);
    const second = cli.run(`${at} run`, other);
    expect(second.code).toBe(2);
    expect(second.said).toMatch(/^A file or folder cannot be written to\. .+\n$/);
    for (const path of ['.', '.clade', '.clade/state.duckdb']) chmodSync(join(folder, path), 0o755);
    expect(snapshot()).toBe(before);
  });
});
