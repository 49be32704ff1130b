import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { companies, companiesCsv, GROUPS_DAY, GROUPS_PROJECT, kinds } from '../support/groups-project.ts';
import { testProject } from '../support/project.ts';

const ROWS = companies(360, 5);

async function published() {
  const project = testProject({
    'clade.yaml': GROUPS_PROJECT,
    'kinds.yaml': kinds(),
    'companies.csv': companiesCsv(ROWS),
  });
  const { findings } = await project.clade.run({ asOf: GROUPS_DAY });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return project;
}

describe('clade rules', () => {
  it('gives groups that are a tree back as that tree, and says they agree in full', async () => {
    const { clade, folder } = await published();
    const { value, findings } = await clade.rules({ segmentation: 'kinds' });
    expect(findings).toEqual([]);
    expect(value?.fidelity).toMatchObject({ customers: 360, agreeing: 360, largestShare: 0.5 });
    expect(value?.fidelity.segments.map(({ segment, both }) => [segment, both])).toEqual([
      ['large', 60],
      ['free', 120],
      ['paying', 180],
    ]);
    expect(value?.crosswalk.segments.map(({ cells }) => cells.map(({ count }) => count))).toEqual([
      [60, 0, 0, 0],
      [0, 120, 0, 0],
      [0, 0, 180, 0],
      [0, 0, 0, 0],
    ]);
    expect(value?.rules.map(({ segment, when }) => [segment, when])).toEqual([
      ['large', "plan not in ('team', 'pro') and seats >= 100"],
      ['free', "plan not in ('team', 'pro') and seats < 100"],
      ['paying', "plan in ('team', 'pro')"],
    ]);
    expect(value?.file).toBeNull();
    expect(existsSync(join(folder, 'segmentations'))).toBe(false);
  });

  it('keeps them as a segmentation that the next run places by, and crosstab sets beside the groups', async () => {
    const { clade, folder } = await published();
    const { value } = await clade.rules({ segmentation: 'kinds', as: 'kinds_by_rules' });
    expect(value?.file).toBe('segmentations/kinds_by_rules.yaml');
    const text = readFileSync(join(folder, value?.file ?? ''), 'utf8');
    expect(text).toBe(value?.text);
    expect(text).toContain('Of 360 customers on 2026-03-31 they put 100.0 % (98.9 to 100.0)');
    const ran = await clade.run({ asOf: GROUPS_DAY });
    const placed = ran.value?.segmentations.find(({ segmentation }) => segmentation === 'kinds_by_rules');
    expect(placed?.segments.map(({ segment, customers }) => [segment, customers])).toEqual([
      ['large', 60],
      ['free', 120],
      ['paying', 180],
      ['nobody', 0],
    ]);
    const { value: crossed } = await clade.crosstab({ segmentation: 'kinds', field: 'kinds_by_rules' });
    expect(crossed?.segments.map(({ cells }) => cells.map(({ count }) => count))).toEqual(
      value?.crosswalk.segments.map(({ cells }) => cells.map(({ count }) => count)),
    );
  });

  it('overwrites nothing, and keeps nothing the project would not read with', async () => {
    const { clade, folder, write } = await published();
    write('segmentations/taken.yaml', '# mine\n');
    const refused = await clade.rules({ segmentation: 'kinds', as: 'taken' });
    expect(refused.findings.map(({ code }) => code)).toEqual(['file-exists']);
    expect(readFileSync(join(folder, 'segmentations/taken.yaml'), 'utf8')).toBe('# mine\n');
    const repeated = await clade.rules({ segmentation: 'kinds', as: 'kinds' });
    expect(repeated.findings.map(({ code }) => code)).toContain('id-repeated');
    expect(existsSync(join(folder, 'segmentations/kinds.yaml'))).toBe(false);
  });

  it('is asked of groups only', async () => {
    const { clade } = await published();
    await clade.rules({ segmentation: 'kinds', as: 'plain' });
    await clade.run({ asOf: GROUPS_DAY });
    const { findings } = await clade.rules({ segmentation: 'plain' });
    expect(findings.map(({ code }) => code)).toEqual(['no-groups-learned']);
  });
});
