import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckdb } from '../src/engines/duckdb.ts';
import type { Engine } from '../src/engines/engine.ts';
import { openClade } from '../src/index.ts';
import { STATE_SCHEMA } from '../src/tables/state-table.ts';
import { openTestClickhouse } from '../test/clickhouse/connection.ts';
import { HAND_SETTINGS, runOnClickhouse } from './events/hand-on-clickhouse.ts';
import { runOnDuckdb } from './events/hand-on-duckdb.ts';
import type { HandTook } from './events/hand-written.ts';
import { keepRows } from './events/keep-rows.ts';

// One measured run in a process of its own: `events-once.js clade|hand duckdb|clickhouse FOLDER THREADS MEMORY`. Prints as
// JSON, in milliseconds, what the facts and the placements took and the whole, and the most memory the process had, in bytes.
const [side = '', engineName = '', folder = '', threads = '', memory = ''] = process.argv.slice(2);
const limits = { threads: Number(threads), memory };
const began = performance.now();
const data = join(folder, 'data');
if (engineName === 'clickhouse') await measureOnClickhouse();
else if (side === 'clade') await measureOnDuckdb();
else tell(await runOnDuckdb(data, join(folder, 'hand.duckdb'), limits));

function tell(parts: HandTook): void {
  const whole = performance.now() - began;
  console.log(JSON.stringify({ ...parts, whole, memory: process.resourceUsage().maxRSS * 1024 }));
}

async function measureOnDuckdb(): Promise<void> {
  const state = join(folder, '.clade');
  mkdirSync(state, { recursive: true });
  const engine = await openDuckdb({
    path: join(state, 'state.duckdb'),
    memoryLimit: memory,
    threads: limits.threads,
    tempDirectory: join(state, 'temp'),
  });
  const parts = await runClade(engine);
  await engine.close();
  tell(parts);
}

/** ClickHouse in this process forgets its rows at the end: they are kept as files to be compared, after the time is told. */
async function measureOnClickhouse(): Promise<void> {
  const isClade = side === 'clade';
  const engine = await openTestClickhouse(isClade ? {} : HAND_SETTINGS, { [STATE_SCHEMA]: 'bench' }, limits);
  tell(isClade ? await runClade(engine) : await runOnClickhouse(data, engine));
  await keepRows(engine, isClade ? 'bench' : 'default', join(folder, `clickhouse-${side}`));
  await engine.close();
}

/** Facts are all statements up to the ranked wide tables; placements those that learn, count at edges and write assignments,
 * and the commit of everything. */
async function runClade(engine: Engine): Promise<HandTook> {
  const took = { facts: 0, placement: 0 };
  const timed = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    const part = partOf(label);
    if (part) took[part] += performance.now() - start;
    return result;
  };
  const watched: Engine = {
    dialect: engine.dialect,
    version: engine.version,
    execute: (statement, options) => timed(statement.label, () => engine.execute(statement, options)),
    query: (statement, options) => timed(statement.label, () => engine.query(statement, options)),
    atomically: async (work) => {
      let worked = 0;
      const result = await engine.atomically(async () => {
        const made = await work();
        worked = performance.now();
        return made;
      });
      took.placement += performance.now() - worked;
      return result;
    },
    beside: () => engine.beside(),
    ingest: (table, columns, path) => engine.ingest(table, columns, path),
    export: (statement, path, format) => engine.export(statement, path, format),
    lockDown: (files) => engine.lockDown(files),
    close: () => engine.close(),
  };
  const given = { name: 'given', engine: watched, ...limits } as const;
  const { value, findings } = await openClade({ folder, engine: given }).run();
  if (!value) throw new Error(findings.map(({ message }) => message).join('\n'));
  return took;
}

function partOf(label: string): 'facts' | 'placement' | null {
  if (/^(days|facts) of /.test(label)) return 'facts';
  return /^(placement|assignments of|counts at the edges|what .+ learns from)/.test(label)
    ? 'placement'
    : null;
}
