import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Rows } from './events/compare.ts';
import { compareRows } from './events/compare.ts';
import type { HandTook } from './events/hand-written.ts';
import { makeExampleProject } from './events/example-project.ts';
import { judge } from './medians.ts';

// The definitions of examples/saas over a year of events, against SQL written by hand for the same facts and assignments.
/** What was found in the example's own data, what it was found by, and who is placed by hand: nothing to be written again in SQL. */
const LEFT_OUT = [
  join('attributes', 'account-areas.yaml'),
  ...['natural.yaml', 'natural-by-rules.yaml', 'by-hand.yaml'].map((name) => join('segmentations', name)),
];
const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '1200MB' },
    'clickhouse-memory': { type: 'string', default: '1400MB' },
    clickhouse: { type: 'boolean', default: false },
  },
});
const SIDES = ['clade', 'hand'] as const;
type Side = (typeof SIDES)[number];
const STATES = { clade: ['.clade'], hand: ['hand.duckdb', 'hand.duckdb.wal'] } as const;
const ENGINES = {
  duckdb: { title: 'DuckDB', memory: options.memory },
  clickhouse: { title: 'ClickHouse', memory: options['clickhouse-memory'] },
} as const;
type EngineName = keyof typeof ENGINES;
const MOST_MEMORY = 2_000_000_000;

interface Took extends HandTook {
  readonly whole: number;
  readonly memory: number;
}

const folder = mkdtempSync(join(tmpdir(), 'clade-bench-'));
try {
  const events = await makeProject();
  console.log(`${options.customers} customers, ${events} events.`);
  await measure('duckdb');
  if (options.clickhouse) await measure('clickhouse');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Both sides take turns on an engine; then times and memory are judged, and every row is compared. */
async function measure(engine: EngineName): Promise<void> {
  const took: Record<Side, Took[]> = { clade: [], hand: [] };
  for (let round = 0; round < Number(options.rounds); round++)
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) took[side].push(run(side, engine));
  const of = (side: Side, ...parts: (keyof Took)[]) =>
    took[side].map((one) => parts.reduce((sum, part) => sum + one[part], 0));
  const { title } = ENGINES[engine];
  const against = `SQL by hand for ${title}`;
  const [ours, theirs] = [of('clade', 'facts', 'placement'), of('hand', 'facts', 'placement')];
  judge([
    { what: 'facts and placement', against, ours, theirs, limit: 1.25 },
    { what: 'the whole run', against, ours: of('clade', 'whole'), theirs, limit: 2 },
  ]);
  const facts = of('clade', 'facts').map((one, round) => one / (of('hand', 'facts')[round] ?? Number.NaN));
  console.log(`Facts alone: ${facts.map((ratio) => `${ratio.toFixed(2)} x`).join(', ')}.`);
  const memory = Math.max(...of('clade', 'memory'));
  const isSmall = memory < MOST_MEMORY;
  console.log(
    `Memory of the process: ${(memory / 1e6).toFixed(0)} MB, limit 2000 MB: ${isSmall ? 'PASS' : 'FAIL'}.`,
  );
  const { rows, differences } = await compareRows(rowsOf('clade', engine), rowsOf('hand', engine));
  console.log(`Compared ${rows} rows: ${differences.join('; ') || 'all the same'}.`);
  if (differences.length > 0 || (!isSmall && process.env['CLADE_BENCH'] !== 'tell')) process.exitCode = 1;
}

/** The example's definitions over Parquet files of the bench; returns how many product events there are. */
async function makeProject(): Promise<number> {
  const events = await makeExampleProject(folder, Number(options.customers));
  for (const name of LEFT_OUT) rmSync(join(folder, name));
  return events;
}

/** A process of its own, so that neither side finds memory the other has warmed. */
function run(side: Side, engine: EngineName): Took {
  for (const state of [...STATES[side], `clickhouse-${side}`])
    rmSync(join(folder, state), { recursive: true, force: true });
  const once = join(import.meta.dirname, 'events-once.js');
  const args = [once, side, engine, folder, options.threads, ENGINES[engine].memory];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Took;
}

/** Where a side left what it made: its state, or what was kept of ClickHouse. */
function rowsOf(side: Side, engine: EngineName): Rows {
  if (engine === 'clickhouse') return { folder: join(folder, `clickhouse-${side}`) };
  return side === 'clade'
    ? { state: join(folder, '.clade', 'state.duckdb'), schema: 'clade' }
    : { state: join(folder, 'hand.duckdb'), schema: 'main' };
}
