import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seeded-random.ts';
import { openClade } from '../../src/index.ts';
import { adjustedRand } from '../../src/numeric/adjusted-rand.ts';
import { realProject } from '../support/real-project.ts';

/** A made-up software company that is sold as an example: 500 accounts, every column drawn by itself. */
const asItIs = realProject('ravenstack', 'ravenstack_saas');
const planted = realProject('ravenstack', 'ravenstack_saas');
afterAll(() => {
  asItIs?.remove();
  planted?.remove();
});

/** Columns of the file of accounts that the planted groups differ in, and how their values are sorted. */
const DIFFER: Readonly<Record<string, (text: string) => string | number>> = {
  industry: (text) => text,
  country: (text) => text,
  signup_date: (text) => Number(text.split('-').toReversed().join('')),
  plan_tier: (text) => text,
  seats: Number,
};
const SHARES = [0.5, 0.3, 0.2];
/** How far a value may stray into the next group: 1 is the distance of two groups. */
const NOISE = 0.25;

/**
 * Deals the values each column already has out anew, so that three groups differ in them and every column keeps its
 * values and their number. Returns the group of each account.
 */
function plantGroups(path: string): ReadonlyMap<string, number> {
  const random = seededRandom(3);
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = header.replace('\uFEFF', '').split(',');
  const rows = lines.map((line) => line.split(','));
  const groups = rows.map(() => {
    const draw = random.next();
    return SHARES.findIndex(
      (_, group) => draw < SHARES.slice(0, group + 1).reduce((sum, one) => sum + one, 0),
    );
  });
  for (const [name, order] of Object.entries(DIFFER)) {
    const at = names.indexOf(name);
    const values = rows.map((row) => row[at] ?? '').sort((a, b) => (order(a) < order(b) ? -1 : 1));
    // Another order of the groups for each column: they are no ranking.
    const turn = random.integer(0, 2);
    const places = groups
      .map((group, row) => ({ row, place: ((group + turn) % 3) + NOISE * random.normal() }))
      .toSorted((a, b) => a.place - b.place);
    places.forEach(({ row }, rank) => (rows[row]![at] = values[rank]!));
  }
  writeFileSync(path, [header, ...rows.map((row) => row.join(','))].join('\n'));
  return new Map(rows.map((row, index) => [row[0] ?? '', groups[index]!]));
}

const BASIS = 'industry,country,plan_tier,seats,tenure_days,tickets,used';

describe.skipIf(!asItIs || !planted)('ravenstack', () => {
  it('has no groups as it is', async () => {
    const clade = openClade({ folder: asItIs?.folder ?? '' });
    await clade.run();
    const { value } = await clade.discover({ entity: 'account', basis: BASIS, bootstraps: 10 });
    expect(value?.search?.recommendation).toMatchObject({ groups: 1, verdict: 'no groups' });
  }, 120_000);

  it('has the three that are planted in its columns, and a run places by them', async () => {
    const folder = planted?.folder ?? '';
    const truth = plantGroups(join(folder, 'data', 'ravenstack_accounts.csv'));
    const clade = openClade({ folder });
    await clade.run();
    const { value } = await clade.discover({
      entity: 'account',
      basis: BASIS,
      bootstraps: 10,
      adopt: 3,
      as: 'planted',
    });
    expect(value?.search?.recommendation).toMatchObject({ groups: 3, verdict: 'natural' });
    await clade.run();
    await clade.export({ segmentation: 'planted', to: 'planted.jsonl' });
    const placed = readFileSync(join(folder, 'planted.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly customer: string; readonly segment: string });
    const ids = [...new Set(placed.map(({ segment }) => segment))];
    const found = Int32Array.from(placed, ({ segment }) => ids.indexOf(segment));
    const planned = Int32Array.from(placed, ({ customer }) => truth.get(customer) ?? -1);
    expect(adjustedRand(planned, found)).toBeGreaterThan(0.9);
  }, 120_000);
});
