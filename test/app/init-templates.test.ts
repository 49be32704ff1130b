import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvOf, filesFor } from '../support/init-files.ts';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const pick = (values: readonly string[], n: number) => values[n % values.length] ?? '';

/** Companies with everything the three business templates ask for. */
const COMPANIES = csvOf([
  [
    'account_id',
    'employees',
    'arr',
    'industry',
    'job_title',
    'adoption_style',
    'usage_pattern',
    'decision_style',
    'health_score',
    'tenure_days',
    'logins_30d',
    'days_since_last_login',
    'features_used',
    'depth_score',
    'usage_pct_of_limit',
    'churn_predicted',
    'nps',
    'sales_cycle_days',
  ],
  ...range(300).map((n) => [
    ...[
      `a${n}`,
      ((n * 37) % 900) + 1,
      ((n * 7919) % 120_000) + 0.5,
      pick(['Healthcare', 'Finance', 'Software', 'Manufacturing', 'Consulting', 'Retail'], n),
    ],
    ...[
      pick(['IT Manager', 'Chief Financial Officer', 'Operations Lead', 'End User'], n),
      pick(['Early adopter', 'Mainstream', 'Laggard'], n),
    ],
    ...[
      pick(['power', 'casual', 'admin'], n),
      pick(['data-driven', 'relationship', 'risk-averse'], n),
      (n * 13) % 101,
      (n * 5) % 800,
    ],
    ...[
      (n * 11) % 31,
      (n * 3) % 90,
      n % 12,
      (n * 17) % 101,
      (n * 19) % 101,
      ((n * 23) % 100) / 100,
      n % 11,
      (n * 29) % 200,
    ],
  ]),
]);

const PEOPLE = csvOf([
  [
    'customer_id',
    'date_of_birth',
    'marital_status',
    'children',
    'loyalty_status',
    'main_benefit',
    'active_days',
  ],
  ...range(200).map((n) => [
    ...[`p${n}`, `${1940 + ((n * 7) % 70)}-05-17`, pick(['single', 'married', 'divorced'], n), (n * 3) % 4],
    ...[
      pick(['loyal', 'satisfied', 'switcher', 'lost'], n),
      pick(['price', 'quality', 'easy to use', 'prestige'], n),
      (n * 5) % 31,
    ],
  ]),
]);

async function made(name: string, text: string, template: string, options = {}) {
  const files = filesFor({ [name]: text }, options);
  const outcome = await files.init({ template });
  const definitions = readFileSync(join(files.to, 'segmentations.yaml'), 'utf8');
  const codes = [...new Set(outcome.findings.map(({ code }) => code))];
  return { ...outcome, files, definitions, codes, ids: outcome.value?.segmentations.map(({ id }) => id) };
}

describe('clade init --template', () => {
  it('saas: every unit, and the ties and holes of its text', async () => {
    const { ids, codes, value, files } = await made('accounts.csv', COMPANIES, 'saas');
    expect(value?.leftOut.filter((told) => told.includes('template'))).toEqual([]);
    expect(ids).toEqual([
      'value',
      'behaviour',
      'lifecycle',
      'health',
      'rfm',
      'at_risk',
      'expansion',
      'power_users',
    ]);
    expect(value?.primary).toBe('value');
    expect(codes).toEqual(expect.arrayContaining(['stated-tie', 'stated-edge-differs', 'rfm-map']));
    const ran = await files.open(files.to).run();
    const top = ran.value?.segmentations.find(({ segmentation }) => segmentation === 'behaviour');
    expect(top?.segments.find(({ segment }) => segment === 'power')?.active).toBeGreaterThan(30);
  });

  it('techcorp: who is large by one and small by the other fits none, and the cents are named', async () => {
    const { ids, codes, value, files } = await made('accounts.csv', COMPANIES, 'techcorp');
    expect([ids, value?.primary]).toEqual([
      ['segment', 'contract', 'size', 'cycle', 'stakeholders'],
      'segment',
    ]);
    expect(codes).toEqual(expect.arrayContaining(['stated-gap']));
    const { findings } = await files.open(files.to).run();
    expect(findings.map(({ code }) => code)).toContain('fallback-share');
  });

  it('mysaas: ties at 50 and 500, and groups read out of the words of values', async () => {
    const { ids, codes, definitions } = await made('accounts.csv', COMPANIES, 'mysaas');
    expect(ids).toEqual(['size', 'vertical', 'function', 'adoption', 'usage_pattern', 'decision_style']);
    expect(codes).toContain('stated-tie');
    expect(definitions).toContain(`{ id: technology, title: Technology, when: industry = 'Software' }`);
    expect(definitions).toMatch(/In the fallback: Retail\./);
  });

  it('consumer: generations by birthday, families, loyalty, engagement and benefits', async () => {
    const { ids, definitions, files } = await made('customers.csv', PEOPLE, 'consumer');
    expect(ids).toEqual(['engagement', 'benefits', 'loyalty', 'family', 'generation']);
    expect(definitions).toContain('attribute: year(date_of_birth)');
    const { value } = await files.open(files.to).run();
    const generation = value?.segmentations.find(({ segmentation }) => segmentation === 'generation');
    // Born 1940 to 2009, 70 years over 200 people: 1946-64, 1965-80, 1981-96, 1997-2009, before.
    const years = range(200).map((n) => 1940 + ((n * 7) % 70));
    const born = (from: number, to: number) => years.filter((year) => year >= from && year <= to).length;
    expect(generation?.segments.map(({ customers }) => customers)).toEqual([
      ...[born(1946, 1964), born(1965, 1980), born(1981, 1996), born(1997, 2009), born(1940, 1945)],
    ]);
  });

  it('says what it would need, and does without', async () => {
    const text = csvOf([['account_id', 'mrr'], ...range(100).map((n) => [`a${n}`, n * 10])]);
    const { ids, value } = await made('accounts.csv', text, 'saas');
    expect(ids).toEqual(['value']);
    expect(value?.leftOut.join('\n')).toContain(
      'Health is not written: no column was found for a health score, 0 to 100.',
    );
  });

  it('takes the column somebody names for a concept', async () => {
    const text = csvOf([['account_id', 'kopfzahl'], ...range(100).map((n) => [`a${n}`, n * 10])]);
    const ask = ({
      id,
      choices,
      fallback,
    }: {
      id: string;
      choices: readonly { value: string }[];
      fallback: string;
    }) => Promise.resolve(id === 'concept:head_count' ? (choices[0]?.value ?? '') : fallback);
    const { ids, definitions } = await made('accounts.csv', text, 'mysaas', { ask });
    expect(ids).toEqual(['size']);
    expect(definitions).toContain('attribute: kopfzahl');
  });
});
