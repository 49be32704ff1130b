import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareRows } from './events/compare.ts';
import { writeCompany } from './events/hand-written.ts';
import { judge, median } from './medians.ts';

// The definitions of examples/saas over a year of events, against SQL written by hand for the same facts and assignments.
const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '1200MB' },
    clickhouse: { type: 'boolean', default: false },
  },
});
const SIDES = ['clade', 'hand'] as const;
type Side = (typeof SIDES)[number];
type Run = Side | 'clickhouse';
const STATES = { clade: ['.clade'], hand: ['hand.duckdb', 'hand.duckdb.wal'], clickhouse: [] } as const;
const MOST_MEMORY = 2_000_000_000;

interface Took {
  readonly facts: number;
  readonly placement: number;
  readonly whole: number;
  readonly memory: number;
}

const folder = mkdtempSync(join(tmpdir(), 'clade-bench-'));
try {
  const events = await makeProject();
  const took: Record<Side, Took[]> = { clade: [], hand: [] };
  for (let round = 0; round < Number(options.rounds); round++)
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) took[side].push(run(side));
  const of = (side: Side, ...parts: (keyof Took)[]) =>
    took[side].map((one) => parts.reduce((sum, part) => sum + one[part], 0));
  const made = of('hand', 'facts', 'placement');
  const against = 'SQL by hand';
  judge([
    {
      what: 'facts and placement',
      against,
      ours: of('clade', 'facts', 'placement'),
      theirs: made,
      limit: 1.25,
    },
    { what: 'the whole run', against, ours: of('clade', 'whole'), theirs: made, limit: 2 },
  ]);
  const facts = of('clade', 'facts').map((one, round) => one / (of('hand', 'facts')[round] ?? Number.NaN));
  console.log(`Facts alone: ${facts.map((ratio) => `${ratio.toFixed(2)} x`).join(', ')}.`);
  const memory = Math.max(...of('clade', 'memory'));
  const isSmall = memory < MOST_MEMORY;
  console.log(
    `Memory of the process: ${(memory / 1e6).toFixed(0)} MB, limit 2000 MB: ${isSmall ? 'PASS' : 'FAIL'}.`,
  );
  if (options.clickhouse) {
    const { facts, placement, whole, memory: most } = run('clickhouse');
    const times = (ours: number, theirs: readonly number[]) => `${(ours / median(theirs)).toFixed(2)} x`;
    console.log(
      `On ClickHouse in this process: facts and placement ${times(facts + placement, of('clade', 'facts', 'placement'))} of Clade on DuckDB, the whole run ${times(whole, of('clade', 'whole'))}; ${(most / 1e6).toFixed(0)} MB without a limit.`,
    );
  }
  const { rows, differences } = await compareRows(
    join(folder, '.clade', 'state.duckdb'),
    join(folder, 'hand.duckdb'),
  );
  console.log(
    `${options.customers} customers, ${events} events. Compared ${rows} rows: ${differences.join('; ') || 'all the same'}.`,
  );
  if (differences.length > 0 || (!isSmall && process.env['CLADE_BENCH'] !== 'tell')) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The example's definitions over Parquet files of the bench; returns how many product events there are. */
async function makeProject(): Promise<number> {
  const example = join('examples', 'saas');
  for (const name of ['attributes', 'scores', 'segmentations', 'book.yaml', 'clade.yaml', 'entities.yaml'])
    cpSync(join(example, name), join(folder, name), { recursive: true });
  const sources = readFileSync(join(example, 'sources.yaml'), 'utf8');
  writeFileSync(join(folder, 'sources.yaml'), sources.replaceAll('.csv', '.parquet'));
  mkdirSync(join(folder, 'data'));
  return writeCompany(Number(options.customers), join(folder, 'data'));
}

/** A process of its own, so that neither side finds memory the other has warmed. */
function run(side: Run): Took {
  for (const state of STATES[side]) rmSync(join(folder, state), { recursive: true, force: true });
  const once = join(import.meta.dirname, 'events-once.js');
  const args = [once, side, folder, options.threads, options.memory];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Took;
}
