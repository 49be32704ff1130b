import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { addMonths, lastOfMonth } from '../src/base/calendar-date.ts';
import type { CalendarDate } from '../src/base/calendar-date.ts';
import { openClade } from '../src/index.ts';
import { asCsvFiles, coverYearsBefore, fixHistory, makeExampleProject } from './events/example-project.ts';
import type { Promised } from './medians.ts';
import { judge, median } from './medians.ts';

// Twelve past months from one load, against as many runs of their own; the definitions of examples/saas, whose files are CSV, and the
// same rows as Parquet files, which are read in place.
const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '1' },
    files: { type: 'string', default: 'parquet,csv' },
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
  const promises: Promised[] = [];
  // In this order: the Parquet files become CSV files.
  for (const files of ['parquet', 'csv']) {
    if (!options.files.split(',').includes(files)) continue;
    if (files === 'csv') await asCsvFiles(folder);
    promises.push(await measure(files));
  }
  judge(promises);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Both ways in turns, and whether they place everybody alike. */
async function measure(files: string): Promise<Promised> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  const used: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(options.rounds); round++) {
    const [filled, run] = [await timed('backfilled', backfill), await timed('run', runEach)];
    ours.push(filled.took);
    theirs.push(run.took);
    used[0].push(filled.used);
    used[1].push(run.used);
  }
  const [filled, run] = used.map(median);
  const different = await differentPlacements();
  if (different > 0) process.exitCode = 1;
  console.log(
    `${files}: by processor time ${((filled ?? 0) / (run ?? 0)).toFixed(2)} x, which is told and not promised. Placements that are not the same: ${different}.`,
  );
  const what = `backfill of ${MONTHS} months, ${files}`;
  return { what, against: `${MONTHS} runs`, ours, theirs, limit: 0.6 };
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

/** Milliseconds by the clock and of processors, from no state; the state is kept under a name to be compared. */
async function timed(
  name: string,
  work: () => Promise<void>,
): Promise<{ readonly took: number; readonly used: number }> {
  rmSync(join(folder, '.clade'), { recursive: true, force: true });
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  const [took, used] = [performance.now() - began, (user + system) / 1000];
  rmSync(join(folder, name), { recursive: true, force: true });
  renameSync(join(folder, '.clade'), join(folder, name));
  return { took, used };
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
