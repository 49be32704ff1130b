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
