import { describe, expect, it } from 'vitest';
import { contingencyOf } from '../../src/numeric/contingency.ts';
import { people, peopleCsv, PROFILE_DAY, PROFILE_PROJECT } from '../support/profile-world.ts';
import { testProject } from '../support/project.ts';

const ROWS = people(260, 23);
const HERE = ROWS.filter(({ gone }) => !gone);

async function published() {
  const { clade } = testProject({ 'clade.yaml': PROFILE_PROJECT, 'people.csv': peopleCsv(ROWS) });
  await clade.run({ asOf: PROFILE_DAY });
  return clade;
}

const worthOf = (spend: string | null) =>
  spend === null ? 'unknown' : Number(spend) >= 100 ? 'much' : 'little';

describe('clade crosstab', () => {
  it('counts segments against another segmentation, in the order of both files', async () => {
    const clade = await published();
    const { value, findings } = await clade.crosstab({ segmentation: 'plans', field: 'worth' });
    expect(findings).toEqual([]);
    const expected = ['free', 'pro', 'team', null].map((plan) =>
      ['little', 'much', 'unknown'].map(
        (worth) => HERE.filter((one) => one.plan === plan && worthOf(one.spend) === worth).length,
      ),
    );
    expect(value?.segments.map(({ cells }) => cells.map(({ count }) => count))).toEqual(expected);
    expect(value?.values.map(({ label }) => label)).toEqual(['Little', 'Much', 'Not known']);
    const table = contingencyOf(expected);
    expect(value?.association).toMatchObject({ chiSquare: table?.chiSquare, pValue: table?.pValue });
    const [free] = value?.segments ?? [];
    expect(free?.cells[0]?.isMarked).toBe(true);
    expect(free?.cells[0]?.residual).toBeCloseTo(table?.residuals[0]?.[0] ?? 0, 12);
    expect(value?.everyone.cells.every(({ isMarked, residual }) => !isMarked && residual === null)).toBe(
      true,
    );
  });

  it('marks and tests nothing where one is made of the other', async () => {
    const clade = await published();
    const { value } = await clade.crosstab({ segmentation: 'focus', field: 'worth' });
    expect(value?.formed).toBe(true);
    expect(value?.association?.pValue).toBeNull();
    expect(value?.segments.flatMap(({ cells }) => cells).some(({ isMarked }) => isMarked)).toBe(false);
  });

  it('holds shares against an expected mix, the rest of it against all other values together', async () => {
    const clade = await published();
    const asked = { segmentation: 'worth', field: 'plan', expect: 'free=0.2' };
    const { value, findings } = await clade.crosstab(asked);
    expect(findings).toEqual([]);
    expect(value?.values.map(({ label }) => label)).toEqual(['free', '2 other values']);
    expect(value?.expected).toEqual([0.2, 0.8]);
    const known = HERE.filter(({ plan }) => plan !== null);
    const free = known.filter(({ plan }) => plan === 'free').length;
    const distance =
      (free - 0.2 * known.length) ** 2 / (0.2 * known.length) +
      (known.length - free - 0.8 * known.length) ** 2 / (0.8 * known.length);
    expect(value?.everyone.fit?.chiSquare).toBeCloseTo(distance, 9);
    expect(value?.everyone.fit?.degreesOfFreedom).toBe(1);
    expect(value?.everyone.cells[0]).toMatchObject({ count: free, isMarked: true });
  });

  it('bins a number, and takes `entity.attribute` for the attribute', async () => {
    const clade = await published();
    const { value } = await clade.crosstab({ segmentation: 'plans', field: 'person.seats' });
    expect(value?.fieldKind).toBe('attribute');
    expect(value?.values[0]?.label).toBe('0');
    const [free] = value?.segments ?? [];
    const own = HERE.filter(({ plan }) => plan === 'free');
    expect(free?.cells[0]?.count).toBe(own.filter(({ seats }) => seats === 0).length);
    expect(free?.missing).toBe(own.filter(({ seats }) => seats === null).length);
  });

  it('refuses a mix that cannot be meant, with what to write instead', async () => {
    const clade = await published();
    const told = async (mix: string) => {
      const { findings } = await clade.crosstab({ segmentation: 'worth', field: 'plan', expect: mix });
      return findings.map(({ message, hint }) => `${message} ${hint}`);
    };
    expect(await told('free=0.6,pro=60%')).toEqual([
      'The shares of the mix come to 120 %. Together they are at most 100 %.',
    ]);
    expect(await told('fre=1')).toEqual(['`fre` is no value of the field. Did you mean `free`?']);
    expect((await told('free=0.5,pro=0.5'))[0]).toMatch(
      /^The mix leaves nothing for `team`, which \d+ customers/,
    );
    expect((await told('free=0.5,pro=0.2,team=0.2'))[0]).toMatch(/come to 90 %, and every value is named/);
    expect((await told('half'))[0]).toMatch(/is no mix of shares/);
    expect((await told('free=0.1,free=0.2'))[0]).toMatch(/named twice/);
  });
});
