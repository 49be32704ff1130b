import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkers } from '../src/engines/workers/index.ts';
import { discoverSegmentsIn } from '../src/numeric/cluster/discover-segments.ts';
import { freezeMixture } from '../src/numeric/cluster/freeze-mixture.ts';
import { scoreTables } from '../src/numeric/cluster/frozen-mixture.ts';
import { labelRows } from '../src/numeric/cluster/place-rows.ts';
import { simdKernel } from '../src/numeric/cluster/simd-kernel.ts';
import { plantSegments } from '../test/support/planted/plant-segments.ts';
import { writePlanted } from './discover/planted-file.ts';
import { cases, judgeSeed } from './discover/quality-cases.ts';
import type { CaseName } from './discover/quality-cases.ts';
import { readParquet } from './discover/read-parquet.ts';

// A part of the bench in a process of its own, which prints what it found as JSON:
// `discover-once.js plant ROWS COPIES FOLDER`, `search FOLDER LABELS`, `quality CASE ROWS SEED`.
const [part = '', ...given] = process.argv.slice(2);
if (part === 'plant') await plant(Number(given[0]), Number(given[1]), given[2] ?? '');
else if (part === 'search') await search(given[0] ?? '', given[1] ?? '');
else console.log(JSON.stringify(judgeSeed(cases[given[0] as CaseName], Number(given[1]), Number(given[2]))));

async function plant(rows: number, copies: number, folder: string): Promise<void> {
  await writePlanted(plantSegments({ ...cases['well-specified'].plant, rows, seed: 1 }), folder, copies);
}

/** From a Parquet file to the labels of all its rows: coding, search, merging, bootstrap, refining, placing. */
async function search(folder: string, labels: string): Promise<void> {
  const used = process.cpuUsage();
  const began = performance.now();
  const table = await readParquet(join(folder, 'table.parquet'));
  const read = performance.now();
  const workers = openWorkers({ file: join(import.meta.dirname, 'cluster-worker.js') });
  const { levels, recommended } = await discoverSegmentsIn(workers, table);
  await workers.close();
  const frozen = freezeMixture(table, levels[recommended - 1]!, simdKernel);
  const segment = labelRows(scoreTables(frozen), table);
  const done = performance.now();
  writeFileSync(labels, segment);
  const { user, system } = process.cpuUsage(used);
  const memory = process.resourceUsage().maxRSS * 1024;
  const took = { wall: done - began, reading: read - began, processor: (user + system) / 1000 };
  console.log(JSON.stringify({ ...took, memory, groups: recommended }));
}
