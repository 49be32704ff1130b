import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOptions } from '../../../test/support/bundle-options.ts';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import { encodeTable, learnCoding } from '../../numeric/cluster/coded-table.ts';
import { discoverSegments, discoverSegmentsIn } from '../../numeric/cluster/discover-segments.ts';
import type { Climbing, Progress } from '../../numeric/cluster/watch.ts';
import { Cancelled } from '../../numeric/cluster/watch.ts';
import type { Work } from '../../numeric/cluster/work.ts';
import { openWorkers } from './open-workers.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = resolve(root, `node_modules/.cache/clade-workers-${process.pid}`);
const file = resolve(folder, 'cluster-worker.mjs');
const { columns } = plantSegments({ rows: 600, seed: 21 });
const table = encodeTable(columns, learnCoding(columns).books);
const QUICK = { bootstraps: 4, starts: 3, mostComponents: 4 };

beforeAll(async () => {
  const entryPoints = [resolve(import.meta.dirname, 'worker.ts')];
  await build({ ...bundleOptions, entryPoints, outfile: file });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a discovery in workers', () => {
  const alone: Progress[] = [];
  const expected = discoverSegments(table, QUICK, { progress: (one) => alone.push(one) });

  it.each([0, 1, 2, 3])(
    'is the same to the bit with %i of them, and tells its progress in order',
    async (count) => {
      const workers = openWorkers({ count, file });
      try {
        const told: Progress[] = [];
        const found = await discoverSegmentsIn(workers, table, QUICK, { progress: (one) => told.push(one) });
        expect(found).toEqual(expected);
        expect(told).toEqual(alone);
      } finally {
        await workers.close();
      }
    },
  );

  it('tells every climb that begins, of each part from the first to the last', async () => {
    const climbs: Climbing[] = [];
    const workers = openWorkers({ count: 2, file });
    try {
      await discoverSegmentsIn(workers, table, QUICK, { climbing: (one) => climbs.push(one) });
    } finally {
      await workers.close();
    }
    // Three starts of two short climbs, one more of two of them, and two to the end; one component has one start.
    const expectedOf = (step: Climbing['step'], part: number) => (step === 'search' && part === 1 ? 4 : 10);
    const parts = new Map<string, Climbing[]>();
    for (const one of climbs)
      parts.set(`${one.step} ${one.part}`, [...(parts.get(`${one.step} ${one.part}`) ?? []), one]);
    const search = [...parts.keys()].filter((key) => key.startsWith('search'));
    expect(search).toEqual(expect.arrayContaining(['search 1', 'search 2', 'search 3']));
    expect([...parts.keys()].filter((key) => key.startsWith('bootstrap'))).toHaveLength(4);
    for (const own of parts.values()) {
      if (own[0]?.step === 'null') continue;
      const all = expectedOf(own[0]?.step ?? 'search', own[0]?.part ?? 0);
      expect(own.map(({ done, all: of }) => [done, of])).toEqual(
        Array.from({ length: all }, (_, done) => [done, all]),
      );
    }
  });

  it('stops where it is cancelled, and the workers are free again', async () => {
    const workers = openWorkers({ count: 2, file });
    try {
      const long = { ...QUICK, bootstraps: 10_000 };
      let refits = 0;
      const watch = {
        progress: ({ step }: Progress) => (refits += Number(step === 'bootstrap')),
        cancelled: () => refits >= 2,
      };
      await expect(discoverSegmentsIn(workers, table, long, watch)).rejects.toThrow(Cancelled);
      expect(await discoverSegmentsIn(workers, table, QUICK)).toEqual(expected);
    } finally {
      await workers.close();
    }
  });

  it('tells what went wrong in a worker, and when the workers are gone', async () => {
    const workers = openWorkers({ count: 2, file });
    const options = {
      starts: 1,
      startRows: 9,
      startPasses: 1,
      kept: 1,
      passes: 1,
      tolerance: 0,
      seed: 1,
    };
    const work: Work = {
      ground: { step: 'search', table, weights: null, options },
      parts: [1, 2],
      enough: () => false,
    };
    await expect(workers.perform(work, 'no such', {})).rejects.toThrow('there is no kernel called no such');
    expect(await workers.perform(work, 'simd', {})).toHaveLength(2);
    await workers.close();
    await expect(workers.perform(work, 'simd', {})).rejects.toThrow('a worker has ended');
  });
});
