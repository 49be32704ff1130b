import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import { PLACEMENTS_FILES } from '../support/placements-project.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const ENDS = ['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'];
const MONTHS = { from: '2026-03', to: '2026-06' } as const;
const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

/** Tables that tell a history, each by day and segmentation and not by run. */
const TOLD = {
  assignments: ['customer', 'segment', 'reason'],
  ledger: ['customer', 'step', 'cause', 'from_segment', 'to_segment'],
} as const;

/** Placements and ledger of the runs that hold, a text a row. */
async function history(engine: Engine): Promise<Readonly<Record<string, readonly string[]>>> {
  const told: Record<string, readonly string[]> = {};
  for (const [table, columns] of Object.entries(TOLD)) {
    const list = columns.map((name) => `t.${name} as ${name}`).join(', ');
    const rows = await engine.query({
      label: `history of ${table}`,
      text: `select s.as_of as day, s.segmentation as segmentation, ${list}
        from clade.${table} as t join clade.snapshots as s on s.snapshot_id = t.snapshot_id
        join (select max(run_id) as run_id from clade.runs where outcome = 'published' group by as_of) as h
          on h.run_id = s.run_id`,
      parameters: [],
    });
    told[table] = rows
      .map((row) => ['day', 'segmentation', ...columns].map((name) => String(row[name])).join(' '))
      .toSorted();
  }
  return told;
}

/** What is left in an empty state by `work` on the project. */
async function historyAfter(work: (clade: ReturnType<typeof openClade>, folder: string) => Promise<void>) {
  const { engine } = opened;
  if (!engine) throw new Error('no engine');
  await engine.execute({ label: 'empty state', text: 'drop database if exists clade', parameters: [] });
  const { folder } = testProject(PLACEMENTS_FILES);
  await work(openClade({ folder, engine: { name: 'given', engine } }), folder);
  return history(engine);
}

describe('a backfill on ClickHouse', () => {
  it('leaves what runs of the same days leave, and what is left where it was stopped and asked again', async () => {
    const ran = await historyAfter(async (clade) => {
      for (const asOf of ENDS) expect((await clade.run({ asOf })).value).not.toBeNull();
    });
    expect(Object.values(ran).map((rows) => rows.length > 0)).toEqual([true, true]);
    const filled = await historyAfter(async (clade) => {
      const { value } = await clade.backfill(MONTHS);
      expect(value?.days.map(({ asOf, outcome }) => `${asOf} ${outcome}`)).toEqual(
        ENDS.map((day) => `${day} published`),
      );
    });
    expect(filled).toEqual(ran);
    const resumed = await historyAfter(async (clade, folder) => {
      const { engine } = opened;
      if (!engine) throw new Error('no engine');
      const abort = new AbortController();
      const stopped = openClade({
        folder,
        engine: { name: 'given', engine },
        signal: abort.signal,
        onProgress: ({ label }) => {
          if (label === 'day 2026-05-31') abort.abort();
        },
      });
      await expect(stopped.backfill(MONTHS)).rejects.toThrow(/stopped on request/);
      const { value } = await clade.backfill(MONTHS);
      expect(value?.days.map(({ outcome }) => outcome)).toEqual(['kept', 'kept', 'published', 'published']);
    });
    expect(resumed).toEqual(ran);
  });
});
