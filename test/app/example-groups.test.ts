import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/app/generate-example/generate-example.ts';
import { accountStories } from '../../src/app/generate-example/story.ts';
import { openClade } from '../../src/index.ts';
import { adjustedRand } from '../../src/numeric/adjusted-rand.ts';

const ACCOUNTS = 2000;
const SEED = 7;
const folder = mkdtempSync(join(tmpdir(), 'clade-example-'));
/** Customers who used the product: the group they were put in, and what they really bought it for. */
const groups: string[] = [];
const boughtFor: string[] = [];

beforeAll(async () => {
  const clade = openClade({ folder: join(folder, 'saas') });
  await clade.demo({ to: join(folder, 'saas'), accounts: ACCOUNTS, seed: SEED });
  await clade.export({ segmentation: 'natural', to: 'natural.jsonl' });
  const stories = [...accountStories({ seed: SEED, accounts: ACCOUNTS, asOf: EXAMPLE_AS_OF })];
  const useOf = new Map(stories.map(({ company }) => [company.id, company.useCase]));
  const lines = readFileSync(join(folder, 'saas', 'natural.jsonl'), 'utf8')
    .trim()
    .split('\n');
  for (const line of lines) {
    const { customer, segment, status, present } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    if (status !== 'customer' || present === 0) continue;
    groups.push(String(segment));
    boughtFor.push(useOf.get(String(customer)) ?? '');
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The same names, each as a number. */
function numbered(names: readonly string[]): readonly number[] {
  const known = [...new Set(names)];
  return names.map((name) => known.indexOf(name));
}

describe('the groups planted in the example', () => {
  it('come back from what companies do, though nothing they said of it is looked at', () => {
    expect(groups.length).toBeGreaterThan(1000);
    expect(adjustedRand(numbered(groups), numbered(boughtFor))).toBeGreaterThan(0.5);
  });

  it('are each the most in the group that has its name', () => {
    const named = {
      planners: 'Scheduling',
      reporters: 'Reporting',
      approvers: 'Compliance',
      automators: 'Automation',
    };
    for (const [group, use] of Object.entries(named)) {
      const own = boughtFor.filter((_, row) => groups[row] === group);
      expect(own.filter((one) => one === use).length / own.length).toBeGreaterThan(0.85);
    }
  });
});
