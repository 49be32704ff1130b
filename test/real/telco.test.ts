import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { shuffleRows } from '../../src/numeric/cluster/sample-rows.ts';
import { realProject } from '../support/real-project.ts';

/** IBM's telephone company: 7,043 customers, no date. Expected counts were computed apart from Clade, in Python. */
const project = realProject('telco', 'telco');
afterAll(() => project?.remove());

describe.skipIf(!project)('telco', () => {
  const clade = openClade({ folder: project?.folder ?? '' });
  const published = project ? clade.run() : Promise.resolve(null);

  const sizes = async (segmentation: string) => {
    const found = (await published)?.value?.segmentations.find((one) => one.segmentation === segmentation);
    return Object.fromEntries(
      (found?.segments ?? [])
        .filter(({ customers }) => customers > 0)
        .map(({ segment, customers, active }) => [segment, [customers, active]]),
    );
  };

  it('is read whole: 7,043 rows, 5,174 customers, 1,869 former', async () => {
    const value = (await published)?.value as RunResult;
    expect(value.loads).toEqual([
      expect.objectContaining({ rowsRead: 7043, rowsLoaded: 7043, rowsQuarantined: 0 }),
    ]);
    for (const { customers, active } of value.segmentations)
      expect([customers, active]).toEqual([7043, 5174]);
  });

  it('places by tenure, contract, charges and services', async () => {
    expect(Object.values(await sizes('tenure'))).toEqual([
      [2069, 1070],
      [1047, 738],
      [1624, 1285],
      [2303, 2081],
    ]);
    expect(Object.values(await sizes('contract'))).toEqual([
      [3875, 2220],
      [1473, 1307],
      [1695, 1647],
    ]);
    expect(Object.values(await sizes('charges'))).toEqual([
      [1731, 1543],
      [1721, 1314],
      [1847, 1146],
      [1744, 1171],
    ]);
  });

  it('crosses two sets, with the money of each cell', async () => {
    const value = (await published)?.value as RunResult;
    const cross = value.segmentations.find(
      ({ segmentation }) => segmentation === value.segmentations[0]?.segmentation,
    );
    const cells = cross?.segments
      .filter(({ customers }) => customers > 0)
      .map(({ customers, active, money }) => [customers, active, Number(money)]);
    expect(cells).toEqual([
      [2104, 993, 87018],
      [1771, 1227, 49429.05],
      [1487, 1324, 123863.3],
      [1681, 1630, 56675.4],
    ]);
  });

  it('reports the eleven customers without a total unasked', async () => {
    const findings = (await published)?.findings ?? [];
    const missing = findings.find(({ code }) => code === 'value-missing');
    expect(missing?.message).toMatch(/of 11\b/);
    expect(
      Object.values(await sizes('paid_so_far')).reduce((sum, [customers = 0]) => sum + customers, 0),
    ).toBe(7043);
  });

  it('profiles contracts as SciPy 1.17.1 does, over those who have not left', async () => {
    await published;
    const { value } = await clade.profile({ segmentation: 'contract' });
    const monthly = (id: string) => {
      const found = value?.profile.attributes.find((attribute) => attribute.id === id);
      return found?.kind === 'number' ? found.segments[0] : undefined;
    };
    expect(monthly('tenure')?.effect?.value).toBeCloseTo(-0.693726173702477, 12);
    expect(monthly('monthly_charges')?.mean).toBeCloseTo(61.46263513513513, 10);
    expect(monthly('monthly_charges')?.deviation).toBeCloseTo(27.863547260239425, 7);
    expect(monthly('monthly_charges')?.meanDifference?.value).toBeCloseTo(0.011123772451414361, 9);
    const support = value?.profile.attributes.find(({ id }) => id === 'support');
    const none = support?.kind === 'category' ? support.categories.find((one) => one.value === 'No') : null;
    expect(none?.segments[0]?.count).toBe(1330);
    expect(none?.segments[0]?.effect?.value).toBeCloseTo(0.7558779163426124, 12);
    const table = await clade.crosstab({ segmentation: 'contract', field: 'internet' });
    expect(table.value?.association?.chiSquare).toBeCloseTo(232.98694126987633, 9);
    expect(table.value?.association?.cramersV).toBeCloseTo(0.14878542334022585, 12);
  });

  it('has groups by itself, those without internet first of all, and none when its columns are permuted apart', async () => {
    await published;
    const { value } = await clade.discover();
    expect(value?.search?.recommendation).toMatchObject({ groups: 4, verdict: 'natural', passedOver: null });
    // Sets with DSL and little more, without internet (1,413 of these 5,174 by the file), long with the company, and with fiber.
    expect(value?.search?.told?.groups.map(({ customers }) => customers)).toEqual([1461, 1413, 1171, 1129]);
    const [, two] = value?.search?.levels ?? [];
    expect(two).toMatchObject({ groups: 2, verdict: 'natural' });
    expect(two?.stability?.jaccard).toBeGreaterThan(0.99);
    expect(value?.leftOut.map(({ id }) => id)).toEqual(['left', 'extras']);
    const apart = realProject('telco', 'telco');
    if (!apart) throw new Error('no data');
    try {
      permuteColumns(join(apart.folder, 'data/telco.csv'));
      const permuted = openClade({ folder: apart.folder });
      await permuted.run();
      const none = await permuted.discover({ bootstraps: 4 });
      expect(none.value?.search?.recommendation).toMatchObject({
        groups: 1,
        verdict: 'no groups',
        passedOver: null,
      });
    } finally {
      apart.remove();
    }
  }, 240_000);
});

/** Every column of a file but the first and the last in an order of its own, which leaves each as it was and nothing between them. */
function permuteColumns(path: string): void {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const rows = lines.map((line) => line.trimEnd().split(','));
  const width = head.split(',').length;
  const columns = Array.from({ length: width }, (_, at) => {
    const values = rows.map((row) => row[at] ?? '');
    if (at === 0 || at === width - 1) return values;
    const order = shuffleRows(
      Uint32Array.from(values, (_value, row) => row),
      at,
    );
    return Array.from(order, (row) => values[row] ?? '');
  });
  writeFileSync(
    path,
    [head.trimEnd(), ...rows.map((_, row) => columns.map((values) => values[row]).join(','))].join('\n'),
  );
}
