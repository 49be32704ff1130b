import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engines/duckdb.ts';
import type { Row } from '../../src/engines/engine.ts';
import {
  accountsCsv,
  driftAccounts,
  driftProject,
  sizeBands,
  withMoreSeats,
} from '../support/drift-project.ts';
import { companies, companiesCsv, GROUPS_DAY, GROUPS_PROJECT, kinds } from '../support/groups-project.ts';
import type { TestProject } from '../support/project.ts';
import { testProject } from '../support/project.ts';

const [FIRST, SECOND, THIRD] = ['2026-01-31', '2026-03-31', '2026-06-30'];
const ACCOUNTS = driftAccounts();

const project = (settings = '') =>
  testProject({
    'clade.yaml': driftProject(settings),
    'size.yaml': sizeBands(),
    'accounts.csv': accountsCsv(ACCOUNTS),
  });

/** Findings of the check in a run of a day. */
async function drifts({ clade }: TestProject, asOf: string | undefined) {
  const { value, findings } = await clade.run({ asOf });
  expect(value).not.toBeNull();
  return findings.filter(({ code }) => code === 'drift');
}

const about = (findings: Awaited<ReturnType<typeof drifts>>) =>
  findings.map(({ message, severity }) => `${severity} ${/`[^`]+`/.exec(message)?.[0] ?? ''}`);

async function ask({ folder }: TestProject, text: string): Promise<readonly Row[]> {
  const engine = await openDuckdb({
    path: join(folder, '.clade', 'state.duckdb'),
    memoryLimit: '1GB',
    threads: 1,
    tempDirectory: join(folder, '.clade', 'temp'),
  });
  try {
    return await engine.query({ text, parameters: [], label: 'distributions' });
  } finally {
    await engine.close();
  }
}

describe('distributions', () => {
  it('part the customers of every run; dates, keys and what is sensitive are left out', async () => {
    const tried = project();
    await drifts(tried, FIRST);
    const rows = await ask(
      tried,
      'select attribute, sum(customers) as customers, count(*) as bins from clade.distributions group by attribute order by attribute',
    );
    expect(rows.map(({ attribute, customers }) => [attribute, Number(customers)])).toEqual(
      ['plan', 'seats', 'spend', 'trial'].map((attribute) => [attribute, 600]),
    );
    const plans = await ask(
      tried,
      "select edge, customers from clade.distributions where attribute = 'plan'",
    );
    const count = (plan: string) => ACCOUNTS.filter((one) => one.plan === plan).length;
    expect(new Map(plans.map(({ edge, customers }) => [edge, Number(customers)])).get('pro')).toBe(
      count('pro'),
    );
    const [missing] = await ask(
      tried,
      "select customers from clade.distributions where attribute = 'seats' and kind = 'missing'",
    );
    expect(Number(missing?.['customers'])).toBe(30);
  });

  it('count a later day in the bins of the first', async () => {
    const tried = project();
    await drifts(tried, FIRST);
    tried.write('accounts.csv', accountsCsv(withMoreSeats(ACCOUNTS, 1)));
    await drifts(tried, SECOND);
    const rows = await ask(
      tried,
      "select as_of, string_agg(coalesce(edge, '-'), ' ' order by bin) as edges from clade.distributions where attribute = 'seats' group by as_of order by as_of",
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]?.['edges']).toBe(rows[1]?.['edges']);
  });
});

describe('the report', () => {
  it('tells ages, and what has moved with shares of both days', async () => {
    const tried = project();
    const page = async () => {
      await tried.clade.report({ to: join(tried.folder, 'report.md') });
      return readFileSync(join(tried.folder, 'report.md'), 'utf8');
    };
    await drifts(tried, FIRST);
    expect(await page()).toContain(`Nothing is compared: ${FIRST} is the first day of what is told here.`);
    tried.write('accounts.csv', accountsCsv(withMoreSeats(ACCOUNTS, 40)));
    await drifts(tried, THIRD);
    const text = await page();
    expect(text).toMatch(new RegExp(`## Drift and age\\n[^]*\\| The numbers \\| ${THIRD} \\| .+ \\|`));
    expect(text).toMatch(
      new RegExp(`\\| seats \\| \\d\\.\\d{3} \\| drifted \\| ${FIRST} \\| 600 \\| 600 \\|`),
    );
    // By hand: of 600 accounts those with 50 seats, and, when everybody has 40 more, those who had 10.
    const large = ACCOUNTS.filter(({ seats }) => (seats ?? 0) >= 50).length;
    const larger = ACCOUNTS.filter(({ seats }) => (seats ?? 0) >= 10).length;
    const share = (part: number) => `${((100 * part) / 600).toFixed(1)} %`;
    expect(text).toContain(`large, from ${share(large)} to ${share(larger)}, grew most`);
  });
});

describe('drift', () => {
  it('is told of the attribute that moved, and of the segments made of it, and of nothing else', async () => {
    const tried = project();
    expect(await drifts(tried, FIRST)).toEqual([]);
    expect(await drifts(tried, SECOND)).toEqual([]);
    tried.write('accounts.csv', accountsCsv(withMoreSeats(ACCOUNTS, 40)));
    const found = await drifts(tried, THIRD);
    expect(about(found)).toEqual(['warning `seats`', 'warning `size`']);
    expect(found[0]?.message).toContain(`from ${FIRST} to ${THIRD}`);
    expect(found[0]?.message).toContain('of 600 customers then and 600 customers now');
    expect(found[0]?.data).toMatchObject({ base: 600, customers: 600, from: FIRST });
  });

  it('is told of values that went missing', async () => {
    const tried = project();
    await drifts(tried, FIRST);
    tried.write('accounts.csv', accountsCsv(ACCOUNTS.map((one) => ({ ...one, plan: '' }))));
    const found = await drifts(tried, SECOND);
    expect(about(found)).toEqual(['warning `plan`']);
    expect(found[0]?.message).toContain('no value (0.0 % to 100.0 %) grew most');
  });

  it('is counted from the day of the review', async () => {
    const tried = project();
    await drifts(tried, FIRST);
    tried.write('accounts.csv', accountsCsv(withMoreSeats(ACCOUNTS, 40)));
    expect(about(await drifts(tried, SECOND))).toEqual(['warning `seats`', 'warning `size`']);
    tried.write('clade.yaml', driftProject(`drift: { since: ${SECOND} }`));
    expect(await drifts(tried, THIRD)).toEqual([]);
  });

  it('compares segments that have another name by now, and says where rules are other', async () => {
    const tried = project();
    await drifts(tried, FIRST);
    tried.write('size.yaml', sizeBands('{ id: little, from: 0, was: [small] }'));
    expect(await drifts(tried, SECOND)).toEqual([]);
    tried.write('size.yaml', sizeBands('{ id: little, from: 0, was: [small] }', 95));
    const found = await drifts(tried, THIRD);
    expect(about(found)).toEqual(['warning `size`']);
    expect(found[0]?.message).toContain('Its definition has changed since');
  });

  it('compares nothing with what an attribute meant before', async () => {
    const tried = project();
    await drifts(tried, FIRST);
    const other = 'history: fixed, from: accounts.seats }';
    tried.write('clade.yaml', driftProject().replace(other, 'unit: seats, ' + other));
    tried.write('accounts.csv', accountsCsv(withMoreSeats(ACCOUNTS, 40)));
    const found = await drifts(tried, SECOND);
    expect(about(found)).toEqual(['warning `size`', 'note `seats`']);
    expect(found[1]?.message).toContain(`defined otherwise than on ${FIRST}`);
    tried.write('accounts.csv', accountsCsv(ACCOUNTS));
    const later = await drifts(tried, THIRD);
    expect(later[0]?.message).toContain(`\`seats\` of \`account\` has drifted from ${SECOND} to ${THIRD}`);
  });

  it('never looks at a day to come', async () => {
    const tried = project();
    tried.write('accounts.csv', accountsCsv(withMoreSeats(ACCOUNTS, 40)));
    await drifts(tried, THIRD);
    tried.write('accounts.csv', accountsCsv(ACCOUNTS));
    expect(await drifts(tried, FIRST)).toEqual([]);
    expect(await drifts(tried, SECOND)).toEqual([]);
    const bases = await ask(
      tried,
      'select distinct d.as_of, r.as_of as base from clade.distributions d join clade.runs r on r.run_id = d.base_run_id order by 1',
    );
    expect(bases.map(({ as_of, base }) => [as_of, base])).toEqual([
      [FIRST, FIRST],
      [SECOND, FIRST],
      [THIRD, THIRD],
    ]);
  });

  it('counts in a backfill what runs of the same days count, one after another', async () => {
    const settings = 'drift: { since: 2026-02-28 }';
    const [filled, ran] = [project(settings), project(settings)];
    await filled.clade.backfill({ from: '2026-01', to: '2026-04' });
    for (const asOf of ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']) await drifts(ran, asOf);
    const counts = (one: TestProject) =>
      ask(
        one,
        'select d.as_of, r.as_of as base, attribute, bin, kind, edge, customers from clade.distributions d join clade.runs r on r.run_id = d.base_run_id order by all',
      );
    const rows = await counts(ran);
    expect(await counts(filled)).toEqual(rows);
    expect([...new Set(rows.map(({ as_of, base }) => `${String(as_of)} ${String(base)}`))]).toEqual([
      '2026-01-31 2026-01-31',
      '2026-02-28 2026-01-31',
      '2026-03-31 2026-02-28',
      '2026-04-30 2026-02-28',
    ]);
  });

  it('takes no day for a base on which nobody knew what segments are made of', async () => {
    const tried = project();
    const known = driftProject()
      .replace('key: id\n', `key: id\nasOf: ${SECOND}\n`)
      .replace('history: fixed, from: accounts.seats', 'from: accounts.seats');
    tried.write('clade.yaml', known);
    // On the first day seats are missing for everybody, and everybody is in the fallback.
    expect(await drifts(tried, FIRST)).toEqual([]);
    expect(await drifts(tried, SECOND)).toEqual([]);
    tried.write('accounts.csv', accountsCsv(withMoreSeats(ACCOUNTS, 40)));
    const found = await drifts(tried, THIRD);
    expect(about(found)).toEqual(['warning `seats`', 'warning `size`']);
    expect(found[1]?.message).toContain(`from ${SECOND} to ${THIRD}`);
  });

  it('says nothing of a few customers', async () => {
    const few = testProject({
      'clade.yaml': driftProject(),
      'size.yaml': sizeBands(),
      'accounts.csv': accountsCsv(driftAccounts(9)),
    });
    await drifts(few, FIRST);
    few.write('accounts.csv', accountsCsv(withMoreSeats(driftAccounts(9), 90)));
    expect(await drifts(few, SECOND)).toEqual([]);
  });

  it('sets how customers fit against the day it was learned, in every run, status and report', async () => {
    const learned = testProject({
      'clade.yaml': GROUPS_PROJECT,
      'kinds.yaml': kinds(),
      'companies.csv': companiesCsv(companies(360, 5)),
    });
    const ofFit = async (asOf: string) =>
      (await drifts(learned, asOf)).filter(({ message }) => message.startsWith('The fit of'));
    // On the day of learning there is nothing to compare; others of the same kinds fit as well.
    expect(await ofFit(GROUPS_DAY)).toEqual([]);
    learned.write('companies.csv', companiesCsv(companies(360, 6)));
    expect(await ofFit('2026-04-30')).toEqual([]);
    const steady = (await learned.clade.status()).value?.drift.find(({ subject }) => subject.kind === 'fit');
    expect(steady).toMatchObject({
      verdict: 'steady',
      base: { asOf: GROUPS_DAY, customers: 360 },
      now: { asOf: '2026-04-30', customers: 360 },
    });
    learned.write('companies.csv', companiesCsv(companies(360, 6, 4)));
    const [found, ...more] = await ofFit('2026-06-30');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', place: { path: 'kinds.yaml' } });
    expect(found?.message).toMatch(
      /^The fit of `kinds` has drifted from 2026-03-31 to 2026-06-30: stability index [\d.]+, alarm from 0\.25, of 360 customers then and 360 customers now\. Fit percentile under 10 \(1\d\.\d % to \d\d\.\d %\) grew most/i,
    );
    const { value, findings } = await learned.clade.status();
    expect(value?.drift.find(({ subject }) => subject.kind === 'fit')).toMatchObject({
      index: found?.data?.['index'],
      verdict: 'alarm',
    });
    expect(findings.find(({ code }) => code === 'drift-alarm')?.message).toContain('the fit of `kinds`');
    await learned.clade.report({ segmentation: 'kinds', to: 'kinds.md' });
    const report = readFileSync(join(learned.folder, 'kinds.md'), 'utf8');
    expect(report).toMatch(
      /\| Kinds of company \(fit\) \| \d+\.\d+ \| drifted \| 2026-03-31 \| 360 \| 360 \|/,
    );
  }, 60_000);
});
