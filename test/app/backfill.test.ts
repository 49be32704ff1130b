import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engines/duckdb.ts';
import type { Row } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import { heldFiles, heldProject, HYSTERESIS, SUNDAYS } from '../support/held-project.ts';
import { PLACEMENTS_FILES } from '../support/placements-project.ts';
import { testProject } from '../support/project.ts';

const ENDS = ['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'];
const MONTHS = { from: '2026-03', to: '2026-06' } as const;

const openState = (folder: string) =>
  openDuckdb({
    path: join(folder, '.clade', 'state.duckdb'),
    memoryLimit: '1GB',
    threads: 1,
    tempDirectory: join(folder, '.clade', 'temp'),
  });

async function factsTables(folder: string): Promise<readonly Row[]> {
  const engine = await openState(folder);
  const text = `select table_name from information_schema.tables where table_name like 'facts%' or table_name like 'staging%'`;
  return engine.query({ text, parameters: [], label: 'tables' }).finally(() => engine.close());
}

/** Placements, ledger and fits of the runs that hold, told by day and not by run. */
async function history(folder: string): Promise<readonly (readonly Row[])[]> {
  const engine = await openState(folder);
  const ask = (text: string) => engine.query({ text, parameters: [], label: 'history' });
  const held = `(select max(run_id) as run_id from clade.runs where outcome = 'published' group by as_of)`;
  const of = (table: string, columns: string) =>
    ask(
      `select s.as_of, s.segmentation, ${columns} from clade.${table} t join clade.snapshots s using (snapshot_id) join ${held} h using (run_id) order by all`,
    );
  try {
    return [
      await of('assignments', 't.customer, t.segment, t.score, t.margin, t.reason'),
      await of('ledger', 't.customer, t.step, t.cause, t.from_segment, t.to_segment'),
      await ask('select segmentation, learned_as_of, fit_hash from clade.fits order by all'),
    ];
  } finally {
    await engine.close();
  }
}

const outcomes = (days: readonly { readonly asOf: string; readonly outcome: string }[] | undefined) =>
  days?.map(({ asOf, outcome }) => `${asOf} ${outcome}`);

/** One by a held segmentation and one by nothing held, so that only the second can be placed ahead. */
const CARE = `
---
kind: segmentation
id: care
entity: account
method: rules
segments: [{ id: call, when: "segment('health') = 'at_risk'" }]
fallback: { id: leave }
---
kind: segmentation
id: reading
entity: account
method: rules
segments: [{ id: low, when: health < 40 }]
fallback: { id: other }
`;

const QUALITY = `
kind: project
title: Quality
limits: { segments: { from: 1, to: 9 } }
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text, since: date }
quality: [{ not_null: since }]
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: attribute, id: since, entity: account, basis: lifecycle, from: accounts.since, history: fixed }
---
kind: segmentation
id: age
entity: account
method: rules
segments: [{ id: here, when: since <= as_of }]
fallback: { id: to_come }
`;

describe('a backfill', () => {
  it('leaves the history that runs of the same days leave, one after another', async () => {
    const filled = testProject(PLACEMENTS_FILES);
    const { value } = await filled.clade.backfill(MONTHS);
    expect(outcomes(value?.days)).toEqual(ENDS.map((day) => `${day} published`));
    const times = ((await filled.clade.runs()).value ?? []).flatMap((run) => [run.finishedAt, run.startedAt]);
    expect(times).toHaveLength(8);
    expect(times).toEqual(times.toSorted().toReversed());
    const ran = testProject(PLACEMENTS_FILES);
    for (const asOf of ENDS) await ran.clade.run({ asOf });
    const wanted = await history(ran.folder);
    expect(await history(filled.folder)).toEqual(wanted);
    expect(wanted.map((rows) => rows.length > 0)).toEqual([true, true, true]);
  }, 180_000);

  it('goes on where it was stopped, and then keeps what is up to date', async () => {
    const { folder, clade } = testProject(PLACEMENTS_FILES);
    const abort = new AbortController();
    const stopped = openClade({
      folder,
      signal: abort.signal,
      onProgress: ({ label }) => {
        if (label === 'day 2026-05-31') abort.abort();
      },
    });
    await expect(stopped.backfill(MONTHS)).rejects.toThrow(/stopped on request/);
    const again = await clade.backfill(MONTHS);
    expect(outcomes(again.value?.days)).toEqual([
      '2026-03-31 kept',
      '2026-04-30 kept',
      '2026-05-31 published',
      '2026-06-30 published',
    ]);
    const once = testProject(PLACEMENTS_FILES);
    await once.clade.backfill(MONTHS);
    expect(await history(folder)).toEqual(await history(once.folder));
    const third = await clade.backfill(MONTHS);
    expect(third.value?.days.every(({ outcome }) => outcome === 'kept')).toBe(true);
  }, 180_000);

  it('tells anew a later day that was told against another past', async () => {
    const late = testProject(PLACEMENTS_FILES);
    await late.clade.run({ asOf: '2026-06-30' });
    const { value } = await late.clade.backfill({ from: '2026-04', to: '2026-05' });
    expect(outcomes(value?.days)).toEqual([
      '2026-04-30 published',
      '2026-05-31 published',
      '2026-06-30 replayed',
    ]);
    const [, ledger] = await history(late.folder);
    expect(ledger?.filter((row) => row['as_of'] === '2026-06-30')).not.toEqual([]);
  }, 180_000);

  it('judges the quality of the rows it loaded on every day', async () => {
    const { clade, folder } = testProject({
      'clade.yaml': QUALITY,
      'accounts.csv': 'id,since\na,2026-01-15\nb,2026-02-15\nc,\n',
    });
    const { value, findings } = await clade.backfill({ from: '2026-01', to: '2026-02' });
    expect(outcomes(value?.days)).toEqual(['2026-01-31 published', '2026-02-28 published']);
    expect(findings.map(({ code }) => code)).toContain('quality-not-null');
    const [placed] = await history(folder);
    expect(placed?.map((row) => `${row['as_of']} ${row['customer']} ${row['segment']}`)).toEqual([
      '2026-01-31 a here',
      '2026-01-31 b to_come',
      '2026-01-31 c to_come',
      '2026-02-28 a here',
      '2026-02-28 b here',
      '2026-02-28 c to_come',
    ]);
  }, 60_000);

  it('holds and places over holds as runs do, though the next day is begun before a day is published', async () => {
    const files = { 'clade.yaml': heldProject(HYSTERESIS, CARE), ...heldFiles() };
    const filled = testProject(files);
    const { value } = await filled.clade.backfill({ from: SUNDAYS[0], to: SUNDAYS[5], every: 'week' });
    expect(outcomes(value?.days)).toEqual(SUNDAYS.map((day) => `${day} published`));
    const ran = testProject(files);
    for (const asOf of SUNDAYS) await ran.clade.run({ asOf });
    const wanted = await history(ran.folder);
    expect(await history(filled.folder)).toEqual(wanted);
    expect(wanted[0]?.map(({ segment }) => segment)).toContain('call');
  }, 180_000);

  it('ends with a day that is stopped, and leaves nothing of the day begun after it', async () => {
    const { clade, folder } = testProject({
      'clade.yaml': QUALITY.replace(
        '{ not_null: since }',
        '{ fresh_within: { column: since, within: 30d }, level: stop }',
      ),
      'accounts.csv': 'id,since\na,2026-01-15\nb,2026-01-20\n',
    });
    const { value, findings } = await clade.backfill({ from: '2026-01', to: '2026-04' });
    expect(outcomes(value?.days)).toEqual(['2026-01-31 published', '2026-02-28 stopped']);
    expect(findings.map(({ code }) => code)).toContain('quality-fresh-within');
    const [placed] = await history(folder);
    expect(placed?.map(({ as_of: asOf }) => asOf)).toEqual(['2026-01-31', '2026-01-31']);
    expect(await factsTables(folder)).toHaveLength(1);
  }, 60_000);

  it('refuses what is no time, what is to come and a month that does not end', async () => {
    const { clade } = testProject(PLACEMENTS_FILES);
    const codes = async (from: string, to: string) =>
      (await clade.backfill({ from, to })).findings
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
    expect(await codes('2026-13', '2026-06')).toEqual(['not-a-day']);
    expect(await codes('2026-06', '2026-03')).toEqual(['not-a-period']);
    expect(await codes('2026-06-02', '2026-06-20')).toEqual(['no-day']);
    expect(await codes('2026-06', '2199-01')).toEqual(['day-to-come']);
  });
});
