import { join } from 'node:path';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReviewResult } from '../../src/index.ts';
import { git, underGit } from '../support/git-project.ts';
import type { TestProject } from '../support/project.ts';
import { lastingProject } from '../support/project.ts';

const DAY = '2026-06-30';

/** The review of a change: where nothing was ever published, and where the definitions of before were. */
interface Reviewed {
  readonly project: TestProject;
  /** Whether the first left no state behind. */
  readonly isClean: boolean;
  readonly first: ReviewResult;
  readonly again: ReviewResult;
}

const about: Partial<Reviewed> = {};

function edit({ folder, write }: TestProject, path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
  write(path, text.replace(from, to));
}

async function read({ folder }: TestProject, query: string): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(join(folder, '.clade', 'state.duckdb'));
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(query);
  connection.closeSync();
  instance.closeSync();
  return result.getRows().map((row) => row.join(' '));
}

/** Customers by where the first published run has them and where the last has them, with the money of each. */
const publishedCells = (project: TestProject) =>
  read(
    project,
    `with placed as (
      select segmentation, run_id, a.customer, segment, money
      from clade.assignments a join clade.snapshots s using (snapshot_id)
      join clade.population p using (run_id, customer)
      where p.entity = s.entity and status = 'customer'
    ), ends as (select min(run_id) as first, max(run_id) as last from clade.runs)
    select b.segmentation, b.segment, n.segment, count(*), coalesce(sum(b.money)::text, '0'), coalesce(sum(n.money)::text, '0')
    from ends join placed b on b.run_id = first
    join placed n on n.run_id = last and n.segmentation = b.segmentation and n.customer = b.customer
    group by all order by all`,
  );

const reviewedCells = ({ segmentations }: ReviewResult) =>
  segmentations
    .flatMap(({ id, movement }) =>
      (movement?.matrix.cells ?? []).map(
        ({ from, to, customers, startMoney, endMoney }) =>
          `${id} ${from} ${to} ${customers} ${startMoney} ${endMoney}`,
      ),
    )
    .toSorted();

/** The example, of few accounts: a band's edge, a score's options and what is learned of groups are changed on a branch. */
beforeAll(async () => {
  const project = lastingProject({});
  const { clade, folder } = project;
  await clade.demo({ to: '.', accounts: 300 });
  underGit(project);
  edit(project, 'segmentations/value.yaml', 'from: 10000', 'from: 14000');
  git(folder, 'commit', '--quiet', '--all', '--message=an edge');
  edit(project, 'segmentations/rfm.yaml', 'frequency: active_days', 'frequency: features_used');
  edit(project, 'segmentations/natural.yaml', 'seed: 1 ', 'seed: 2 ');
  const state = join(folder, '.clade');
  renameSync(state, `${state}-kept`);
  const first = await clade.review();
  const isClean = !existsSync(state);
  renameSync(`${state}-kept`, state);
  const again = await clade.review();
  if (!first.value || !again.value) throw new Error(JSON.stringify([first.findings, again.findings]));
  Object.assign(about, { project, isClean, first: first.value, again: again.value });
}, 120_000);

describe('a review of a branch of the example', () => {
  it('says the same where nothing was published yet, though everything has to be learned there', () => {
    const { isClean, first, again } = about as Reviewed;
    expect(isClean).toBe(true);
    expect(reviewedCells(first)).toEqual(reviewedCells(again));
    expect(first.findings).toEqual(again.findings);
    const learnedIn = ({ segmentations }: ReviewResult, side: 'before' | 'after') =>
      segmentations.filter((one) => one[side]?.fit?.isNew).map(({ id }) => id);
    expect(learnedIn(first, 'before').toSorted()).toEqual(['natural', 'rfm']);
    expect(learnedIn(again, 'before')).toEqual([]);
    expect(learnedIn(again, 'after').toSorted()).toEqual(['natural', 'rfm']);
  });

  it('shows exactly the movers that publishing produces', async () => {
    const { project, again } = about as Reviewed;
    const changed = again.segmentations.map(({ id }) => id);
    expect(changed).toEqual(expect.arrayContaining(['value', 'focus', 'stakeholders', 'rfm', 'natural']));
    expect(changed).not.toContain('usage');
    const value = again.segmentations.find(({ id }) => id === 'value');
    expect(value?.movement?.matrix.cells).toContainEqual(
      expect.objectContaining({ from: 'mid_market', to: 'smb' }),
    );
    const movers = (id: string) => {
      const movement = again.segmentations.find((one) => one.id === id)?.movement;
      return movement?.moved.moved.customers ?? 0;
    };
    for (const id of ['value', 'focus', 'rfm']) expect(movers(id), id).toBeGreaterThan(0);
    const { value: published } = await project.clade.run({ asOf: DAY });
    expect(published?.run.asOf).toBe(DAY);
    const causes = await read(
      project,
      `select distinct cause from clade.ledger join clade.snapshots using (snapshot_id)
      where run_id = (select max(run_id) from clade.runs) order by 1`,
    );
    expect(causes).toEqual(['definition']);
    const cells = await publishedCells(project);
    const reviewed = new Set(changed);
    expect(reviewedCells(again)).toEqual(
      cells.filter((cell) => reviewed.has(cell.split(' ')[0] ?? '')).toSorted(),
    );
    const others = cells.filter((cell) => !reviewed.has(cell.split(' ')[0] ?? ''));
    expect(others.length).toBeGreaterThan(50);
    expect(others.filter((cell) => cell.split(' ')[1] !== cell.split(' ')[2])).toEqual([]);
  });
});
