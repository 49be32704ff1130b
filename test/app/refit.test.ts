import { describe, expect, it } from 'vitest';
import type { TestProject } from '../support/project.ts';
import { testProject } from '../support/project.ts';
import type { Company } from '../support/groups-project.ts';
import { companies, companiesCsv, GROUPS_DAY, GROUPS_PROJECT, kinds } from '../support/groups-project.ts';

const LATER = '2026-06-30';
const FIRST = companies(360, 5);

/** The same companies a quarter later: all have four times as much of everything, and every tenth free one pays now. */
const DRIFTED: readonly Company[] = companies(360, 6, 4).map((company, at) =>
  company.kind === 'free' && at % 10 === 1
    ? { ...company, kind: 'paying', plan: 'pro', spend: '1420.00' }
    : company,
);

async function drifted(more = ''): Promise<TestProject> {
  const project = testProject({
    'clade.yaml': GROUPS_PROJECT,
    'kinds.yaml': kinds(more),
    'companies.csv': companiesCsv(FIRST),
  });
  await project.clade.run({ asOf: GROUPS_DAY });
  project.write('companies.csv', companiesCsv(DRIFTED));
  await project.clade.run({ asOf: LATER });
  return project;
}

/** Each company's segment, as explained. */
async function segmentsOf({ clade }: TestProject, some: readonly Company[]) {
  const explained = await Promise.all(
    some.map(({ id }) => clade.explain({ customer: id, segmentation: 'kinds' })),
  );
  return explained.map(({ value }) => value?.placements[0]);
}

describe('clade refit', () => {
  it('says who moves, whether names are still theirs, and how far customers had drifted', async () => {
    const project = await drifted();
    const { value, findings } = await project.clade.refit({ segmentation: 'kinds' });
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      asOf: LATER,
      customers: 360,
      kept: false,
      before: { learnedAsOf: GROUPS_DAY },
      after: { learnedAsOf: LATER },
    });
    // By hand: 60 large; of 120 free ones every tenth row, from the second on, pays.
    const now = (kind: Company['kind']) => DRIFTED.filter((company) => company.kind === kind).length;
    expect(value?.segments.map(({ segment, after }) => [segment, after])).toEqual([
      ['large', now('large')],
      ['free', now('free')],
      ['paying', now('paying')],
      ['nobody', 0],
    ]);
    const moved = (value?.pairs ?? []).filter(({ from, to }) => from !== to);
    expect(moved.reduce((sum, { customers }) => sum + customers, 0)).toBe(value?.moved);
    const money = (value?.pairs ?? []).reduce((sum, pair) => sum + Number(pair.money), 0);
    expect(money).toBeCloseTo(
      DRIFTED.reduce((sum, { spend }) => sum + Number(spend), 0),
      6,
    );
    for (const { jaccard } of value?.segments.slice(0, 3) ?? []) expect(jaccard).toBeGreaterThan(0.5);
    expect(value?.drift?.poorFit?.share).toBeGreaterThan(0.05);
    expect(value?.drift?.meanFit).toBeLessThan(value?.drift?.meanFitThen ?? 0);
    // Nothing was kept: asking again says the same.
    expect((await project.clade.refit({ segmentation: 'kinds' })).value).toEqual(value);
  });

  it('finds those learned from as well fitting as they were', async () => {
    const project = testProject({
      'clade.yaml': GROUPS_PROJECT,
      'kinds.yaml': kinds(),
      'companies.csv': companiesCsv(FIRST),
    });
    await project.clade.run({ asOf: GROUPS_DAY });
    const { value } = await project.clade.refit({ segmentation: 'kinds' });
    expect(value?.drift?.meanFit).toBeCloseTo(value?.drift?.meanFitThen ?? Number.NaN, 9);
  });

  it('keeps what it learned for the next run, whose moves have the fit as their cause', async () => {
    const project = await drifted();
    const asked = await project.clade.refit({ segmentation: 'kinds', keep: true });
    expect(asked.value?.kept).toBe(true);
    const ran = await project.clade.run({ asOf: LATER });
    const sizes = ran.value?.segmentations[0]?.segments.map(({ customers }) => customers);
    expect(sizes).toEqual(asked.value?.segments.map(({ after }) => after));
    const [placed] = await segmentsOf(project, DRIFTED.slice(0, 1));
    expect(placed?.fit).toEqual({ hash: asked.value?.after.hash, learnedAsOf: LATER });
    const again = await project.clade.refit({ segmentation: 'kinds', keep: true });
    expect(again.value).toMatchObject({ moved: 0, kept: false });
  });

  it('keeps nothing for a definition that would not use it', async () => {
    const project = await drifted();
    project.write('kinds.yaml', kinds('seed: 2'));
    const { value, findings } = await project.clade.refit({ segmentation: 'kinds', keep: true });
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toEqual(['definition-changed']);
  });

  it('is asked of what learns only', async () => {
    const project = await drifted();
    await project.clade.rules({ segmentation: 'kinds', as: 'plain' });
    await project.clade.run({ asOf: LATER });
    const { findings } = await project.clade.refit({ segmentation: 'plain' });
    expect(findings.map(({ code }) => code)).toEqual(['nothing-learned']);
  });
});

describe('clade refit of seats alone', () => {
  it('counts who moves from where to where, with their money', async () => {
    const seats = (all: readonly Company[]) => companiesCsv(all.map((one) => ({ ...one, plan: 'any' })));
    const project = testProject({
      'clade.yaml': GROUPS_PROJECT,
      'kinds.yaml': `kind: segmentation
id: sizes
entity: company
method: cluster
clusterer: k-means
basis: [seats]
typing: { seats: { kind: continuous, transform: none } }
segments: [{ id: small, like: { seats: 10 } }, { id: large, like: { seats: 250 } }]
fallback: { id: nobody }
`,
      'companies.csv': seats(FIRST),
    });
    project.write('clade.yaml', GROUPS_PROJECT.replace('primary: kinds', 'primary: sizes'));
    await project.clade.run({ asOf: GROUPS_DAY });
    // Twelve small ones grow to the size large ones had, while those grow fourfold.
    const grown = FIRST.map((company, at): Company => {
      if (company.kind === 'large') return { ...company, seats: company.seats * 4 };
      return at % 30 === 1 ? { ...company, seats: 200 } : company;
    });
    const movers = grown.filter(({ seats: now }) => now === 200);
    project.write('companies.csv', seats(grown));
    await project.clade.run({ asOf: LATER });
    const { value } = await project.clade.refit({ segmentation: 'sizes' });
    expect(movers.length).toBe(12);
    expect(value?.moved).toBe(12);
    const [only, ...more] = (value?.pairs ?? []).filter(({ from, to }) => from !== to);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ from: 'large', to: 'small', customers: 12 });
    expect(Number(only?.money)).toBeCloseTo(
      movers.reduce((sum, { spend }) => sum + Number(spend), 0),
      6,
    );
    expect(value?.segments.map(({ jaccard }) => jaccard)).toEqual([288 / 300, 60 / 72, null]);
  });
});

describe('a review date in the definition', () => {
  it('learns anew in the run from then on, and names stay with their customers', async () => {
    // Without typical customers names go by size; half of those who pay have grown, so the sizes change places.
    const project = testProject({
      'clade.yaml': GROUPS_PROJECT,
      'kinds.yaml': kinds(`refit: ['${LATER}']`).replaceAll(/, like: \{[^}]*\}/g, ''),
      'companies.csv': companiesCsv(FIRST),
    });
    await project.clade.run({ asOf: GROUPS_DAY });
    const some = [0, 1, 5].flatMap((at) => FIRST[at] ?? []);
    const before = await segmentsOf(project, some);
    const large = FIRST.filter(({ kind }) => kind === 'large');
    const grown = FIRST.map((company, at): Company =>
      company.kind === 'paying' && at % 2 === 0
        ? { ...company, ...large[at % large.length], id: company.id }
        : company,
    );
    project.write('companies.csv', companiesCsv(grown));
    await project.clade.run({ asOf: LATER });
    const after = await segmentsOf(project, some);
    expect(new Set(before.map((one) => one?.segment)).size).toBe(3);
    expect(after.map((one) => one?.segment)).toEqual(before.map((one) => one?.segment));
    expect(before[0]?.fit?.learnedAsOf).toBe(GROUPS_DAY);
    expect(after[0]?.fit?.learnedAsOf).toBe(LATER);
  });
});
