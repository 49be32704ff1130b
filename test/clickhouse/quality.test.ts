import { rmSync } from 'node:fs';
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
title: Both
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text, email: text, seats: integer, paid: { type: decimal, scale: 2 }, ok: boolean, opened: date }
quality:
  - not_null: email
  - unique: seats
  - unique: [seats, ok]
  - range: { column: paid, from: 0.5, to: "100.00" }
  - range: { column: opened, to: 2026-01-31 }
  - in_set: { column: email, values: ["a'b@x.org", 'c\\d'] }
  - matches: { column: email, like: '%@%' }
  - condition: ok or seats > 3
  - fresh_within: 100d
  - rows_within: 0%
  - refers_to: { column: id, source: plans }
  - agrees_with: { column: seats, source: plans }
---
kind: source
id: plans
file: plans.csv
key: id
validFrom: from
validTo: to
columns: { id: text, from: date, to: date, plan: text, seats: integer }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: plans.plan, by: id }
---
{ kind: attribute, id: most, entity: account, basis: value, aggregate: { source: plans, by: id, function: max, of: seats } }
---
kind: segmentation
id: plan_of
entity: account
method: rules
segments:
  - { id: pro, title: Pro, when: "plan = 'pro'" }
  - { id: big, title: Big, when: "most > 5" }
fallback: { id: none, title: None }
`;

const ACCOUNTS = `id,email,seats,paid,ok,opened
a1,a'b@x.org,1,0.50,true,2026-01-01
a2,,1,100.00,false,2026-01-31
a3,c\\d,,100.01,,2026-02-01
a4,x,7,,true,
`;
const PLANS = `id,from,to,plan,seats
a1,2026-01-01,2026-03-01,free,1
a1,2026-02-01,,pro,9
a2,1900-01-01,2026-03-01,pro,1
a2,2026-04-01,2299-12-31,free,6
a3,2026-03-01,2026-02-01,pro,1
`;

describe('quality and versions', () => {
  it.each(['2026-01-15', '2026-02-15', '2026-03-15', '2026-06-30'])(
    'are the same on both engines on %s',
    async (asOf) => {
      const { folder } = testProject({ 'clade.yaml': CLADE, 'accounts.csv': ACCOUNTS, 'plans.csv': PLANS });
      const here = await openClade({ folder }).run({ asOf });
      const there = await openClade({ folder, engine: { name: 'given', engine } }).run({ asOf });
      expect(here.value?.quality).toHaveLength(12);
      expect(there.value?.segmentations).toEqual(here.value?.segmentations);
      const withoutLast = (quality = here.value?.quality) =>
        quality?.filter(({ rule }) => rule !== 'rows_within');
      expect(withoutLast(there.value?.quality)).toEqual(withoutLast());
      expect(there.findings).toEqual(here.findings);
      rmSync(folder, { recursive: true, force: true });
    },
  );

  it('count the versions of a table that ClickHouse has', async () => {
    const run = (text: string) => engine.execute({ label: 'test', text, parameters: [] });
    await run(`create table default.plan_history (id String, from Date32, to Nullable(Date32), plan String, seats Int64)
      engine = MergeTree order by id`);
    await run(`insert into default.plan_history values ('a1', '2026-01-01', '2026-03-01', 'free', 1),
      ('a1', '2026-02-01', null, 'pro', 9), ('a2', '1900-01-01', '2026-03-01', 'pro', 1),
      ('a2', '2026-04-01', '2299-12-31', 'free', 6), ('a3', '2026-03-01', '2026-02-01', 'pro', 1)`);
    const project = testProject({ 'clade.yaml': CLADE, 'accounts.csv': ACCOUNTS, 'plans.csv': PLANS });
    const codes = async (asOf: string) => {
      const { value, findings } = await openClade({
        folder: project.folder,
        engine: { name: 'given', engine },
      }).run({ asOf });
      return {
        sizes: value?.segmentations[0]?.segments.map(({ customers }) => customers),
        versions: findings
          .filter(({ code }) => code.startsWith('versions-'))
          .map(({ code, data }) => [code, data]),
      };
    };
    const fromFile = await codes('2026-02-15');
    project.write('clade.yaml', CLADE.replace('file: plans.csv', 'table: default.plan_history'));
    expect(await codes('2026-02-15')).toEqual(fromFile);
    expect(fromFile.versions).toEqual([
      ['versions-overlap', { versions: 5, count: 1 }],
      ['versions-gap', { versions: 5, count: 1 }],
      ['versions-backwards', { versions: 5, count: 1 }],
    ]);
  });
});
