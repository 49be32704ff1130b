import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { testProject } from '../support/project.ts';

const CLADE = `
kind: project
title: Small shop
currency: EUR
timeZone: Europe/Berlin
primary: value
limits: { segments: { from: 2, to: 5 }, quarantinedShare: 0.3, fallbackShare: 0.5 }
---
kind: source
id: accounts
file: data/accounts.csv
csv: { separator: ";", decimalMark: ",", dateOrder: DMY }
key: id
asOf: 2026-06-30
columns:
  id: text
  since: date
  until: date
  plan: text
  mrr: { type: decimal, scale: 2 }
---
kind: source
id: logins
file: data/logins.csv
columns: { account: text, day: date }
---
kind: entity
id: account
source: accounts
key: id
activeWhen: since <= as_of and (until is null or until > as_of)
formerWhen: until <= as_of
money: mrr
---
{ kind: attribute, id: since, entity: account, basis: lifecycle, history: fixed, from: accounts.since }
---
{ kind: attribute, id: until, entity: account, basis: lifecycle, history: fixed, from: accounts.until }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: accounts.plan }
---
{ kind: attribute, id: mrr, entity: account, basis: value, unit: EUR, history: fixed, from: accounts.mrr }
---
{ kind: attribute, id: arr, entity: account, basis: value, unit: EUR, value: mrr * 12 }
---
kind: attribute
id: logins_30d
entity: account
basis: behavioural
aggregate: { source: logins, by: account, function: count, where: "day > as_of - interval 30 day and day <= as_of" }
---
kind: segmentation
id: value
entity: account
method: bands
attribute: arr
segments:
  - { id: small, title: Small, from: 0 }
  - { id: large, title: Large, from: 1200 }
fallback: { id: unknown, title: Unknown }
---
kind: segmentation
id: care
entity: account
method: rules
segments:
  - { id: save, title: Save, when: "segment('value') = 'large' and logins_30d = 0" }
  - { id: grow, title: Grow, when: "plan = 'free' and logins_30d >= 2" }
fallback: { id: leave, title: Leave alone }
`;

const ACCOUNTS = `id;since;until;plan;mrr
a1;01.01.2025;;pro;100,00
a2;01.02.2025;;pro;99,99
a3;01.03.2025;;free;0,00
a4;01.04.2025;15.05.2026;pro;250,50
a5;01.05.2025;;;
a3;01.06.2025;;free;9,00
a6;31.02.2025;;free;9,00
=1+1;01.05.2026;;free;0,00
`;

const LOGINS = `account,day
a1,2026-05-31
a2,2026-06-01
a2,2026-06-30
a2,2026-07-01
a3,2026-06-10
a3,2026-06-11
`;

const small = () =>
  testProject({ 'clade.yaml': CLADE, 'data/accounts.csv': ACCOUNTS, 'data/logins.csv': LOGINS });

async function exported(project: ReturnType<typeof small>, segmentation: string, raw = false) {
  const to = `${segmentation}.csv`;
  await project.clade.export({ segmentation, to, raw });
  const [, ...lines] = readFileSync(join(project.folder, to), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(',').slice(0, 4).join(','));
}

describe('publishing a snapshot', () => {
  it('places everybody once, counts whom it means, and quarantines what it cannot read', async () => {
    const project = small();
    const { value, findings } = await project.clade.run();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value?.run).toMatchObject({ asOf: '2026-06-30', outcome: 'published', engine: 'duckdb' });
    expect(value?.loads).toContainEqual({
      source: 'accounts',
      rowsRead: 8,
      rowsLoaded: 6,
      rowsQuarantined: 2,
    });
    expect(
      value?.segmentations.map(({ segmentation, customers, active }) => [segmentation, customers, active]),
    ).toEqual([
      ['value', 6, 5],
      ['care', 6, 5],
    ]);
    expect(value?.segmentations[0]?.segments).toMatchObject([
      { segment: 'small', customers: 3, active: 3, money: '99.990000' },
      { segment: 'large', customers: 2, active: 1, money: '100.000000' },
      { segment: 'unknown', customers: 1, active: 1, money: null },
    ]);
    expect(await exported(project, 'care', true)).toEqual([
      '=1+1,leave,customer,0.000000',
      'a1,save,customer,100.000000',
      'a2,leave,customer,99.990000',
      'a3,grow,customer,0.000000',
      'a4,leave,former,250.500000',
      'a5,leave,customer,',
    ]);
    const rows = (await project.clade.quarantine()).value?.rows;
    expect(rows).toMatchObject([
      { source: 'accounts', line: 7, code: 'duplicate-key' },
      { source: 'accounts', line: 8, code: 'not-a-date' },
    ]);
  });

  it('writes an apostrophe before what a spreadsheet would run', async () => {
    const project = small();
    await project.clade.run();
    expect((await exported(project, 'value'))[0]).toBe("'=1+1,small,customer,0.000000");
  });

  it('counts true, false, unknown, taken and swallowed per rule', async () => {
    const { value } = await small().clade.run();
    const care = value?.segmentations.find(({ segmentation }) => segmentation === 'care');
    // a4 (former, large) was never seen in the logins: its rule is unknown, not true.
    expect(care?.rules).toMatchObject([
      { segment: 'save', trueCount: 1, unknownCount: 1, falseCount: 4, takenCount: 1, swallowed: [] },
      { segment: 'grow', trueCount: 1, unknownCount: 2, falseCount: 3, takenCount: 1, swallowed: [] },
    ]);
  });

  it('gives a margin by ranks: who stands between a customer and the edge', async () => {
    const project = small();
    await project.clade.run();
    // arr 0, 0, 1199.88 | 1200, 3006; five known values.
    const explained = async (customer: string) =>
      (await project.clade.explain({ customer, segmentation: 'value' })).value?.placements[0];
    expect((await explained('a2'))?.margin).toBeCloseTo(1 / 5, 12);
    expect((await explained('a1'))?.margin).toBeCloseTo(1 / 5, 12);
    expect((await explained('a4'))?.margin).toBeCloseTo(2 / 5, 12);
    expect((await explained('a3'))?.margin).toBeCloseTo(2 / 5, 12);
    expect((await explained('a5'))?.margin).toBeNull();
  });

  it('explains every condition and finds the nearest change, placed again', async () => {
    const project = small();
    await project.clade.run();
    const { value } = await project.clade.explain({ customer: 'a2' });
    expect(value).toMatchObject({ entity: 'account', status: 'customer', money: '99.990000' });
    expect(value?.placements[0]).toMatchObject({
      segmentation: 'value',
      segment: 'small',
      nearest: { attribute: 'arr', from: '1199.88', segment: 'large', distance: 1 / 5 },
    });
    expect(value?.placements[1]?.rules[0]?.conditions).toEqual([
      { text: "segment('value') = 'large'", outcome: 'fails', values: { "segment('value')": 'small' } },
      { text: 'logins_30d = 0', outcome: 'fails', values: { logins_30d: 2 } },
    ]);
    expect(value?.placements[1]?.nearest).toMatchObject({ attribute: 'plan', to: 'free', segment: 'grow' });
    const untracked = (await project.clade.explain({ customer: 'a5' })).value?.placements[1];
    expect(untracked).toMatchObject({ reason: 'lacks_data', segment: 'leave', margin: null });
    expect(untracked?.rules[0]?.conditions[1]).toMatchObject({
      outcome: 'lacks data',
      values: { logins_30d: null },
    });
  });
});

async function ledgerOf(folder: string) {
  const instance = await DuckDBInstance.create(join(folder, '.clade', 'state.duckdb'));
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(
    `select l.as_of::text, segmentation, customer, cause, from_segment, to_segment
    from clade.ledger as l join clade.snapshots using (snapshot_id) order by run_id, segmentation, customer`,
  );
  connection.closeSync();
  instance.closeSync();
  return result.getRows().map((row) => row.join(' '));
}

describe('a second run', () => {
  it('writes only movers into the ledger, against the snapshot before', async () => {
    const project = small();
    await project.clade.run({ asOf: '2026-06-29' });
    project.write(
      'data/accounts.csv',
      ACCOUNTS.replace('a2;01.02.2025;;pro;99,99', 'a2;01.02.2025;;pro;100,01').replace(
        'a5;01.05.2025;;;\n',
        '',
      ),
    );
    await project.clade.run();
    const moved = (await ledgerOf(project.folder)).filter((row) => row.startsWith('2026-06-30'));
    // a1's last login slides out of the window; a3 is no longer on a day before its plan is known. Which of their
    // logins happened since, only a condition says; what anybody pays is said to be true on every day.
    expect(moved).toEqual([
      '2026-06-30 care a1 data leave save',
      '2026-06-30 care a3 data leave grow',
      '2026-06-30 care a5 unlisted leave ',
      '2026-06-30 value a2 restated small large',
      '2026-06-30 value a5 unlisted unknown ',
    ]);
  });

  it('does not move anybody when a segment is renamed with `was`', async () => {
    const project = small();
    await project.clade.run();
    project.write(
      'clade.yaml',
      CLADE.replace('{ id: large, title: Large,', '{ id: big, title: Big, was: [large],').replace(
        "= 'large'",
        "= 'big'",
      ),
    );
    const { findings } = await project.clade.run();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await ledgerOf(project.folder)).toEqual([]);
  });

  it('refuses the state of another version and leaves it alone', async () => {
    const project = small();
    await project.clade.run();
    const path = join(project.folder, '.clade', 'state.duckdb');
    const change = async (text: string) => {
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      const rows = (await connection.runAndReadAll(text)).getRows();
      connection.closeSync();
      instance.closeSync();
      return rows;
    };
    await change('alter table clade.ledger add column previous_run_id varchar');
    const { value, findings } = await project.clade.run();
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toEqual(['state-of-other-version']);
    expect(await change('select count(*) from clade.runs')).toEqual([[1n]]);
  });

  it('stops at the quarantine limit, says why, and leaves the last snapshot as it was', async () => {
    const project = small();
    await project.clade.run();
    const before = await exported(project, 'value');
    project.write('data/accounts.csv', ACCOUNTS.replaceAll('.2025', '/x'));
    const { value, findings } = await project.clade.run();
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toContain('quarantine-limit');
    expect(await exported(project, 'value')).toEqual(before);
    expect((await project.clade.runs()).value?.map(({ outcome }) => outcome)).toEqual([
      'stopped',
      'published',
    ]);
    expect((await project.clade.quarantine()).value?.total).toBeGreaterThan(5);
  });

  it('explains with the definitions of the snapshot, not those of today', async () => {
    const project = small();
    await project.clade.run();
    project.write('clade.yaml', CLADE.replace('from: 1200', 'from: 5000'));
    expect(
      (await project.clade.explain({ customer: 'a1', segmentation: 'value' })).value?.placements[0]?.segment,
    ).toBe('large');
  });

  it('goes on explaining the newest date after a run of an earlier one, and that one too', async () => {
    const project = small();
    await project.clade.run();
    await project.clade.run({ asOf: '2026-03-31' });
    await project.clade.run({ asOf: '2026-04-30' });
    const asOf = async (day?: string) => {
      const { value, findings } = await project.clade.explain({ customer: 'a1', ...(day && { asOf: day }) });
      return value?.asOf ?? findings[0]?.code;
    };
    expect(await asOf()).toBe('2026-06-30');
    expect(await asOf('2026-04-30')).toBe('2026-04-30');
    expect(await asOf('2026-03-31')).toBe('facts-not-kept');
  });

  it('leaves an attribute without history missing on a day before its data, and says so', async () => {
    const { value, findings } = await small().clade.run({ asOf: '2026-03-31' });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'attribute-without-history', severity: 'warning' }),
    );
    const care = value?.segmentations.find(({ segmentation }) => segmentation === 'care');
    expect(care?.rules[1]).toMatchObject({ segment: 'grow', trueCount: 0 });
    expect(care?.active).toBe(5);
  });

  it('says so where a source names no day and a past day takes its values as they are', async () => {
    const project = small();
    project.write('clade.yaml', CLADE.replace('asOf: 2026-06-30\n', ''));
    const { findings } = await project.clade.run({ asOf: '2026-03-31' });
    const undated = findings.filter(({ code }) => code === 'source-day-unknown');
    expect(undated.map(({ message }) => message)).toEqual([
      expect.stringContaining('`accounts` stands for: `plan` of `account` counts on 2026-03-31'),
    ]);
    const dated = await small().clade.run({ asOf: '2026-03-31' });
    expect(dated.findings.filter(({ code }) => code === 'source-day-unknown')).toEqual([]);
  });

  // Seats are added up from rows without a date, of the same day as the accounts.
  it('puts nothing of today into a past day, whatever today says', async () => {
    const yaml = `${CLADE}---
{ kind: source, id: seats, file: data/seats.csv, asOf: 2026-06-30, columns: { account: text, seats: integer } }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, aggregate: { source: seats, by: account, function: sum, of: seats } }
---
kind: segmentation
id: crowd
entity: account
method: rules
segments: [{ id: many, when: seats >= 10 }, { id: few, when: seats < 10 }]
fallback: { id: unknown }
`;
    const placed = async (accounts: string, seats: string, asOf: string) => {
      const project = testProject({
        'clade.yaml': yaml,
        'data/accounts.csv': accounts,
        'data/logins.csv': LOGINS,
        'data/seats.csv': `account,seats\n${seats}`,
      });
      const { findings } = await project.clade.run({ asOf });
      const all = [];
      for (const segmentation of ['value', 'care', 'crowd'])
        all.push(await exported(project, segmentation, true));
      return {
        all,
        lost: findings
          .filter(({ code }) => code === 'attribute-without-history')
          .map(({ message }) => message),
      };
    };
    const past = await placed(ACCOUNTS, 'a1,6\na1,6\na3,2\n', '2026-06-29');
    expect(past.all[1]).toContain('a3,leave,customer,0.000000');
    expect(new Set(past.all[2]?.map((line) => line.split(',')[1]))).toEqual(new Set(['unknown']));
    expect(past.lost).toEqual([
      '`plan` and `seats` of `account` are missing on 2026-06-29: the data says what was true on a later day only.',
    ]);
    const changed = ACCOUNTS.replaceAll(';pro;', ';free;').replace(';free;0,00', ';gold;0,00');
    expect(await placed(changed, 'a1,1\na2,70\n', '2026-06-29')).toEqual(past);

    const today = await placed(ACCOUNTS, 'a1,6\na1,6\na3,2\n', '2026-06-30');
    expect(today.lost).toEqual([]);
    expect(today.all[1]).toContain('a3,grow,customer,0.000000');
    expect(today.all[2]?.filter((line) => !line.includes('unknown'))).toEqual([
      'a1,many,customer,100.000000',
      'a3,few,customer,0.000000',
    ]);
    expect((await placed(changed, 'a1,1\na2,70\n', '2026-06-30')).all).not.toEqual(today.all);
  });
});

describe('what cannot be answered is said', () => {
  it('names an unknown customer, segmentation, day and folder', async () => {
    const project = small();
    expect((await project.clade.explain({ customer: 'a1' })).findings[0]?.code).toBe('nothing-published');
    await project.clade.run();
    const codes = async (outcome: Promise<{ readonly findings: readonly { readonly code: string }[] }>) =>
      (await outcome).findings.map(({ code }) => code);
    expect(await codes(project.clade.explain({ customer: 'A1' }))).toEqual(['unknown-customer']);
    expect(await codes(project.clade.export({ segmentation: 'valu', to: 'x.csv' }))).toEqual(['no-snapshot']);
    expect(await codes(project.clade.export({ segmentation: 'value', to: 'no/such/x.csv' }))).toEqual([
      'no-such-folder',
    ]);
    expect(await codes(project.clade.run({ asOf: '2026-02-30' }))).toEqual(['not-a-day']);
    expect(await codes(project.clade.sql({ name: 'valeu' }))).toEqual(['unknown-segmentation']);
  });
});
