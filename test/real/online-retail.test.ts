import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openClade } from '../../src/index.ts';
import { onlineRetail } from '../support/online-retail.ts';
import { referenceRfm } from '../support/reference-rfm.ts';

/** UCI Online Retail on 2011-12-10, against what R's package rfm makes of the same orders. */
const project = onlineRetail();
const reference = referenceRfm();
afterAll(() => project?.remove());

describe.skipIf(!project || !reference)('online retail', () => {
  const folder = project?.folder ?? '';
  const clade = openClade({ folder });
  const published = project ? clade.run({ asOf: '2011-12-10' }) : Promise.resolve(null);

  const placements = async (segmentation: string) => {
    await published;
    await clade.export({ segmentation, to: `${segmentation}.jsonl` });
    return readFileSync(join(folder, `${segmentation}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string | number | null>);
  };

  it('scores all 4,338 customers as R does, and groups them as R does', async () => {
    const { value, findings } = (await published) ?? {};
    expect(findings?.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value?.segmentations[0]?.customers).toBe(4338);
    const titles = new Map(value?.segmentations[0]?.segments.map(({ segment, title }) => [segment, title]));
    const here = (await placements('rfm')).map(({ customer, score, segment, money }) => [
      customer,
      score,
      titles.get(String(segment)),
      Number(money).toFixed(2),
    ]);
    const there = reference?.customers.map(({ id, score, segment, amount }) => [
      id,
      score,
      segment,
      amount.toFixed(2),
    ]);
    expect(here).toEqual(there?.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)));
  });

  it('learns the thresholds R learns', async () => {
    await published;
    const { value } = await clade.explain({ customer: '12348', segmentation: 'rfm' });
    expect(value?.placements[0]).toMatchObject({
      segment: 'loyal_customers',
      score: 244,
      fit: { learnedAsOf: '2011-12-10' },
    });
    const fits = await readFitted(folder);
    expect(fits).toHaveLength(2);
    for (const [axis, thresholds] of Object.entries(reference?.thresholds ?? {}))
      for (const [index, threshold] of thresholds.entries())
        expect(Number(fits[0]?.[axis]?.[index]), `${axis} ${index}`).toBeCloseTo(threshold, 6);
    expect(fits[0]).toMatchObject({
      recency: ['14.8', '34', '73', '181'],
      frequency: ['2', '3', '4', '7'],
      monetary: ['251.194', '491.096', '943.276', '2059.426'],
    });
  });

  it('scores the same by the date of the last order, and leaves nobody out of the repaired map', async () => {
    const scores = (rows: Awaited<ReturnType<typeof placements>>) =>
      rows.map(({ customer, score }) => [customer, score]);
    const repaired = await placements('rfm_repaired');
    expect(scores(repaired)).toEqual(scores(await placements('rfm')));
    expect(repaired.filter(({ segment }) => segment === 'unknown')).toEqual([]);
  });

  it('tells where the margin is thin: who stands between a customer and the next score', async () => {
    const [, lines] = [await published, await placements('rfm')];
    const margins = lines.map(({ margin }) => Number(margin));
    expect(Math.min(...margins)).toBeGreaterThan(0);
    expect(Math.max(...margins)).toBeLessThanOrEqual(1);
    expect(new Set(margins).size).toBeGreaterThan(100);
  });
});

async function readFitted(folder: string): Promise<readonly Record<string, readonly string[]>[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(join(folder, '.clade', 'state.duckdb'));
  const connection = await instance.connect();
  const result = await connection.runAndReadAll('select parameters from clade.fits order by segmentation');
  connection.closeSync();
  instance.closeSync();
  return result.getRows().map(([text]) => JSON.parse(String(text)) as Record<string, readonly string[]>);
}
