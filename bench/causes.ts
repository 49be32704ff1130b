import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Stage } from '../src/app/context.ts';
import { answerFallback } from '../src/app/context.ts';
import { run } from '../src/app/run.ts';
import { coverYearsBefore, makeExampleProject } from './events/example-project.ts';
import { judge } from './medians.ts';

// What it costs to tell causes: the definitions of examples/saas over a year of events that grow from one run to the
// next, a whole run against the same run without the stage in which causes are told, in processor time.
const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '1200MB' },
  },
});
const LAST_DAY = '2026-06-30';
const FIRST_DAYS = { daily: '2026-06-29', monthly: '2026-05-31' } as const;

const folder = mkdtempSync(join(tmpdir(), 'clade-bench-'));
try {
  const events = await makeProject();
  console.log(`${options.customers} customers, ${events} events.`);
  const promises = [];
  for (const [what, first] of Object.entries(FIRST_DAYS)) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < Number(options.rounds); round++) {
      rmSync(join(folder, '.clade'), { recursive: true, force: true });
      await keepUntil(first);
      await measured(first);
      await keepUntil(LAST_DAY);
      const { whole, trace } = await measured(LAST_DAY);
      ours.push(whole);
      theirs.push(whole - trace);
    }
    promises.push({ what: `${what} run`, against: 'without causes', ours, theirs, limit: 1.3 });
  }
  judge(promises);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function makeProject(): Promise<number> {
  const events = await makeExampleProject(folder, Number(options.customers));
  coverYearsBefore(folder);
  cpSync(join(folder, 'data', 'usage.parquet'), join(folder, 'usage.parquet'));
  return events;
}

/** The file of events as it was on a day. */
async function keepUntil(day: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `copy (select * from '${folder}/usage.parquet' where used_on <= date '${day}')
    to '${folder}/data/usage.parquet' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}

/** Milliseconds of processor time: of the whole run, and of the stage `trace`. */
async function measured(asOf: string): Promise<{ readonly whole: number; readonly trace: number }> {
  const used = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const began = new Map<Stage, number>();
  const start = used();
  const { value, findings } = await run.run(
    { asOf },
    {
      folder,
      packageFolder: folder,
      now: new Date(),
      engine: { name: 'duckdb', memory: options.memory, threads: Number(options.threads) },
      signal: new AbortController().signal,
      onProgress: () => {},
      onStage: (stage) => began.set(stage, used()),
      ask: answerFallback,
    },
  );
  if (!value) throw new Error(findings.map(({ message }) => message).join('\n'));
  return { whole: used() - start, trace: (began.get('check') ?? 0) - (began.get('trace') ?? 0) };
}
