import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge, median } from './medians.ts';
import { compareRows } from './publish/compare.ts';
import { writeCustomers } from './publish/hand-written.ts';

// Placing and publishing 10 segmentations through Clade, against SQL written by hand that writes the same rows.
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '4GB' },
  },
});
const SIDES = ['clade', 'hand'] as const;
type Side = (typeof SIDES)[number];

interface Took {
  readonly wall: number;
  readonly cpu: number;
}

const folder = mkdtempSync(join(tmpdir(), 'clade-bench-'));
try {
  cpSync(join('bench', 'publish', 'project'), folder, { recursive: true });
  await writeCustomers(Number(options.rows), join(folder, 'customers.parquet'));
  const took: Record<Side, Took[]> = { clade: [], hand: [] };
  for (let round = 0; round < Number(options.rounds); round++)
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) took[side].push(run(side));
  const { rows, differences } = await compareRows(
    join(folder, '.clade', 'state.duckdb'),
    join(folder, 'hand.duckdb'),
  );
  const of = (side: Side, time: keyof Took) => took[side].map((one) => one[time]);
  judge([
    {
      what: `publish ${options.rows} customers`,
      against: 'SQL by hand',
      ours: of('clade', 'wall'),
      theirs: of('hand', 'wall'),
      limit: 1.25,
    },
  ]);
  console.log(
    `Processor time: ${(median(of('clade', 'cpu')) / median(of('hand', 'cpu'))).toFixed(2)} x. Compared ${rows} rows: ${differences.join('; ') || 'all the same'}.`,
  );
  if (differences.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A process of its own, so that neither side finds memory the other has warmed. */
function run(side: Side): Took {
  for (const state of ['.clade', 'hand.duckdb', 'hand.duckdb.wal'])
    if (state.startsWith('hand') === (side === 'hand'))
      rmSync(join(folder, state), { recursive: true, force: true });
  const once = join(import.meta.dirname, 'publish-once.js');
  const args = [once, side, folder, options.threads, options.memory];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Took;
}
