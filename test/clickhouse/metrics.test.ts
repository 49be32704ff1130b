import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import type { Clade } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { METRICS_FILES } from '../support/metrics-project.ts';
import { PLACEMENTS, PLACEMENTS_FILES } from '../support/placements-project.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

/** Sheets and findings with nothing in them that differs from run to run. */
async function told(clade: Clade) {
  await clade.run({ asOf: '2026-06-30' });
  const again = await clade.metrics();
  await clade.run({ asOf: '2025-06-30' });
  await clade.run({ asOf: '2026-06-30' });
  const published = await clade.metrics();
  return [again, published].map(({ value, findings }) => ({
    findings,
    start: value?.start.kind,
    metrics: value?.metrics,
  }));
}

describe('the metrics of forty accounts', () => {
  it('are the same on both engines, digit by digit, placed again and as published', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const { clade: here, folder } = testProject(METRICS_FILES);
    const there = openClade({ folder, engine: { name: 'given', engine } });
    const [one, other] = [await told(here), await told(there)];
    expect(one.map(({ start }) => start)).toEqual(['placed-again', 'snapshot']);
    expect(other).toEqual(one);
  });
});

describe('the metrics of a book with rates, of ranks, scores and what is learned', () => {
  it('are the same on both engines, digit by digit', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const { clade: here, folder } = testProject(PLACEMENTS_FILES);
    const there = openClade({ folder, engine: { name: 'given', engine } });
    const sheets = async (clade: Clade) => {
      await clade.run({ asOf: '2026-07-15' });
      const all = [];
      for (const segmentation of PLACEMENTS) {
        const { value, findings } = await clade.metrics({ segmentation, period: '9m', asOf: '2026-07-15' });
        all.push({ start: value?.start, metrics: value?.metrics, findings });
      }
      return all;
    };
    const [one, other] = [await sheets(here), await sheets(there)];
    expect(one.map(({ start }) => start?.kind)).toEqual(PLACEMENTS.map(() => 'placed-again'));
    expect(other).toEqual(one);
  });
});
