import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engines/duckdb.ts';
import type { Clade } from '../../src/index.ts';
import { PLACEMENTS, PLACEMENTS_FILES } from '../support/placements-project.ts';
import { testProject } from '../support/project.ts';

const [START, END] = ['2025-09-30', '2026-06-30'];
/** What is told of those who were there at the start. */
const OF_THE_START = new Set(['churn', 'retention', 'nrr', 'grr', 'expansion-rate']);

async function told(clade: Clade) {
  const sheets = [];
  for (const segmentation of PLACEMENTS) {
    const { value } = await clade.metrics({ segmentation, period: '9m' });
    const rows = value?.metrics.filter(({ id }) => OF_THE_START.has(id));
    sheets.push({ segmentation, start: value?.start.kind, rows });
  }
  return sheets;
}

describe('placing again as of a past day', () => {
  it('puts everybody where a run of that day does, by whatever method', async () => {
    const { clade } = testProject(PLACEMENTS_FILES);
    await clade.run({ asOf: END });
    const again = await told(clade);
    await clade.run({ asOf: START });
    await clade.run({ asOf: END });
    const published = await told(clade);
    expect(again.map(({ start }) => start)).toEqual(PLACEMENTS.map(() => 'placed-again'));
    expect(published.map(({ start }) => start)).toEqual(PLACEMENTS.map(() => 'snapshot'));
    for (const [index, { rows }] of published.entries()) {
      expect(again[index]?.rows).toEqual(rows);
      const churn = rows?.find(({ id }) => id === 'churn')?.segments ?? [];
      expect(churn.filter(({ kind }) => kind === 'value').length).toBeGreaterThan(0);
    }
  }, 120_000);

  it('leaves nothing behind: no table, and no row but of runs', async () => {
    const { clade, folder } = testProject(PLACEMENTS_FILES);
    await clade.run({ asOf: END });
    const before = await kept(folder);
    await clade.metrics({ segmentation: 'scored', period: '9m' });
    expect(await kept(folder)).toEqual(before);
    expect(before).toContainEqual(['fits', 1]);
  });
});

/** Every table of the state with how many rows it has. */
async function kept(folder: string) {
  const engine = await openDuckdb({
    path: join(folder, '.clade', 'state.duckdb'),
    memoryLimit: '1GB',
    threads: 1,
    tempDirectory: join(folder, '.clade', 'temp'),
  });
  const ask = (text: string) => engine.query({ text, parameters: [], label: 'what is kept' });
  const tables = await ask('select table_name from information_schema.tables order by table_name');
  const counts = [];
  for (const name of tables.map((row) => String(row['table_name']))) {
    const [row] = await ask(`select count(*) as rows from clade."${name}"`);
    counts.push([name, Number(row?.['rows'])] as const);
  }
  await engine.close();
  return counts;
}
