import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engines/duckdb.ts';
import type { Company } from './company.ts';
import { exampleCompany, ONE_DAY, TWO_DAYS, unsteady } from './company.ts';
import type { Fingerprint } from './fingerprint.ts';
import { fingerprintOf } from './fingerprint.ts';

const THREADS = [1, 2, 4];

async function stateAfterRuns(
  company: Company,
  days: readonly string[],
  threads: number,
): Promise<Fingerprint> {
  await company.runAfresh({ name: 'duckdb', memory: '1GB', threads }, days);
  const engine = await openDuckdb({
    path: join(company.folder, '.clade', 'state.duckdb'),
    memoryLimit: '1GB',
    threads: 1,
    tempDirectory: join(company.folder, '.clade', 'temp'),
  });
  return fingerprintOf(engine).finally(() => engine.close());
}

async function statesOf(
  accounts: number,
  days: readonly string[],
  repeats: number,
): Promise<readonly Fingerprint[]> {
  const company = await exampleCompany(accounts);
  const states: Fingerprint[] = [];
  try {
    for (let repeat = 0; repeat < repeats; repeat++)
      for (const threads of THREADS) states.push(await stateAfterRuns(company, days, threads));
  } finally {
    company.remove();
  }
  return states;
}

describe('on DuckDB, with 1, 2 and 4 threads', () => {
  it('a run comes out the same to the bit, 21 times', async () => {
    const states = await statesOf(150, ONE_DAY, 7);
    expect(states).toHaveLength(21);
    expect(unsteady(states)).toEqual({});
    expect(states[0]).toMatchObject({ 'runs rows': '1', 'facts_account rows': '150' });
  });

  it('so do two days one after the other, with events that threads share out', async () => {
    const states = await statesOf(1000, TWO_DAYS, 1);
    expect(unsteady(states)).toEqual({});
    expect(states[0]).toMatchObject({ 'runs rows': '2' });
    expect(states[0]).toHaveProperty(['ledger.cause']);
  });
});
