import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import type { TestProject } from '../support/project.ts';
import { testProject } from '../support/project.ts';

const HEAD = `
kind: project
title: A hundred accounts
currency: EUR
timeZone: Europe/Berlin
primary: worth
limits: { segments: { from: 2, to: 7 } }
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text, since: date, until: date }
---
kind: source
id: visits
file: visits.csv
columns: { account: text, day: date, paid: { type: decimal, scale: 2 } }
---
kind: entity
id: account
source: accounts
key: id
activeWhen: since <= as_of and (until is null or until > as_of)
formerWhen: until <= as_of
---
{ kind: attribute, id: since, entity: account, basis: lifecycle, history: fixed, from: accounts.since }
---
{ kind: attribute, id: until, entity: account, basis: lifecycle, history: fixed, from: accounts.until }
---
kind: attribute
id: last_visit
entity: account
basis: behavioural
aggregate: { source: visits, by: account, function: max, of: day, where: day <= as_of }
---
{ kind: attribute, id: days_away, entity: account, basis: behavioural, value: "days_between(last_visit, as_of)" }
---
kind: attribute
id: visits
entity: account
basis: behavioural
aggregate: { source: visits, by: account, function: count, where: day <= as_of }
---
kind: attribute
id: paid
entity: account
basis: value
aggregate: { source: visits, by: account, function: sum, of: paid, where: day <= as_of }
---
`;

const WORTH = `kind: segmentation
id: worth
entity: account
method: rfm
recency: days_away
frequency: visits
monetary: paid
preset: repaired
segments:
  - { id: champions }
  - { id: loyal }
  - { id: promising }
  - { id: at_risk }
  - { id: dormant }
fallback: { id: unknown }
`;

/** Account n of 100 comes every n days and pays n in each visit; two more are former and far richer. */
const ACCOUNTS = [
  'id,since,until',
  ...Array.from({ length: 100 }, (_, index) => `a${index + 1},2026-01-01,`),
  'f1,2025-01-01,2026-02-01',
  'f2,2025-01-01,2026-02-01',
].join('\n');

function visits(lastDay: string): string {
  const rows = ['account,day,paid', 'f1,2025-06-01,90000.00', 'f2,2025-06-01,80000.00'];
  for (let account = 1; account <= 100; account++)
    for (let day = 0; ; day += account) {
      const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      if (date > lastDay) break;
      rows.push(`a${account},${date},${account}.00`);
    }
  return rows.join('\n');
}

const hundred = (worth = WORTH, lastDay = '2026-12-31') =>
  testProject({ 'clade.yaml': HEAD + worth, 'accounts.csv': ACCOUNTS, 'visits.csv': visits(lastDay) });

async function read(folder: string, query: string): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(join(folder, '.clade', 'state.duckdb'));
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(query);
  connection.closeSync();
  instance.closeSync();
  return result.getRows().map((row) => row.join(' '));
}

const fitsOf = ({ folder }: TestProject) =>
  read(folder, 'select learned_as_of::text, left(fit_hash, 8) from clade.fits order by rowid');
const fitDays = async (project: TestProject) => (await fitsOf(project)).map((row) => row.slice(0, 10));
const snapshotFits = ({ folder }: TestProject) =>
  read(folder, 'select as_of::text, left(fit_hash, 8) from clade.snapshots order by rowid');

async function rowsOf(project: TestProject, asOf?: string) {
  await project.clade.export({ segmentation: 'worth', to: 'worth.jsonl', ...(asOf ? { asOf } : {}) });
  return readFileSync(join(project.folder, 'worth.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string | number | null>);
}

describe('a fit', () => {
  it('is learned from the customers of the day, a hundred are enough, and scores share them out', async () => {
    const project = hundred();
    const { findings } = await project.clade.run({ asOf: '2026-06-30' });
    expect(findings.filter(({ code }) => code.startsWith('fit'))).toEqual([]);
    const scores = (await rowsOf(project)).map(({ score }) => String(score));
    for (const [place, most] of [
      [0, 30],
      [1, 45],
      [2, 30],
    ] as const)
      for (const digit of '12345') {
        const count = scores.filter((score) => score[place] === digit).length;
        expect(count, `${digit} at ${place}`).toBeGreaterThan(5);
        expect(count).toBeLessThan(most);
      }
    const [parameters = ''] = await read(project.folder, 'select parameters from clade.fits');
    const { monetary } = JSON.parse(parameters) as { readonly monetary: readonly string[] };
    expect(Math.max(...monetary.map(Number))).toBeLessThan(300);
  });

  it('is used from its day on, and learned anew for a day before it', async () => {
    const project = hundred();
    await project.clade.run({ asOf: '2026-06-30' });
    await project.clade.run({ asOf: '2026-07-31' });
    expect(await fitDays(project)).toEqual(['2026-06-30']);
    await project.clade.run({ asOf: '2026-05-31' });
    expect(await fitDays(project)).toEqual(['2026-06-30', '2026-05-31']);
    await project.clade.run({ asOf: '2026-06-15' });
    const [june, july, may, middle] = (await snapshotFits(project)).map((row) => row.slice(11));
    expect(july).toBe(june);
    expect(may).not.toBe(june);
    expect(middle).toBe(may);
  });

  it('outlives a new map, and not new options, attributes or customers', async () => {
    const project = hundred();
    await project.clade.run({ asOf: '2026-06-30' });
    const learns = async (text: string) => {
      project.write('clade.yaml', text);
      const before = (await fitsOf(project)).length;
      const { findings } = await project.clade.run({ asOf: '2026-06-30' });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      return (await fitsOf(project)).length - before;
    };
    const own = WORTH.replace('preset: repaired\n', '').replace(
      /segments:[^]*fallback/,
      'segments:\n  - { id: high, when: r + f + m >= 10 }\n  - { id: low, when: r + f + m < 10 }\nfallback',
    );
    expect(await learns(HEAD + own)).toBe(0);
    expect(await learns(HEAD + own.replace('map', 'map '))).toBe(0);
    expect(await learns(HEAD + own.replace('monetary: paid', 'monetary: paid\nscores: 4'))).toBe(1);
    expect(await learns(HEAD.replace('function: sum, of: paid', 'function: max, of: paid') + own)).toBe(1);
    expect(await learns(HEAD.replace('since <= as_of and', 'since < as_of and') + own)).toBe(1);
    expect(await learns(HEAD + own)).toBe(0);
  });

  it('is learned at every run, or on days, where that is asked for', async () => {
    const always = hundred(`${WORTH}refit: always\n`);
    for (const asOf of ['2026-05-31', '2026-06-30']) await always.clade.run({ asOf });
    expect(await fitDays(always)).toEqual(['2026-05-31', '2026-06-30']);
    const dated = hundred(`${WORTH}refit: [2026-03-01, 2026-06-01]\n`);
    for (const asOf of ['2026-02-15', '2026-02-28', '2026-03-05', '2026-05-31', '2026-06-01', '2026-07-01'])
      await dated.clade.run({ asOf });
    expect(await fitDays(dated)).toEqual(['2026-02-15', '2026-03-05', '2026-06-01']);
  });

  it('is a cause of its own when it moves somebody', async () => {
    const causesWith = async (
      refit: string,
      head = HEAD.replace('file: visits.csv', 'file: visits.csv\ndate: day'),
    ) => {
      const project = hundred(`${WORTH}refit: ${refit}\n`);
      project.write('clade.yaml', `${head}${WORTH}refit: ${refit}\n`);
      for (const asOf of ['2026-03-31', '2026-06-30']) await project.clade.run({ asOf });
      return read(
        project.folder,
        "select distinct cause from clade.ledger where as_of = date '2026-06-30' order by 1",
      );
    };
    const onADay = await causesWith('[2026-03-01, 2026-06-01]');
    expect(onADay).toContain('fit');
    expect(onADay).not.toContain('others');
    const always = await causesWith('always');
    expect(always).toContain('others');
    expect(always).not.toContain('fit');
    // Where only a condition says on which day a row counts, nobody can leave out those since.
    expect(await causesWith('[2026-03-01, 2026-06-01]', HEAD)).toEqual(['fit', 'data']);
    expect(await causesWith('always', HEAD)).toEqual(['data']);
  });

  it('and the texts of its snapshot explain it, whatever the files and later fits say', async () => {
    const project = hundred();
    await project.clade.run({ asOf: '2026-06-30' });
    const rows = await rowsOf(project);
    project.write('clade.yaml', HEAD + WORTH.replace('preset: repaired', 'preset: seed_002'));
    for (const customer of ['a1', 'a50', 'a100', 'f1']) {
      const { value } = await project.clade.explain({ customer });
      const [placement] = value?.placements ?? [];
      const row = rows.find((one) => one['customer'] === customer);
      expect(placement).toMatchObject({
        segment: row?.['segment'],
        score: row?.['score'],
        fit: { learnedAsOf: '2026-06-30' },
      });
      const first = placement?.rules.find(({ outcome }) => outcome === 'passes');
      expect(first?.segment).toBe(row?.['segment']);
      expect(first?.conditions.map(({ text }) => text).join(' ')).toMatch(/days_away (<|>=) \d+/);
      if (placement?.nearest)
        expect(placement.nearest.attribute).toMatch(/^(days_away|last_visit|visits|paid)$/);
    }
  });

  it('is not learned from too few: everybody lacks data, says why, and the next run learns', async () => {
    const project = hundred();
    for (const [asOf, customers] of [
      ['2024-12-31', 0],
      ['2025-12-31', 2],
    ] as const) {
      const { findings } = await project.clade.run({ asOf });
      const few = findings.find(({ code }) => code === 'fit-too-few');
      expect(few).toMatchObject({ severity: 'warning', data: { customers, minimum: 10 } });
      expect(new Set((await rowsOf(project)).map(({ segment, reason }) => `${segment} ${reason}`))).toEqual(
        new Set(['unknown lacks_data']),
      );
    }
    expect(await fitsOf(project)).toEqual([]);
    await project.clade.run({ asOf: '2026-06-30' });
    expect(await fitDays(project)).toEqual(['2026-06-30']);
  });
});

describe('the SQL of what is learned', () => {
  it('needs a run that holds on the day, and then is whole', async () => {
    const project = hundred();
    const codes = async (asOf: string) =>
      (await project.clade.sql({ name: 'worth', asOf })).findings.map(({ code }) => code);
    expect(await codes('2026-06-30')).toEqual(['fit-needed']);
    await project.clade.run({ asOf: '2026-06-30' });
    expect(await codes('2026-06-29')).toEqual(['fit-needed']);
    const { value, findings } = await project.clade.sql({ name: 'worth', asOf: '2026-07-31' });
    expect(findings).toEqual([]);
    expect(value?.text).toContain('"days_away" <');
    const { value: elsewhere } = await project.clade.sql({
      name: 'worth',
      asOf: '2026-07-31',
      dialect: 'clickhouse',
    });
    expect(elsewhere?.text).toContain('days_away');
  });
});
