import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import {
  HELD,
  heldFiles,
  heldProject,
  HYSTERESIS,
  MOVES,
  READINGS,
  SUNDAYS,
} from '../support/held-project.ts';
import type { TestProject } from '../support/project.ts';
import { testProject } from '../support/project.ts';

const WEEKS = { from: SUNDAYS[0], to: '2026-04-05', every: 'week' } as const;

async function read({ folder }: TestProject, query: string): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(join(folder, '.clade', 'state.duckdb'));
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(query);
  connection.closeSync();
  instance.closeSync();
  return result.getRows().map((row) => row.join(' '));
}

const current = `(select * from clade.snapshots join (select max(run_id) as run_id from clade.runs where outcome = 'published' group by as_of) using (run_id))`;

/** Where every customer was, by the runs that hold: `day customer segment reason plain entered`. */
const placements = (project: TestProject, days: readonly string[] = SUNDAYS) =>
  read(
    project,
    `select s.as_of, a.customer, a.segment, a.reason, h.plain, coalesce(h.entered::text, '-') from ${current} s
    join clade.assignments a using (snapshot_id) join clade.holds h using (snapshot_id, customer)
    where s.as_of in (${days.map((day) => `'${day}'`).join(', ')}) order by all`,
  );

const moves = (project: TestProject) =>
  read(
    project,
    `select l.as_of, l.customer, l.from_segment, l.to_segment, l.cause from ${current} s
    join clade.ledger l using (snapshot_id) where l.cause <> 'listed' order by l.as_of, l.customer, l.step`,
  );

async function filled(text = heldProject(), files = heldFiles()): Promise<TestProject> {
  const project = testProject({ 'clade.yaml': text, ...files });
  const { value, findings } = await project.clade.backfill(WEEKS);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(value?.days.map(({ outcome }) => outcome)).toEqual(SUNDAYS.map(() => 'published'));
  return project;
}

describe('hysteresis', () => {
  it('holds customers as worked by hand, and tells why they moved', async () => {
    const project = await filled();
    const told = await placements(project);
    const expected = SUNDAYS.flatMap((day, index) =>
      Object.keys(HELD)
        .toSorted()
        .map((customer) => `${day} ${customer} ${HELD[customer]?.[index]}`),
    );
    expect(told.map((row) => row.split(' ').slice(0, 3).join(' '))).toEqual(expected);
    expect(told.filter((row) => row.includes(' held '))).toEqual([
      '2026-03-08 flips fine held at_risk 2026-03-01',
      '2026-03-08 lingers at_risk held fine 2026-03-01',
      '2026-03-15 lingers at_risk held fine 2026-03-01',
      '2026-03-22 arrives fine held at_risk 2026-03-15',
      '2026-03-29 flips at_risk held fine 2026-03-22',
    ]);
    expect(told).toContain('2026-03-08 arrives unknown lacks_data unknown -');
    expect(told).toContain('2026-04-05 lingers fine matched fine 2026-03-22');
    expect(await moves(project)).toEqual(MOVES);
  }, 120_000);

  it('changes nothing by a run between days of the grid', async () => {
    const plain = await filled();
    const project = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    for (const asOf of [...SUNDAYS.slice(0, 4), '2026-03-25', '2026-03-28', ...SUNDAYS.slice(4)]) {
      const { findings } = await project.clade.run({ asOf });
      const codes = findings.map(({ code }) => code);
      expect(codes.includes('off-grid-day')).toBe(!SUNDAYS.some((day) => day === asOf));
      expect(codes).not.toContain('grid-day-missing');
    }
    expect(await placements(project)).toEqual(await placements(plain));
    expect(await moves(project)).toEqual(MOVES);
    // `arrives` would be let go by its values since the 22nd, and waits for the 29th.
    expect(await placements(project, ['2026-03-25'])).toContain(
      '2026-03-25 arrives fine held at_risk 2026-03-15',
    );
  }, 120_000);

  it('places by the rules before its first day, and whoever is listed between days', async () => {
    const project = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    const first = await project.clade.run({ asOf: '2026-03-18' });
    expect(first.findings.find(({ code }) => code === 'off-grid-day')?.message).toContain('holds nobody yet');
    expect(await placements(project, ['2026-03-18'])).toContain('2026-03-18 flips fine matched fine -');
    await project.clade.run({ asOf: '2026-03-22' });
    for (const [path, text] of Object.entries(
      heldFiles({ ...READINGS, late: ['-', '-', '-', '-', 30, '-'] }),
    ))
      project.write(path, text);
    await project.clade.run({ asOf: '2026-03-31' });
    expect(await placements(project, ['2026-03-31'])).toContain('2026-03-31 late at_risk matched at_risk -');
  }, 120_000);

  it('replays the days after one that was restated', async () => {
    const project = await filled();
    // On the 22nd `flips` was well: it is held nowhere else, and moves on 5 April instead.
    const restated = { ...READINGS, flips: [50, 38, 42, 48, 42, 38] };
    for (const [path, text] of Object.entries(heldFiles(restated))) project.write(path, text);
    await project.clade.run({ asOf: '2026-03-22' });
    const { value } = await project.clade.backfill({ from: '2026-03-29', to: '2026-03-29', every: 'week' });
    expect(value?.days.map(({ asOf, outcome }) => `${asOf} ${outcome}`)).toEqual([
      '2026-03-29 published',
      '2026-04-05 replayed',
    ]);
    const wanted = await filled(heldProject(), heldFiles(restated));
    const later = SUNDAYS.slice(3);
    expect(await placements(project, later)).toEqual(await placements(wanted, later));
    expect(await placements(project, later)).toContain('2026-04-05 flips at_risk matched at_risk 2026-04-05');
    const again = await project.clade.backfill({ ...WEEKS, from: '2026-03-22' });
    expect(again.value?.days.map(({ outcome }) => outcome)).toEqual(['kept', 'kept', 'kept']);
  }, 120_000);

  it('says which day of the grid is missing', async () => {
    const project = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    await project.clade.run({ asOf: '2026-03-01' });
    const { findings } = await project.clade.run({ asOf: '2026-03-15' });
    expect(findings.find(({ code }) => code === 'grid-day-missing')?.hint).toContain(
      'clade backfill --from 2026-03-08 --to 2026-03-08 --every week',
    );
    await project.clade.backfill({ from: '2026-03-08', to: '2026-03-08', every: 'week' });
    const mended = await filled();
    const days = SUNDAYS.slice(0, 3);
    expect(await placements(project, days)).toEqual(await placements(mended, days));
  }, 120_000);

  it('lets a hand win and holds nobody there', async () => {
    const byHand = `---
{ kind: override, id: known, segmentation: health, customer: [flips, calm], segment: at_risk, reason: Said so., owner: ann, from: 2026-03-08, until: 2026-03-15 }
`;
    const project = await filled(heldProject(HYSTERESIS, byHand));
    const told = await placements(project);
    expect(told.filter((row) => row.includes('overridden'))).toEqual([
      '2026-03-08 calm at_risk overridden fine 2026-03-01',
      '2026-03-08 flips at_risk overridden at_risk 2026-03-01',
      '2026-03-15 calm at_risk overridden fine 2026-03-01',
      '2026-03-15 flips at_risk overridden fine 2026-03-01',
    ]);
    expect(told).toContain('2026-03-22 calm fine matched fine 2026-03-01');
    expect((await moves(project)).filter((row) => row.includes('calm'))).toEqual([
      '2026-03-08 calm fine at_risk override',
      '2026-03-22 calm at_risk fine override',
    ]);
  }, 120_000);

  it('goes on through an edit: a renamed segment holds, a removed one lets go', async () => {
    const project = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    for (const asOf of SUNDAYS.slice(0, 2)) await project.clade.run({ asOf });
    const renamed = heldProject().replace('id: at_risk,', 'id: sinking, was: [at_risk],');
    project.write('clade.yaml', renamed);
    await project.clade.run({ asOf: '2026-03-15' });
    expect(await placements(project, ['2026-03-15'])).toContain(
      '2026-03-15 lingers sinking held fine 2026-03-01',
    );
    expect(await moves(project)).toEqual([MOVES[0]]);
    // Without `was` nobody knows that it is the same one: the rules place whoever was in it.
    project.write('clade.yaml', renamed.replace(', was: [at_risk]', '').replace('sinking', 'low'));
    await project.clade.run({ asOf: '2026-03-17' });
    expect((await moves(project)).slice(1)).toEqual(['2026-03-17 lingers sinking fine definition']);
  }, 120_000);

  it('tells an edit as one where it moves, and time where the dwell let go', async () => {
    const project = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    for (const asOf of SUNDAYS.slice(0, 3)) await project.clade.run({ asOf });
    // Both are fine with 42 and 50 on the 15th: `flips` for two weeks, `arrives` since that day.
    const edited = heldProject()
      .replace('health < 40', 'health < 55')
      .replace('health >= 40', 'health >= 55');
    const still = {
      ...READINGS,
      flips: [50, 38, 42, '-', '-', '-'],
      arrives: ['-', '-', 50, '-', '-', '-'],
    } as const;
    project.write('clade.yaml', edited);
    for (const [path, text] of Object.entries(heldFiles(still))) project.write(path, text);
    await project.clade.run({ asOf: '2026-03-22' });
    await project.clade.run({ asOf: '2026-03-29' });
    expect((await moves(project)).slice(1)).toEqual([
      '2026-03-22 flips fine at_risk definition',
      '2026-03-29 arrives fine at_risk calendar',
    ]);
  }, 120_000);

  it('tells who moves because a day was published late as restated', async () => {
    const project = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    for (const asOf of ['2026-03-01', '2026-03-08', '2026-03-15', '2026-03-25'])
      await project.clade.run({ asOf });
    await project.clade.run({ asOf: '2026-03-22' });
    await project.clade.run({ asOf: '2026-03-26' });
    expect((await moves(project)).filter((row) => row.startsWith('2026-03-26'))).toEqual([
      '2026-03-26 flips fine at_risk restated',
      '2026-03-26 lingers at_risk fine restated',
    ]);
  }, 120_000);

  it('is what segmentations see that ask for the segment', async () => {
    const care = `---
kind: segmentation
id: care
entity: account
method: rules
segments: [{ id: call, when: segment('health') = 'at_risk' }]
fallback: { id: mail }
`;
    const project = await filled(heldProject(HYSTERESIS, care));
    const { value } = await project.clade.movement({ segmentation: 'care', customer: 'lingers' });
    if (value?.kind !== 'customer') throw new Error('no history');
    expect(value.days.map(({ segment }) => segment)).toEqual(
      HELD['lingers']?.map((segment) => (segment === 'at_risk' ? 'call' : 'mail')),
    );
    expect(value.days.flatMap(({ steps }) => steps.map(({ cause }) => cause))).toEqual(['behaviour']);
  }, 120_000);

  it('counts who flaps by the rules alone and where they were held, over the same days', async () => {
    const project = await filled();
    const { value } = await project.clade.movement({ segmentation: 'health', within: 21 });
    if (value?.kind !== 'segments') throw new Error('no movement');
    // By the rules alone `flips` goes back on 15, 22 and 29 March and 5 April.
    expect(value.comings).toMatchObject({
      flapping: 0,
      held: { since: '2026-03-01', until: '2026-04-05', snapshots: 6, byRules: 1, byHolds: 0 },
    });
    const list = await project.clade.export({
      ...{ segmentation: 'health', list: 'flapping-by-rules', to: 'flapping.csv', within: 21 },
    });
    expect(list.value?.rows).toBe(1);
    const without = await filled(heldProject(''));
    const plain = await without.clade.movement({ segmentation: 'health', within: 21 });
    expect(plain.value).toMatchObject({ comings: { flapping: 1, held: null } });
    expect(
      await read(
        without,
        'select count(*), (select count(is_grid_day) from clade.snapshots) from clade.holds',
      ),
    ).toEqual(['0 0']);
    const refused = await without.clade.export({
      ...{ segmentation: 'health', list: 'flapping-by-rules', to: 'flapping.csv' },
    });
    expect(refused.findings.map(({ code }) => code)).toEqual(['no-hysteresis']);
  }, 120_000);

  it('is no part of the SQL of a segmentation, and that is said', async () => {
    const { clade } = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    const { value, findings } = await clade.sql({ name: 'health' });
    expect(value?.text).not.toContain('45');
    expect(findings.map(({ code }) => code)).toEqual(['rules-alone']);
  });

  it('explains since when a customer is held, and what it takes to leave', async () => {
    const project = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    const holdOf = async (customer: string) =>
      (await project.clade.explain({ customer })).value?.placements[0];
    for (const asOf of SUNDAYS.slice(0, 3)) await project.clade.run({ asOf });
    expect(await holdOf('lingers')).toMatchObject({
      segment: 'at_risk',
      reason: 'held',
      margin: null,
      hold: {
        ...{
          plain: 'fine',
          since: '2026-03-01',
          isHeld: true,
          isOffGrid: false,
          mayLeave: '2026-03-22',
          dwellUntil: null,
        },
        stays: { text: 'health < 45', outcome: 'passes', values: { health: 44 } },
      },
      nearest: { attribute: 'health', to: '45', segment: 'fine' },
    });
    await project.clade.run({ asOf: '2026-03-22' });
    expect(await holdOf('arrives')).toMatchObject({
      reason: 'held',
      hold: {
        plain: 'at_risk',
        since: '2026-03-15',
        mayLeave: '2026-03-29',
        dwellUntil: '2026-03-25',
        stays: null,
      },
      nearest: null,
    });
    expect(await holdOf('calm')).toMatchObject({ hold: { isHeld: false, since: '2026-03-01' } });
  }, 120_000);

  it('does not mix holds as published with a past day as now known', async () => {
    const project = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    for (const asOf of SUNDAYS.slice(0, 3)) await project.clade.run({ asOf });
    const asked = { segmentation: 'health', to: 'then.csv', asNowKnown: true };
    // On the first day nobody was held anywhere before.
    const first = await project.clade.export({ ...asked, asOf: SUNDAYS[0] });
    expect(first.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(first.value?.rows).toBe(4);
    expect(first.ages).toMatchObject({ asOf: SUNDAYS[0], ranOn: null, learnedAsOf: null });
    const later = await project.clade.export({ ...asked, asOf: SUNDAYS[2] });
    expect(later.value).toBeNull();
    expect(later.findings).toMatchObject([{ code: 'held-as-published', place: { path: 'clade.yaml' } }]);
  }, 120_000);
});
