import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import { LEDGER, NEW_DAY, newFiles, OLD_DAY, oldFiles } from '../support/causes-project.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

describe('causes on ClickHouse', () => {
  it('are those that were worked by hand', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const project = testProject(oldFiles());
    const clade = openClade({ folder: project.folder, engine: { name: 'given', engine } });
    const first = await clade.run({ asOf: OLD_DAY });
    expect(first.value).not.toBeNull();
    for (const [path, text] of Object.entries(newFiles())) project.write(path, text);
    const { value } = await clade.run({ asOf: NEW_DAY });
    const rows = await engine.query({
      label: 'the ledger of the last run',
      text: `select s.segmentation as segmentation, l.customer as customer, l.step as step, l.cause as cause,
          l.from_segment as from_segment, l.to_segment as to_segment
        from clade.ledger as l join clade.snapshots as s on s.snapshot_id = l.snapshot_id
        where s.run_id = '${value?.run.runId ?? ''}' order by segmentation, customer, step`,
      parameters: [],
    });
    const told = rows.map((row) =>
      [
        row['segmentation'],
        row['customer'],
        row['step'],
        row['cause'],
        row['from_segment'],
        row['to_segment'],
      ].join(' '),
    );
    expect(told).toEqual(LEDGER);
  });
});
