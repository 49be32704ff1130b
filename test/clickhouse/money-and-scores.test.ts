import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import { accountsCsv, BOOK_PROJECT, linesCsv, RATES } from '../support/book-project.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

const SCORE = `---
kind: score
id: worth
entity: account
digits: 3
parts:
  - { id: money, weight: 0.7, of: mrr, linear: { from: 0, to: 777.77 } }
  - { id: growing, weight: 0.3, when: growth > 0, missing: zero }
---
{ kind: attribute, id: place, entity: account, basis: value, rank: { of: mrr, as: percentile, ties: mean, within: group } }
---
{ kind: attribute, id: top, entity: account, basis: value, rank: { of: mrr, as: top_share, base: all } }
---
kind: segmentation
id: by_worth
entity: account
method: rules
segments:
  - { id: best, title: Best, when: worth >= 30 and top <= 0.3 }
  - { id: good, title: Good, when: place >= 50 }
fallback: { id: rest, title: Rest }
`;

const IDS = Array.from({ length: 40 }, (_, index) => `a${index}`);
const day = (days: number) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10);
const LINES = Array.from({ length: 120 }, (_, index) => ({
  account: `a${(index * 7) % 41}`,
  starts: day((index * 37) % 500),
  ends: index % 3 === 0 ? day(((index * 53) % 400) + 200) : '',
  amount: (((index * 7919) % 99_991) / 100).toFixed(2),
  billing: index % 2 === 0 ? 'annual' : 'monthly',
  trial: index % 11 === 0,
  currency: ['EUR', 'USD', 'EUR', 'GBP', 'EUR'][index % 5] ?? 'EUR',
}));

describe('a book with rates, ranks and a score', () => {
  it('say the same on both engines: facts, revenue, back-test', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const { clade: here, folder } = testProject({
      'clade.yaml': BOOK_PROJECT + SCORE,
      'data/accounts.csv': accountsCsv(IDS),
      'data/lines.csv': linesCsv(LINES),
      'data/rates.csv': RATES,
    });
    const there = openClade({ folder, engine: { name: 'given', engine } });
    const told = async (clade: typeof here) => {
      const run = await clade.run({ asOf: '2026-06-30' });
      const explained = [];
      for (const customer of IDS.filter((_, index) => index % 5 === 0))
        explained.push((await clade.explain({ customer })).value);
      return {
        findings: run.findings,
        segmentations: run.value?.segmentations,
        explained: explained.map((one) => ({ ...one, runId: '' })),
        revenue: await clade.revenue({ from: '2025-09-30', to: '2026-06-30' }),
        backtest: await clade.backtest({ score: 'worth', from: '2025-09-30', horizon: '200d' }),
      };
    };
    const [one, other] = [await told(here), await told(there)];
    expect(one.revenue.value?.total.change).toMatch(/\d\.\d{6}$/);
    expect(one.backtest.value?.customers).toBeGreaterThan(10);
    expect(other).toEqual(one);
  });
});
