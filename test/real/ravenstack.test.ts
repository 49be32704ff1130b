import { afterAll, describe, expect, it } from 'vitest';
import type { Outcome, RunResult } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { realProject } from '../support/real-project.ts';

/**
 * A synthetic software company (500 accounts, 5,000 subscriptions; byte order mark, DD-MM-YYYY).
 * Expected counts and money were computed apart from Clade, in Python.
 */
const project = realProject('ravenstack', 'ravenstack_saas');
afterAll(() => project?.remove());

type Run = Promise<Outcome<RunResult> | null>;

describe.skipIf(!project)('ravenstack', () => {
  const clade = openClade({ folder: project?.folder ?? '' });
  const june: Run = project ? clade.run({ asOf: '2024-06-30' }) : Promise.resolve(null);
  const december: Run = june.then((outcome) => (outcome ? clade.run({ asOf: '2024-12-31' }) : null));

  const segments = async (run: Run, segmentation: string) =>
    (await run)?.value?.segmentations
      .find((one) => one.segmentation === segmentation)
      ?.segments.filter(({ customers }) => customers > 0)
      .map(({ customers, active, money }) => [customers, active, money === null ? null : Number(money)]);

  it('bands accounts by recurring revenue as of the middle of the year', async () => {
    expect(await segments(june, 'value')).toEqual([
      [15, 15, 6360],
      [59, 59, 137314],
      [259, 259, 3689731],
      [167, 0, null],
    ]);
    expect((await segments(june, 'lifecycle'))?.map(([all, active]) => [all, active])).toEqual([
      [21, 11],
      [44, 40],
      [173, 172],
      [110, 110],
      [152, 0],
    ]);
  });

  it('bands them as of the end of the year, when everybody is a customer', async () => {
    expect(await segments(december, 'value')).toEqual([
      [7, 7, 3682],
      [28, 28, 83084],
      [465, 465, 10072842],
    ]);
    expect((await segments(december, 'lifecycle'))?.map(([all]) => all)).toEqual([17, 61, 194, 228]);
  });

  it('finds unasked that the churn flag contradicts the subscriptions', async () => {
    const churn = (await december)?.findings.find(({ code }) => code === 'churn-disagrees');
    expect(churn?.data).toMatchObject({
      leftButActive: 110,
      stayedButFormer: 0,
      left: 110,
      active: 500,
      former: 0,
    });
  });

  it('finds unasked that the two sources of churn name different accounts', async () => {
    const all = (await december)?.findings.filter(({ code }) => code === 'churn-disagrees') ?? [];
    expect(all.map(({ data }) => data)).toContainEqual({ says_churned: 110, churn_events: 352, both: 75 });
    expect(all.map(({ data }) => data?.['leftButActive'])).toContain(352);
  });

  it('finds unasked that most usage lies outside its subscription, and that ids repeat', async () => {
    const findings = (await december)?.findings ?? [];
    expect(findings.find(({ code }) => code === 'events-outside-book')?.data).toEqual({
      events: 25_000,
      outside: 19_432,
      unknown: 0,
    });
    // 21 ids stand twice and none three times: 24,979 ids in 25,000 rows, of which no two are the same throughout.
    expect(findings.filter(({ message }) => message.includes('usage_id'))).toMatchObject([
      { code: 'quality-unique', severity: 'warning', data: { source: 'usage', failed: 21, base: 25_000 } },
    ]);
    expect((await december)?.value?.quality).toMatchObject([
      { source: 'usage', rule: 'unique', isMet: false, failed: 21, base: 25_000 },
    ]);
    expect(findings.map(({ code }) => code)).not.toContain('rows-repeated');
  });

  it('says of the middle of the year only what had happened and was known then', async () => {
    const findings = (await june)?.findings ?? [];
    expect(findings.find(({ code }) => code === 'events-outside-book')?.data).toEqual({
      events: 18_648,
      outside: 16_760,
      unknown: 0,
    });
    // The flag of the accounts is of December, so in June it agrees and disagrees with nobody.
    const pairs = findings.filter(
      ({ code, data }) => code === 'churn-disagrees' && data?.['both'] !== undefined,
    );
    expect(pairs).toEqual([]);
  });

  it('tells how revenue grew in half a year', async () => {
    await december;
    const { value } = await clade.revenue({ from: '2024-06-30', to: '2024-12-31', by: 'value' });
    expect([value?.total.startMrr, value?.total.endMrr]).toEqual(['3833405.000000', '10159608.000000']);
    expect(
      value?.total.movements.map(({ kind, accounts, change }) => [kind, accounts, Number(change)]),
    ).toEqual([
      ['new', 167, 3_489_625],
      ['reactivation', 0, 0],
      ['expansion', 305, 2_890_082],
      ['contraction', 16, -53_504],
      ['churn', 0, 0],
      ['unchanged', 12, 0],
    ]);
    const newcomers = value?.by?.segments.find(({ segment }) => segment === 'no_revenue');
    expect(Number(newcomers?.change)).toBe(3_489_625);
  });

  it('finds unasked that 465 of 500 are Enterprise', async () => {
    const lopsided = (await december)?.findings.filter(({ code }) => code === 'largest-share') ?? [];
    expect(lopsided.map(({ data }) => data?.['largest'])).toContain(465);
  });

  it('leaves the plan of today out of June, and says so', async () => {
    const findings = (await june)?.findings ?? [];
    expect(findings.find(({ code }) => code === 'attribute-without-history')?.message).toContain(
      '`plan_tier`',
    );
    expect((await segments(june, 'tier'))?.map(([all]) => all)).toEqual([500]);
  });
});
