import { join } from 'node:path';
import { openClade } from '../src/index.ts';
import { runHandWritten } from './publish/hand-written.ts';

// One measured run in a process of its own: `publish-once.js clade|hand FOLDER THREADS MEMORY`.
// Prints what it took as JSON, in milliseconds, without the start of Node and the loading of DuckDB.
const [side = '', folder = '', threads = '', memory = ''] = process.argv.slice(2);
const limits = { threads: Number(threads), memory };
const usedBefore = process.cpuUsage();
const began = performance.now();
if (side === 'clade') await runClade();
else await runHandWritten(join(folder, 'customers.parquet'), join(folder, 'hand.duckdb'), limits);
const wall = performance.now() - began;
const { user, system } = process.cpuUsage(usedBefore);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));

async function runClade(): Promise<void> {
  const { value, findings } = await openClade({ folder, engine: { name: 'duckdb', ...limits } }).run();
  if (!value) throw new Error(findings.map(({ message }) => message).join('\n'));
}
