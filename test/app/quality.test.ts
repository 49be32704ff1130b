import { describe, expect, it } from 'vitest';
import { testProject } from '../support/project.ts';

const ACCOUNTS = `id,email,plan,seats,opened
a1,a@x.org,pro,5,2026-01-01
a2,,free,0,2026-02-01
a3,c.org,gold,9000,2026-03-01
a4,d@x.org,,3,2026-06-20
`;
const BILLING = `id,plan
a1,pro
a2,pro
a4,pro
a9,pro
`;
const USAGE = `account,feature,day,opens,closes
a1,chat,2026-06-01,1,2
a1,chat,2026-06-02,2,1
a1,chat,2026-06-01,3,
a7,mail,2026-06-03,1,1
,mail,2026-06-03,1,1
a2,chat,2026-07-30,1,1
`;

/** The rules stand under `accounts` and `usage`; the entity reads accounts, one attribute reads usage. */
function withRules(accounts: string, usage: string) {
  return `
kind: project
title: Quality
limits: { quarantinedShare: 0.5 }
---
kind: source
id: accounts
file: accounts.csv
key: id
asOf: 2026-06-30
columns: { id: text, email: text, plan: text, seats: integer, opened: date }
${accounts}
---
kind: source
id: billing
file: billing.csv
key: id
columns: { id: text, plan: text }
---
kind: source
id: usage
file: usage.csv
columns: { account: text, feature: text, day: date, opens: integer, closes: integer }
${usage}
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, from: accounts.seats }
---
{ kind: attribute, id: uses, entity: account, basis: behavioural, aggregate: { source: usage, by: account, function: count } }
---
kind: segmentation
id: size
entity: account
method: bands
attribute: seats
segments: [{ id: any, title: Any, from: 0 }]
fallback: { id: none, title: None }
`;
}

const project = (accounts: string, usage = '') =>
  testProject({
    'clade.yaml': withRules(accounts, usage),
    'accounts.csv': ACCOUNTS,
    'billing.csv': BILLING,
    'usage.csv': USAGE,
  });

async function measured(accounts: string, usage = '') {
  const { value, findings } = await project(accounts, usage).clade.run();
  return {
    results: value?.quality.map(({ source, rule, isMet, failed, base }) => [
      source,
      rule,
      isMet,
      failed,
      base,
    ]),
    said: findings.filter(({ code }) => code.startsWith('quality-')),
  };
}

describe('data-quality rules', () => {
  it('judge rows one by one, and leave alone what is missing', async () => {
    const { results, said } = await measured(`quality:
  - not_null: email
  - range: { column: seats, from: 1, to: 1000 }
  - range: { column: opened, from: 2026-01-01 }
  - in_set: { column: plan, values: [pro, free] }
  - matches: { column: email, like: "%_@_%" }
  - condition: "plan <> 'free' or seats = 0"`);
    expect(results).toEqual([
      ['accounts', 'not_null', false, 1, 4],
      ['accounts', 'range', false, 2, 4],
      ['accounts', 'range', true, 0, 4],
      ['accounts', 'in_set', false, 1, 3],
      ['accounts', 'matches', false, 1, 3],
      // a4 has no plan but 3 seats: whether the condition holds is unknown.
      ['accounts', 'condition', true, 0, 3],
    ]);
    expect(said.map(({ code, severity, message, place }) => [code, severity, message, place?.line])).toEqual([
      ['quality-not-null', 'warning', '1 of 4 rows of `accounts` have no `email` (25.0 %).', 13],
      [
        'quality-range',
        'warning',
        '2 of 4 rows of `accounts` have `seats` below 1 or above 1000 (50.0 %).',
        14,
      ],
      [
        'quality-in-set',
        'warning',
        '1 of 3 rows of `accounts` have a `plan` that is none of pro, free (33.3 %).',
        16,
      ],
      ['quality-matches', 'warning', "1 of 3 rows of `accounts` have `email` unlike '%_@_%' (33.3 %).", 17],
      ['quality-met', 'note', 'Of `accounts` range, condition hold.', 7],
    ]);
  });

  it('count repeats, foreign keys and disagreements over two sources', async () => {
    const { results } = await measured(
      `quality:
  - agrees_with: { column: plan, source: billing }
  - unique: plan`,
      `quality:
  - unique: [account, feature, day]
  - unique: [account]
  - refers_to: { column: account, source: accounts }
  - refers_to: { column: feature, source: billing, key: plan }
  - condition: closes >= opens`,
    );
    expect(results).toEqual([
      // a4 has no plan, a3 is not billed: a1 agrees, a2 does not.
      ['accounts', 'agrees_with', false, 1, 2],
      ['accounts', 'unique', true, 0, 3],
      ['usage', 'unique', false, 1, 5],
      ['usage', 'unique', false, 2, 5],
      ['usage', 'refers_to', false, 1, 5],
      ['usage', 'refers_to', false, 6, 6],
      ['usage', 'condition', false, 1, 5],
    ]);
  });

  it('take the newest day up to the as-of date for how fresh a source is', async () => {
    const { results, said } = await measured(
      'quality: [{ fresh_within: 9d }]',
      'quality: [{ fresh_within: 27d }, { fresh_within: { column: day, within: 26d } }]',
    );
    expect(results?.map(([, , isMet]) => isMet)).toEqual([false, true, false]);
    expect(said[0]?.message).toBe(
      'The newest `opened` of `accounts` up to 2026-06-30 is 2026-06-20, 10 days before it; 9 are allowed.',
    );
  });

  it('tolerate a share, exactly', async () => {
    const { results, said } = await measured(`quality:
  - { not_null: email, tolerated: 25% }
  - { not_null: email, tolerated: 0.2499 }`);
    expect(results?.map(([, , isMet]) => isMet)).toEqual([true, false]);
    expect(said[0]?.message).toMatch(/24\.99 % is tolerated\.$/);
  });

  it('stop a run before anybody is placed, and keep the last snapshot', async () => {
    const one = project('quality: [{ not_null: email }]');
    const first = (await one.clade.run()).value?.run.runId;
    one.write('clade.yaml', withRules('quality: [{ not_null: email, level: stop }]', ''));
    const { value, findings } = await one.clade.run();
    expect(value).toBeNull();
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'quality-not-null',
        severity: 'error',
        data: { source: 'accounts', failed: 1, base: 4 },
      }),
    );
    const runs = (await one.clade.runs()).value ?? [];
    expect(runs.map(({ outcome }) => outcome)).toEqual(['stopped', 'published']);
    expect(runs[1]?.runId).toBe(first);
    await one.clade.export({ segmentation: 'size', to: 'size.csv' });
  });

  it('compare rows with the last published run, never with one that stopped', async () => {
    const one = project('quality: [{ rows_within: 20%, level: stop }]');
    const first = await one.clade.run();
    expect(first.value?.quality).toMatchObject([{ isMet: true, base: 0 }]);
    one.write('accounts.csv', ACCOUNTS.split('\n').slice(0, 3).join('\n'));
    for (let again = 0; again < 2; again++) {
      const { findings } = await one.clade.run();
      expect(findings.find(({ code }) => code === 'quality-rows-within')?.message).toBe(
        '`accounts` has 2 rows and had 4 in the last published run; 20 % more or less is allowed.',
      );
    }
    one.write('accounts.csv', ACCOUNTS);
    expect((await one.clade.run()).value?.quality[0]?.isMet).toBe(true);
  });
});
