import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { addMonths, lastOfMonth } from '../src/base/calendar-date.ts';
import type { CalendarDate } from '../src/base/calendar-date.ts';
import { openClade } from '../src/index.ts';
import { coverYearsBefore, fixHistory, makeExampleProject } from './events/example-project.ts';
import { judge } from './medians.ts';

// Twelve past months from one load, against as many runs of their own; the definitions of examples/saas.
const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '1200MB' },
  },
});
const FIRST_DAY = '2025-07-31' as CalendarDate;
const MONTHS = 12;
const days = Array.from({ length: MONTHS }, (_, month) => lastOfMonth(addMonths(FIRST_DAY, month)));

const folder = mkdtempSync(join(tmpdir(), 'clade-bench-'));
try {
  const events = await makeExampleProject(folder, Number(options.customers));
  coverYearsBefore(folder);
  fixHistory(folder);
  console.log(`${options.customers} customers, ${events} events, ${days[0]} to ${days.at(-1)}.`);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(options.rounds); round++) {
    ours.push(await timed('backfilled', backfill));
    theirs.push(await timed('run', runEach));
  }
  const against = `${MONTHS} runs`;
  judge([{ what: 'backfill of 12 months', against, ours, theirs, limit: 0.6 }]);
  const different = await differentPlacements();
  console.log(`Placements that are not the same: ${different}.`);
  if (different > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function openHere() {
  const { memory, threads } = options;
  return openClade({ folder, engine: { name: 'duckdb', memory, threads: Number(threads) } });
}

async function backfill(): Promise<void> {
  const { value, findings } = await openHere().backfill({
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    every: 'month',
  });
  if (value?.days.length !== MONTHS) throw new Error(findings.map(({ message }) => message).join('\n'));
}

async function runEach(): Promise<void> {
  for (const asOf of days) {
    const { value, findings } = await openHere().run({ asOf });
    if (!value) throw new Error(findings.map(({ message }) => message).join('\n'));
  }
}

/** Milliseconds, from no state; the state is kept under a name to be compared. */
async function timed(name: string, work: () => Promise<void>): Promise<number> {
  rmSync(join(folder, '.clade'), { recursive: true, force: true });
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  rmSync(join(folder, name), { recursive: true, force: true });
  renameSync(join(folder, '.clade'), join(folder, name));
  return took;
}

/** Customers and days of a segmentation that only one of the two has in that segment. */
async function differentPlacements(): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const name of ['backfilled', 'run'])
    await connection.run(`attach '${join(folder, name, 'state.duckdb')}' as ${name} (read_only)`);
  const placed = (name: string) =>
    `select s.as_of, s.segmentation, customer, segment from ${name}.clade.assignments
      join ${name}.clade.snapshots as s using (snapshot_id)`;
  const only = (one: string, other: string) => `(${placed(one)} except ${placed(other)})`;
  const result = await connection.runAndReadAll(
    `select count(*) from (${only('backfilled', 'run')} union all ${only('run', 'backfilled')})`,
  );
  connection.closeSync();
  instance.closeSync();
  return Number(result.getRows()[0]?.[0] ?? 0);
}
