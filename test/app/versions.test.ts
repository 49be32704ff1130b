import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testProject } from '../support/project.ts';

const CLADE = `
kind: project
title: Versions
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text, since: date }
---
kind: source
id: plans
file: plans.csv
key: account
validFrom: from
validTo: to
asOf: 2026-06-30
columns: { account: text, from: date, to: date, plan: text, seats: integer }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: entity, id: subscriber, source: plans, key: account }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: plans.plan, by: account }
---
{ kind: attribute, id: seats, entity: account, basis: value, aggregate: { source: plans, by: account, function: sum, of: seats } }
---
{ kind: attribute, id: own_plan, entity: subscriber, basis: value, from: plans.plan }
---
kind: segmentation
id: plan_of
entity: account
method: rules
segments:
  - { id: free, title: Free, when: "plan = 'free'" }
  - { id: pro, title: Pro, when: "plan = 'pro' and seats >= 10" }
  - { id: small, title: Small, when: "plan = 'pro'" }
fallback: { id: none, title: None }
---
kind: segmentation
id: subscribed
entity: subscriber
method: rules
segments: [{ id: free, title: Free, when: "own_plan = 'free'" }]
fallback: { id: paying, title: Paying }
`;

const ACCOUNTS = 'id,since\na1,2026-01-01\na2,2026-01-01\na3,2026-01-01\n';
/** a1 changes plan in March and seats in June; a2 leaves and returns; a3 is free from June on. */
const PLANS = `account,from,to,plan,seats
a1,2026-01-01,2026-03-01,free,1
a1,2026-03-01,2026-06-01,pro,5
a1,2026-06-01,,pro,10
a2,2026-01-01,2026-02-01,pro,50
a2,2026-05-01,2026-05-02,pro,70
a3,2026-06-30,,free,1
`;

const project = (plans = PLANS) =>
  testProject({ 'clade.yaml': CLADE, 'accounts.csv': ACCOUNTS, 'plans.csv': plans });

async function placed(one: ReturnType<typeof project>, asOf: string, segmentation = 'plan_of') {
  const { findings } = await one.clade.run({ asOf });
  await one.clade.export({ segmentation, to: `${segmentation}.csv`, asOf });
  const [, ...lines] = readFileSync(join(one.folder, `${segmentation}.csv`), 'utf8')
    .trim()
    .split('\n');
  return { placements: lines.map((line) => line.split(',').slice(0, 2).join(' ')), findings };
}

describe('a slowly changing source', () => {
  it.each([
    ['2025-12-31', ['a1 none', 'a2 none', 'a3 none'], []],
    ['2026-01-01', ['a1 free', 'a2 pro', 'a3 none'], ['a1 free', 'a2 paying']],
    ['2026-02-28', ['a1 free', 'a2 none', 'a3 none'], ['a1 free']],
    ['2026-03-01', ['a1 small', 'a2 none', 'a3 none'], ['a1 paying']],
    ['2026-05-01', ['a1 small', 'a2 pro', 'a3 none'], ['a1 paying', 'a2 paying']],
    ['2026-05-02', ['a1 small', 'a2 none', 'a3 none'], ['a1 paying']],
    ['2026-06-29', ['a1 pro', 'a2 none', 'a3 none'], ['a1 paying']],
    ['2026-06-30', ['a1 pro', 'a2 none', 'a3 free'], ['a1 paying', 'a3 free']],
  ])('is on %s what was true on that day, and who was there', async (asOf, attributes, entities) => {
    const one = project();
    const { placements, findings } = await placed(one, asOf);
    expect(placements).toEqual(attributes);
    expect((await placed(one, asOf, 'subscribed')).placements).toEqual(entities);
    expect(findings.map(({ code }) => code)).not.toContain('attribute-without-history');
  });

  it('leaks nothing of later versions into a past day', async () => {
    const past = await placed(project(), '2026-04-15');
    const future = PLANS.replaceAll(',pro,10', ',free,999') + 'a2,2026-06-15,,free,3\n';
    expect((await placed(project(future), '2026-04-15')).placements).toEqual(past.placements);
    const erased = PLANS.split('\n').filter((line) => !/,2026-0[56]-.*,.*,/.test(line.slice(2, 14)));
    expect((await placed(project(erased.join('\n')), '2026-04-15')).placements).toEqual(past.placements);
  });

  it('counts versions that overlap, leave days out or end before they begin', async () => {
    const { findings } = await placed(project(), '2026-06-30');
    const counts = (all: typeof findings) =>
      all
        .filter(({ code }) => code.startsWith('versions-'))
        .map(({ code, severity, data }) => [code, severity, data?.['count'], data?.['versions']]);
    expect(counts(findings)).toEqual([['versions-gap', 'note', 1, 6]]);
    const wrong = await placed(
      project(
        `${PLANS}a1,2026-05-15,2026-05-20,gold,1\na3,2026-03-02,2026-03-01,pro,1\na3,2026-07-15,,pro,10\n`,
      ),
      '2026-05-16',
    );
    // The version of May stands inside another; what follows it is no gap. The open one of a3 meets a third.
    expect(counts(wrong.findings)).toEqual([
      ['versions-overlap', 'warning', 2, 9],
      ['versions-gap', 'note', 1, 9],
      ['versions-backwards', 'warning', 1, 9],
    ]);
    expect(wrong.placements).toEqual(['a1 none', 'a2 none', 'a3 none']);
  });

  it('quarantines a version without a first day, and the second of one day', async () => {
    const one = project(`${PLANS}a3,,2026-02-01,pro,1\na1,2026-03-01,2026-04-01,pro,9\n`);
    one.write(
      'clade.yaml',
      CLADE.replace('title: Versions', 'title: Versions\nlimits: { quarantinedShare: 0.5 }'),
    );
    const { placements } = await placed(one, '2026-03-15');
    expect(placements[0]).toBe('a1 small');
    expect((await one.clade.quarantine()).value?.rows).toMatchObject([
      { source: 'plans', line: 8, code: 'missing-value', column: 'from' },
      { source: 'plans', line: 9, code: 'duplicate-key' },
    ]);
  });
});
