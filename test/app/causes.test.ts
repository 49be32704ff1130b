import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { definitions, LEDGER, NEW_DAY, newFiles, OLD_DAY, oldFiles } from '../support/causes-project.ts';
import { PLACEMENTS_FILES } from '../support/placements-project.ts';
import type { TestProject } from '../support/project.ts';
import { testProject } from '../support/project.ts';

async function read({ folder }: TestProject, query: string): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(join(folder, '.clade', 'state.duckdb'));
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(query);
  connection.closeSync();
  instance.closeSync();
  return result.getRows().map((row) => row.join(' '));
}

/** The last run's rows: segmentation, customer, step, cause, from, to. */
const lastLedger = (project: TestProject) =>
  read(
    project,
    `select segmentation, customer, step, cause, from_segment, to_segment
    from clade.ledger join clade.snapshots using (snapshot_id)
    where run_id = (select max(run_id) from clade.runs) order by 1, 2, 3`,
  );

async function month(isShuffled = false): Promise<TestProject> {
  const project = testProject(oldFiles(isShuffled));
  await published(project, OLD_DAY);
  for (const [path, text] of Object.entries(newFiles(isShuffled))) project.write(path, text);
  await published(project, NEW_DAY);
  return project;
}

async function published({ clade }: TestProject, asOf: string): Promise<void> {
  const { value, findings } = await clade.run({ asOf });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(value).not.toBeNull();
}

describe('causes', () => {
  it('names every step of one history, in order, for each customer', async () => {
    expect(await lastLedger(await month())).toEqual(LEDGER);
  });

  it('are the same whatever the order of the rows', async () => {
    expect(await lastLedger(await month(true))).toEqual(LEDGER);
  });

  it('of an edit alone are the definition; of a file that says something else of the same day, its data', async () => {
    const project = testProject(oldFiles());
    await published(project, OLD_DAY);
    project.write('clade.yaml', definitions(4));
    await published(project, OLD_DAY);
    expect(await lastLedger(project)).toEqual(['activity a4 1 definition busy some']);
    for (const path of ['accounts.csv', 'usage.csv']) project.write(path, newFiles()[path] ?? '');
    await published(project, OLD_DAY);
    expect((await lastLedger(project)).filter((row) => !/ (un)?listed /.test(row))).toEqual([
      'care a9 1 restated leave call',
      'life a8 1 restated staying leaving',
      'plans a9 1 restated free pro',
      'podium a2 1 others first rest',
      'podium a3 1 restated rest first',
      'recut a4 1 others high low',
    ]);
  });

  it('that cannot be told apart are named so: the facts of the day before are gone', async () => {
    const project = testProject(oldFiles());
    for (const day of ['2025-12-31', OLD_DAY, '2026-03-31']) await published(project, day);
    project.write('clade.yaml', definitions(1));
    await published(project, '2026-02-15');
    const told = await read(
      project,
      `select distinct segmentation, cause from clade.ledger join clade.snapshots using (snapshot_id)
      where run_id = (select max(run_id) from clade.runs) order by 1, 2`,
    );
    expect(told).toEqual([
      'activity definition-or-data',
      'care definition-or-data',
      'life new',
      'life former',
    ]);
  });

  it('tell the old names of segments once, and move nobody who is only called anew', async () => {
    const project = testProject(oldFiles());
    await published(project, OLD_DAY);
    for (const [path, text] of Object.entries(newFiles())) project.write(path, text);
    project.write('clade.yaml', definitions(4).replace('id: some,', 'id: seldom, was: [some],'));
    await published(project, NEW_DAY);
    expect((await lastLedger(project)).filter((row) => row.startsWith('activity a'))).toEqual([
      'activity a1 1 restated some busy',
      'activity a1 2 definition busy seldom',
      'activity a1 3 calendar seldom idle',
      'activity a1 4 behaviour idle busy',
      'activity a2 1 calendar some idle',
      'activity a3 1 behaviour idle seldom',
      'activity a4 1 definition busy seldom',
      'activity a5 1 unlisted idle ',
    ]);
  });
});

describe('a past day as now known', () => {
  it('has what became known since, and is refused where nobody knows', async () => {
    const { clade, folder, write } = await month();
    const input = { to: 'then.csv', asOf: OLD_DAY };
    const rows = async (asNowKnown: boolean) => {
      const { value, findings } = await clade.export({ ...input, segmentation: 'activity', asNowKnown });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(value).toMatchObject({ asOf: OLD_DAY, snapshot: asNowKnown ? null : { asOf: OLD_DAY } });
      return readFileSync(join(folder, 'then.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(0, 3).join(' '));
    };
    write('clade.yaml', definitions(3));
    expect(await rows(false)).toEqual([
      'a1 some customer',
      'a2 some customer',
      'a3 idle customer',
      'a4 busy customer',
      'a5 idle customer',
      'a6 idle customer',
      'a7 idle prospect',
      'a8 idle customer',
      'a9 idle customer',
    ]);
    // a1's late row counts, and the list is that of today.
    expect(await rows(true)).toEqual([
      'a1 busy customer',
      'a2 some customer',
      'a3 idle customer',
      'a4 busy customer',
      'a6 idle customer',
      'a7 idle prospect',
      'a8 idle customer',
      'a9 idle customer',
      'b1 idle prospect',
    ]);
    const codesOf = async (asked: object) =>
      (await clade.export({ ...input, segmentation: 'plans', asNowKnown: true, ...asked })).findings.map(
        ({ code }) => code,
      );
    expect(await codesOf({})).toContain('not-known-on-day');
    expect(await codesOf({ asOf: undefined })).toEqual(['no-past-day']);
    expect(await codesOf({ asOf: '2199-01-01' })).toContain('not-yet-known');
    expect(await codesOf({ segmentation: 'activiti' })).toContain('unknown-segmentation');
  });
});

describe('the steps of each customer', () => {
  const DAYS = ['2025-09-30', '2025-12-31', '2026-03-31', '2026-06-30'];

  it('lead from where it was to where it is, and all of them from sizes to sizes', async () => {
    const project = testProject(PLACEMENTS_FILES);
    for (const [index, day] of DAYS.entries()) {
      const edge = 20 + 10 * (index % 2);
      project.write(
        'clade.yaml',
        (PLACEMENTS_FILES['clade.yaml'] ?? '').replace('worth >= 30', `worth >= ${edge}`),
      );
      await published(project, day);
    }
    const steps = await read(
      project,
      `with l as (
        select *, lag(to_segment) over w as came_from, row_number() over w as place
        from clade.ledger window w as (partition by snapshot_id, customer order by step))
      select count(*), count(*) filter (where place > 1), count(*) filter (where place <> step),
        count(*) filter (where place > 1 and came_from is distinct from from_segment),
        count(*) filter (where from_segment is not distinct from to_segment) from l`,
    );
    const [all = 0, laterSteps = 0, ...wrong] = (steps[0] ?? '').split(' ').map(Number);
    expect(all).toBeGreaterThan(100);
    expect(laterSteps).toBeGreaterThan(2);
    expect(wrong).toEqual([0, 0, 0]);
    const different = await read(
      project,
      `with folded as (
        select snapshot_id, customer, arg_min(from_segment, step) as a, arg_max(to_segment, step) as b
        from clade.ledger group by all),
      pairs as (
        select s.snapshot_id, coalesce(x.customer, y.customer) as customer, x.segment as a, y.segment as b
        from clade.snapshots as s join clade.snapshots as p on p.run_id = s.previous_run_id and p.segmentation = s.segmentation
        join clade.assignments as x on x.snapshot_id = p.snapshot_id
        full join clade.assignments as y on y.snapshot_id = s.snapshot_id and y.customer = x.customer
        where s.snapshot_id is not null)
      select count(*) filter (where folded.customer is null and pairs.a <> pairs.b),
        count(*) filter (where folded.a is distinct from pairs.a or folded.b is distinct from pairs.b)
      from pairs left join folded using (snapshot_id, customer) where pairs.a <> pairs.b`,
    );
    expect(different).toEqual(['0 0']);
    const causes = await read(project, 'select distinct cause from clade.ledger order by 1');
    expect(causes).toEqual(
      expect.arrayContaining(['definition', 'calendar', 'behaviour', 'others', 'former', 'new']),
    );
  });

  it('are of time and of others where nothing happens', async () => {
    const project = testProject(PLACEMENTS_FILES);
    for (const day of ['2026-09-30', '2027-03-31', '2027-12-31']) await published(project, day);
    const causes = await read(project, 'select distinct cause from clade.ledger order by 1');
    expect(causes).not.toContain('behaviour');
    expect(causes).not.toContain('restated');
    expect(causes).toContain('calendar');
  });
});
