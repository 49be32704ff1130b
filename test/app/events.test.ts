import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testProject } from '../support/project.ts';

const CLADE = `
kind: project
title: Orders
timeZone: America/New_York
limits: { segments: { from: 1, to: 9 }, quarantinedShare: 0.5 }
---
{ kind: source, id: accounts, file: accounts.csv, key: id, columns: { id: text } }
---
{ kind: source, id: people, file: people.csv, key: id, population: every, columns: { id: text, account: text } }
---
kind: source
id: orders
file: orders.csv
key: order
date: at
knownFrom: loaded
covers: { from: 2026-01-01, to: 2026-12-31 }
columns: { order: text, person: text, at: timestamp, amount: { type: decimal, scale: 2 }, loaded: timestamp }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: entity, id: person, source: people, key: id, belongsTo: { entity: account, column: account } }
---
kind: attribute
id: revenue
entity: account
basis: value
aggregate: { source: orders, by: person, through: person, function: sum, of: amount, window: 1d }
---
{ kind: attribute, id: own, entity: person, basis: value, aggregate: { source: orders, by: person, function: sum, of: amount, window: 1d } }
---
{ kind: attribute, id: buyers, entity: account, basis: value, rollup: { entity: person, function: count, where: own > 0 } }
---
{ kind: attribute, id: leader, entity: person, basis: value, value: own = account.revenue and account.buyers > 0 }
---
kind: segmentation
id: value
entity: account
method: rules
segments:
  - { id: both, when: buyers = 2 and revenue = 30 }
  - { id: replaced, when: revenue = 25 }
  - { id: some, when: revenue > 0 }
  - { id: none, when: revenue = 0 }
fallback: { id: unseen }
---
kind: segmentation
id: leaders
entity: person
method: rules
segments: [{ id: leads, when: leader }]
fallback: { id: follows }
`;

const FILES = {
  'clade.yaml': CLADE,
  'accounts.csv': 'id\na\nb\nc\n',
  'people.csv': 'id,account\np1,a\np2,a\np3,b\np4,\n',
  // 8 March has 23 hours in New York; 1 is told again in April, 6 names nobody, 7 does not say when it was loaded.
  'orders.csv': `order,person,at,amount,loaded
1,p1,2026-03-08 00:00:00,10.00,2026-03-08 01:00:00
1,p1,2026-03-08 00:00:00,5.00,2026-04-01 01:00:00
2,p2,2026-03-08 23:59:59,20.00,2026-03-08 23:59:59
3,p1,2026-03-09T03:59:59Z,0.00,2026-03-08 10:00:00
4,p1,2026-03-09 00:00:00,99.00,2026-03-08 10:00:00
5,p3,2026-03-07 12:00:00,99.00,2026-03-08 10:00:00
6,p9,2026-03-08 12:00:00,99.00,2026-03-08 12:00:00
7,p3,2026-03-08 12:00:00,99.00,
8,p3,2026-03-08 12:00:00,99.00,2026-03-09 00:00:00
2,p2,2026-03-08 23:59:59,77.00,2026-03-08 23:59:59
`,
};

async function segments(project: ReturnType<typeof testProject>, segmentation: string) {
  const to = `${segmentation}.csv`;
  await project.clade.export({ segmentation, to });
  const [, ...lines] = readFileSync(join(project.folder, to), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(',').slice(0, 2).join(' '));
}

describe('events from files', () => {
  it('are the day they were, as known on the day, through those who belong to an account', async () => {
    const project = testProject(FILES);
    const { findings } = await project.clade.run({ asOf: '2026-03-08' });
    expect(await segments(project, 'value')).toEqual(['a both', 'b none', 'c unseen']);
    expect(await segments(project, 'leaders')).toEqual([
      'p1 follows',
      'p2 follows',
      'p3 follows',
      'p4 follows',
    ]);
    expect(findings.map(({ code, data }) => [code, data?.['rows'] ?? data?.['quarantined']])).toEqual(
      expect.arrayContaining([
        ['rows-quarantined', 2],
        ['rows-known-later', 2],
        ['rows-without-owner', 1],
      ]),
    );
    expect((await project.clade.quarantine()).value?.rows).toMatchObject([
      { line: 9, code: 'missing-value', column: 'loaded' },
      { line: 11, code: 'duplicate-key' },
    ]);
  });

  it('are told anew once more is known, and explained', async () => {
    const project = testProject({
      ...FILES,
      'orders.csv': FILES['orders.csv'].replace(/^(8,.*),.*$/m, '$1,2026-03-08 20:00:00'),
      'clade.yaml': CLADE.replaceAll('window: 1d', 'window: 1d, ending: 31d ago'),
    });
    await project.clade.run({ asOf: '2026-04-08' });
    expect(await segments(project, 'value')).toEqual(['a replaced', 'b some', 'c unseen']);
    expect(await segments(project, 'leaders')).toEqual([
      'p1 follows',
      'p2 follows',
      'p3 leads',
      'p4 follows',
    ]);
    const { value } = await project.clade.explain({ customer: 'p3' });
    expect(value?.placements[0]).toMatchObject({ segment: 'leads' });
    expect((await project.clade.sql({ name: 'leaders', asOf: '2026-04-08' })).value?.text).toContain(
      `'America/New_York'`,
    );
  });

  it('leave no table of a step behind', async () => {
    const project = testProject(FILES);
    const { value } = await project.clade.run({ asOf: '2026-03-08' });
    await project.clade.run({ asOf: '2026-03-09' });
    expect(value?.run.outcome).toBe('published');
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(join(project.folder, '.clade', 'state.duckdb'));
    const connection = await instance.connect();
    const tables = await connection.runAndReadAll(
      `select table_name from duckdb_tables() where table_name like 'facts%'`,
    );
    expect(
      tables
        .getRowsJson()
        .flat()
        .map(String)
        .filter((name) => name.includes('__')),
    ).toEqual([]);
    expect(tables.getRowsJson().length).toBe(2);
    connection.disconnectSync();
    instance.closeSync();
  });
});
