import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testProject } from '../support/project.ts';
import { readFacts } from '../support/read-facts.ts';

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

/** Each row is worth a power of two, so that a sum says which rows it was made of. */
const planted = (timeZone: string) => `
kind: project
title: Planted
timeZone: ${timeZone}
limits: { segments: { from: 1, to: 9 } }
---
{ kind: source, id: accounts, file: accounts.csv, key: id, columns: { id: text } }
---
kind: source
id: sales
file: sales.csv
date: at
covers: { from: 2018-01-01, to: 2026-12-31 }
columns: { who: text, at: timestamp, worth: integer }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: attribute, id: today, entity: account, basis: value, aggregate: { source: sales, by: who, function: sum, of: worth, window: 1d } }
---
{ kind: attribute, id: week, entity: account, basis: value, aggregate: { source: sales, by: who, function: sum, of: worth, window: 7d } }
---
{ kind: attribute, id: ever, entity: account, basis: value, aggregate: { source: sales, by: who, function: sum, of: worth } }
---
{ kind: attribute, id: times, entity: account, basis: behavioural, aggregate: { source: sales, by: who, function: count } }
---
{ kind: attribute, id: newest, entity: account, basis: value, aggregate: { source: sales, by: who, function: last, of: worth } }
---
kind: segmentation
id: buying
entity: account
method: rules
segments: [{ id: buys, when: week > 0 }, { id: dormant, when: week = 0 }]
fallback: { id: untracked }
`;

const sales = (timeZone: string, ids: string, rows: string) =>
  testProject({
    'clade.yaml': planted(timeZone),
    'accounts.csv': `id\n${ids.replaceAll(' ', '\n')}\n`,
    'sales.csv': `who,at,worth\n${rows}`,
  });

const told = ({ today, week, ever, times, newest }: Readonly<Record<string, unknown>>) =>
  [today, week, ever, times, newest].map((value) => (value === null ? null : Number(value)));

describe('events that were planted', () => {
  // When the day begins and ends in UTC, by the rules of the zone; the day after it is a day of 24 hours.
  it.each([
    ['America/New_York', '2026-03-08', '23 hours', '2026-03-08T05:00', '2026-03-09T04:00'],
    ['America/New_York', '2026-11-01', '25 hours', '2026-11-01T04:00', '2026-11-02T05:00'],
    // Midnight is the hour that is left out, or comes twice.
    ['America/Sao_Paulo', '2018-11-04', '23 hours', '2018-11-04T03:00', '2018-11-05T02:00'],
    ['America/Sao_Paulo', '2018-02-17', '25 hours', '2018-02-17T02:00', '2018-02-18T03:00'],
    ['Australia/Lord_Howe', '2026-10-04', '23.5 hours', '2026-10-03T13:30', '2026-10-04T13:00'],
  ])(
    'on a day when the clock of %s changes, %s of %s, are those from its first second to its last',
    async (...day) => {
      const [timeZone, asOf, , begins, ends] = day;
      const second = (instant: string, by: number) =>
        new Date(Date.parse(`${instant}:00Z`) + by * 1000).toISOString().slice(0, 19);
      const next = second(`${asOf}T00:00`, 86_400).slice(0, 10);
      const { clade, folder } = sales(
        timeZone,
        'a',
        `a,${second(begins, -1)}Z,1
a,${second(begins, 0)}Z,2
a,${second(ends, -1)}Z,4
a,${second(ends, 0)}Z,8
a,${asOf} 00:30:00,16
a,${asOf} 01:30:00,32
a,${asOf} 02:30:00,64
a,${asOf} 23:59:59,128
a,${next} 00:00:00,256
`,
      );
      await clade.run({ asOf });
      expect(told((await readFacts(folder))['a'] ?? {}).slice(0, 3)).toEqual([246, 247, 247]);
      await clade.run({ asOf: next });
      expect(told((await readFacts(folder))['a'] ?? {}).slice(0, 3)).toEqual([264, 511, 511]);
    },
  );

  it('after the as-of date change nothing, with a window or without, and track nobody', async () => {
    const known = 'a,2026-05-20 10:00,1\na,2026-06-09 10:00,2\nb,2026-05-20 10:00,4\n';
    const leak =
      'a,2026-06-11 00:00,8\nb,2026-06-11 10:00,16\nc,2026-06-11 10:00,32\na,2026-12-31 10:00,64\n';
    const seen = [];
    for (const rows of [known, known + leak]) {
      const project = sales('UTC', 'a b c', rows);
      await project.clade.run({ asOf: '2026-06-10' });
      const facts = await readFacts(project.folder);
      seen.push([...['a', 'b', 'c'].map((id) => told(facts[id] ?? {})), await segments(project, 'buying')]);
    }
    expect(seen[1]).toEqual([
      [0, 2, 3, 2, 2],
      [0, 0, 4, 1, 4],
      [null, null, null, null, null],
      ['a buys', 'b dormant', 'c untracked'],
    ]);
    expect(seen[0]).toEqual(seen[1]);
    const later = sales('UTC', 'a b c', known + leak);
    await later.clade.run({ asOf: '2026-06-11' });
    expect(await segments(later, 'buying')).toEqual(['a buys', 'b buys', 'c buys']);
  });

  it('twice word for word both count where nothing names an event, and the finding says so', async () => {
    const row = 'a,2026-06-10 10:00:00,1\n';
    const { clade, folder, write } = sales('UTC', 'a', `${row}${row}${row}a,2026-06-10 10:00:01,8\n`);
    const repeated = async () => {
      const { findings } = await clade.run({ asOf: '2026-06-10' });
      const found = findings.filter(({ code }) => code === 'rows-repeated' || code === 'rows-quarantined');
      return [
        (await readFacts(folder))['a']?.['ever'],
        ...found.map(({ code, severity, data }) => [code, severity, data?.['rows'] ?? data?.['quarantined']]),
      ];
    };
    expect(await repeated()).toEqual(['11', ['rows-repeated', 'warning', 2]]);
    write(
      'clade.yaml',
      planted('UTC')
        .replace('date: at', 'key: [who, at]\ndate: at')
        .replace('limits: {', 'limits: { quarantinedShare: 0.5,'),
    );
    expect(await repeated()).toEqual(['9', ['rows-quarantined', 'warning', 2]]);
    expect((await clade.quarantine()).value?.rows).toMatchObject([
      { line: 3, code: 'duplicate-key' },
      { line: 4, code: 'duplicate-key' },
    ]);
  });
});
