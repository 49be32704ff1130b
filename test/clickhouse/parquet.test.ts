import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openTestClickhouse();
});
afterAll(() => engine.close());

const CLADE = `
kind: project
title: Parquet
---
kind: source
id: accounts
file: accounts.parquet
key: id
columns: { id: text, plan: text, seats: integer, paid: { type: decimal, scale: 2 }, ok: boolean, opened: date }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: accounts.plan }
---
{ kind: attribute, id: seats, entity: account, basis: value, from: accounts.seats }
---
{ kind: attribute, id: paid, entity: account, basis: value, from: accounts.paid }
---
{ kind: attribute, id: ok, entity: account, basis: value, from: accounts.ok }
---
{ kind: attribute, id: opened, entity: account, basis: value, from: accounts.opened }
---
kind: segmentation
id: groups
entity: account
method: rules
segments:
  - { id: pro, title: Pro, when: "plan = 'pro' and ok" }
  - { id: big, title: Big, when: "seats > 200 and paid >= 0.10" }
  - { id: old, title: Old, when: "opened < date '2000-01-01'" }
fallback: { id: none, title: None }
`;

const ROWS = `select * from (values ('a', 'pro', 300::smallint, 0.10::decimal(9, 2), true, date '1900-01-01', 'x'),
  ('b', 'free', 300, 0.10, false, date '2299-12-31', 'y'), ('c', 'free', 30, -0.01, false, date '1999-12-31', 'z'),
  ('d', 'free', null, null, null, null, null)) as t (id, plan, seats, paid, ok, opened, other)`;

describe('a Parquet file on ClickHouse', () => {
  it.each([
    ['as it is, with columns nobody asked for', ROWS],
    ['with columns in another order', `select opened, ok, id, paid, seats, plan from (${ROWS})`],
    ['with a key that is trimmed', `select * replace (' ' || id || ' ' as id) from (${ROWS})`],
    ['with numbers of another kind', `select * replace (cast(seats as double) as seats) from (${ROWS})`],
  ])('%s is read as on DuckDB', async (_, rows) => {
    const { folder } = testProject({ 'clade.yaml': CLADE });
    const file = await DuckDBInstance.create(':memory:');
    const connection = await file.connect();
    await connection.run(`copy (${rows}) to '${join(folder, 'accounts.parquet')}' (format parquet)`);
    connection.closeSync();
    file.closeSync();
    const asOf = '2026-06-30';
    const here = await openClade({ folder }).run({ asOf });
    const there = await openClade({ folder, engine: { name: 'given', engine } }).run({ asOf });
    expect(here.value?.segmentations[0]?.segments.map(({ customers }) => customers)).toEqual([1, 1, 1, 1]);
    expect(there.value?.segmentations).toEqual(here.value?.segmentations);
    expect(there.findings).toEqual(here.findings);
    rmSync(folder, { recursive: true, force: true });
  });
});
