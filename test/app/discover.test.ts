import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../src/numeric/adjusted-rand.ts';
import { plantNoise } from '../support/planted/plant-noise.ts';
import { plantSegments } from '../support/planted/plant-segments.ts';
import { PLANTED_DAY, plantedProject } from '../support/planted-project.ts';
import type { TestProject } from '../support/project.ts';
import { testProject } from '../support/project.ts';

const NAMES = ['seats', 'spend', 'use', 'plan'];
const QUICK = { bootstraps: 4, nulls: 0, mostComponents: 5, sample: 700 };

const DERIVED = [
  '---',
  '{ kind: attribute, id: twice, entity: customer, basis: value, value: seats * 2 }',
  '---',
  '{ kind: attribute, id: joined, entity: customer, basis: lifecycle, value: "date \'2026-01-01\'" }',
].join('\n');

function threeGroups() {
  const planted = plantSegments({
    ...{ rows: 900, seed: 5, shares: [0.5, 0.3, 0.2], separation: 2.5 },
    ...{ numeric: ['count', 'skewed', 'normal'], levels: [4] },
  });
  return { planted, project: testProject(plantedProject(planted.columns, NAMES, DERIVED)) };
}

async function read(folder: string, query: string): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(join(folder, '.clade', 'state.duckdb'));
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(query);
  connection.closeSync();
  instance.closeSync();
  return result.getRows().map((row) => row.join(' '));
}

const fitsOf = ({ folder }: TestProject) =>
  read(folder, "select fit_hash, learned_as_of::text from clade.fits where segmentation = 'natural'");

/** The segment of each customer in the newest snapshot, in the order of their keys. */
async function placed(project: TestProject): Promise<readonly string[]> {
  rmSync(join(project.folder, 'natural.jsonl'), { force: true });
  await project.clade.export({ segmentation: 'natural', to: 'natural.jsonl' });
  return readFileSync(join(project.folder, 'natural.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly customer: string; readonly segment: string })
    .toSorted((a, b) => (a.customer < b.customer ? -1 : 1))
    .map(({ segment }) => segment);
}

/** The rows of the table of levels in a page. */
const rowsOf = (page: string) =>
  page.split('\n').filter((line) => /^\| \d+(; \w+)* \| (no groups|\w+) \|/.test(line));

describe('clade discover', () => {
  it('finds planted groups, keeps them as a segmentation, and a run places by exactly them', async () => {
    const { planted, project } = threeGroups();
    expect((await project.clade.discover(QUICK)).findings.map(({ code }) => code)).toEqual([
      'nothing-published',
    ]);
    await project.clade.run();
    const { value, findings } = await project.clade.discover(QUICK);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value).toMatchObject({
      ...{
        entity: 'customer',
        asOf: PLANTED_DAY,
        customers: 900,
        rows: 900,
        isProposed: true,
        adopted: null,
      },
      search: { searched: 700, recommendation: { groups: 3, verdict: 'natural', passedOver: null } },
    });
    expect(value?.coverage.attributes.map(({ id }) => id)).toEqual(NAMES);
    expect(Object.fromEntries(value?.leftOut.map(({ id, reason }) => [id, reason]) ?? [])).toEqual({
      number: 'names the customer',
      paid: 'sensitive',
      twice: 'made of seats, which have their vote already',
      joined: 'a date; the days since can be compared: `days_between(joined, as_of)`',
    });
    const three = value?.search?.levels.find(({ groups }) => groups === 3);
    expect(three?.stability?.jaccard).toBeGreaterThan(0.9);
    expect(three?.found.reduce((sum, { customers }) => sum + customers, 0)).toBe(900);
    const paid = Array.from({ length: 900 }, (_, row) => (row % 7) + 0.5).reduce((sum, one) => sum + one, 0);
    expect(three?.found.reduce((sum, { money }) => sum + Number(money), 0)).toBeCloseTo(paid, 6);

    const wanted = { adopt: 3, as: 'natural', title: 'Natural', to: 'found.md' };
    const adopted = await project.clade.discover({ ...QUICK, ...wanted });
    expect(adopted.value?.adopted?.path).toBe('segmentations/natural.yaml');
    const page = readFileSync(join(project.folder, 'found.md'), 'utf8');
    expect(page).toContain('Recommended: 3 groups, natural.');
    expect(page).toMatch(/\| 3; recommended; adopted \| natural \|/);
    const ran = await project.clade.run();
    expect(ran.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await fitsOf(project)).toEqual([`${adopted.value?.adopted?.fitHash} ${PLANTED_DAY}`]);
    const labels = await placed(project);
    const ids = [...new Set(labels)];
    expect(
      adjustedRand(
        planted.truth,
        Int32Array.from(labels, (id) => ids.indexOf(id)),
      ),
    ).toBeGreaterThan(0.95);
    const sizes = adopted.value?.search?.told?.groups.map(({ id, customers }) => [id, customers]);
    expect(sizes).toEqual(
      adopted.value?.search?.told?.groups.map(({ id }) => [
        id,
        labels.filter((label) => label === id).length,
      ]),
    );

    // How the number was chosen is told beside the groups, in the words of the search.
    const reported = async () => {
      rmSync(join(project.folder, 'natural.md'), { force: true });
      await project.clade.report({ segmentation: 'natural', to: 'natural.md' });
      return readFileSync(join(project.folder, 'natural.md'), 'utf8');
    };
    const chosen = await reported();
    expect(chosen).toContain(`3 groups adopted from a search as of ${PLANTED_DAY}`);
    expect(rowsOf(chosen)).toEqual(rowsOf(page));
    expect(rowsOf(page).length).toBe(adopted.value?.search?.levels.length);

    // A fresh copy of the project knows no fit, and learns the same groups with the same names.
    rmSync(join(project.folder, '.clade'), { recursive: true });
    await project.clade.run();
    expect(await fitsOf(project)).toEqual([`${adopted.value?.adopted?.fitHash} ${PLANTED_DAY}`]);
    expect(await placed(project)).toEqual(labels);
    expect(await reported()).toContain('`natural` was adopted from no search that is kept here');
  });

  it('finds no groups where there are none, and lets a row be adopted all the same', async () => {
    const columns = plantNoise({ rows: 600, seed: 3, loading: 0.6 });
    const few = columns.slice(0, 4);
    const project = testProject(plantedProject(few, NAMES));
    await project.clade.run();
    const { value } = await project.clade.discover(QUICK);
    expect(value?.search?.recommendation).toMatchObject({
      groups: 1,
      verdict: 'no groups',
      passedOver: null,
      clouds: 1,
    });
    expect(value?.search?.told).toBeNull();
    const most = value?.search?.levels.at(-1)?.groups ?? 1;
    const all = { ...QUICK, bootstraps: 0, as: 'natural' };
    expect((await project.clade.discover({ ...all, adopt: most + 1 })).findings.at(-1)?.code).toBe(
      'discover-no-such-row',
    );
    expect((await project.clade.discover({ ...all, adopt: 1 })).findings[0]?.code).toBe('discover-one-group');
    expect(existsSync(join(project.folder, 'segmentations'))).toBe(false);
    const adopted = await project.clade.discover({ ...all, adopt: 2 });
    const text = readFileSync(join(project.folder, adopted.value?.adopted?.path ?? ''), 'utf8');
    expect(text).toContain('adopted by decision');
    await project.clade.run();
    expect(new Set(await placed(project)).size).toBe(2);
  });

  it('passes over what brings less than the floor, and never writes over a file', async () => {
    const { project } = threeGroups();
    await project.clade.run();
    const { value } = await project.clade.discover({ ...QUICK, moneyFloor: 1_000_000 });
    expect(value?.search?.recommendation).toMatchObject({ groups: 1, passedOver: 3 });
    expect(value?.search?.levels.map(({ aboveFloor }) => aboveFloor)).not.toContain(true);
    project.write('segmentations/natural.yaml', '# mine\n');
    const again = await project.clade.discover({ ...QUICK, adopt: 2, as: 'natural' });
    expect(again.findings.map(({ code }) => code)).toEqual(['file-in-the-way']);
    expect(readFileSync(join(project.folder, 'segmentations/natural.yaml'), 'utf8')).toBe('# mine\n');
  });

  it('refuses what the project cannot read, or what is no longer defined as it was learned', async () => {
    const { project } = threeGroups();
    await project.clade.run();
    const quick = { ...QUICK, bootstraps: 0, adopt: 2 };
    const taken = await project.clade.discover({ ...quick, as: 'halves' });
    expect(taken.value).toBeNull();
    expect(taken.findings.some(({ severity }) => severity === 'error')).toBe(true);
    const before = readFileSync(join(project.folder, 'clade.yaml'), 'utf8');
    project.write(
      'clade.yaml',
      before.replace(
        'id: use, entity: customer, basis: behavioural',
        'id: use, entity: customer, basis: needs',
      ),
    );
    const changed = await project.clade.discover({ ...quick, as: 'natural' });
    expect(changed.findings.map(({ code }) => code)).toContain('definitions-changed');
    expect(changed.findings.at(-1)?.message).toContain('`use`');
    expect(existsSync(join(project.folder, 'segmentations'))).toBe(false);
    expect(await fitsOf(project)).toEqual([]);
  });

  it('compares by what it is told, read as it is told, and says what cannot be', async () => {
    const { project } = threeGroups();
    await project.clade.run();
    const ask = (asked: Parameters<typeof project.clade.discover>[0]) =>
      project.clade.discover({ ...QUICK, bootstraps: 0, ...asked });
    const codes = async (asked: Parameters<typeof ask>[0]) =>
      (await ask(asked)).findings.map(({ code }) => code);
    expect(await codes({ basis: 'seats,sprend,joined' })).toEqual(['unknown-attribute', 'cluster-type']);
    expect(await codes({ basis: 'seats,plan', typing: '{ plan: { kind: count } }' })).toEqual([
      'cluster-typing',
    ]);
    expect(await codes({ basis: 'seats', typing: '{ plan: { weight: 1 } }' })).toEqual([
      'cluster-not-in-basis',
    ]);
    expect(await codes({ typing: 'seats' })).toEqual(['input']);
    expect(await codes({ entity: 'custmer' })).toEqual(['unknown-entity']);
    expect(await codes({ adopt: 2 })).toEqual(['input']);
    expect(await codes({ adopt: 2, as: '../x' })).toEqual(['input']);
    const told = await ask({
      basis: 'use, seats, paid, twice',
      typing: '{ seats: { kind: continuous } }',
      adopt: 2,
      as: 'own',
    });
    expect(told.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['discover-sensitive', 'discover-same']),
    );
    expect(
      told.value?.coverage.attributes.map(({ id, typing }) => `${id} ${typing.kind}`).slice(0, 2),
    ).toEqual(['use continuous', 'seats continuous']);
    const text = readFileSync(join(project.folder, 'segmentations/own.yaml'), 'utf8');
    expect(text).toContain('basis: [use, seats, paid, twice]');
    expect(text).toContain('typing: { seats: { kind: continuous } }');
    expect(text).not.toMatch(/paid: \d/);
    expect((await project.clade.check()).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('ends where a signal says so', async () => {
    const { project } = threeGroups();
    await project.clade.run();
    const stop = new AbortController();
    const { openClade } = await import('../../src/index.ts');
    const clade = openClade({
      folder: project.folder,
      engine: { name: 'duckdb', memory: '1GB', threads: 2 },
      signal: stop.signal,
      onProgress: ({ label }) => {
        if (label.startsWith('groups')) stop.abort();
      },
    });
    await expect(clade.discover(QUICK)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
