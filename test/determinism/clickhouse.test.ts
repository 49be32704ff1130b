import { afterEach, describe, expect, it } from 'vitest';
import { STATE_SCHEMA } from '../../src/tables/state-table.ts';
import { openTestClickhouse } from '../clickhouse/connection.ts';
import type { Company } from './company.ts';
import { exampleCompany, ONE_DAY, TWO_DAYS, unsteady } from './company.ts';
import type { Fingerprint } from './fingerprint.ts';
import { fingerprintOf } from './fingerprint.ts';

const THREADS = [1, 2, 4];
const opened: { company?: Company } = {};

afterEach(() => opened.company?.remove());

/** There is one data directory a process, so each repeat has a database of its own. */
async function stateAfterRuns(
  company: Company,
  days: readonly string[],
  threads: number,
  database: string,
): Promise<Fingerprint> {
  const engine = await openTestClickhouse(
    { max_threads: threads, max_insert_threads: threads },
    { [STATE_SCHEMA]: database },
  );
  try {
    await company.runAfresh({ name: 'given', engine }, days);
    return await fingerprintOf(engine);
  } finally {
    await engine.close();
  }
}

async function statesOf(days: readonly string[], repeats: number): Promise<readonly Fingerprint[]> {
  const company = (opened.company = await exampleCompany(150));
  const states: Fingerprint[] = [];
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const threads of THREADS)
      states.push(await stateAfterRuns(company, days, threads, `days_${days.length}_${repeat}_${threads}`));
  return states;
}

describe('on ClickHouse in this process, with 1, 2 and 4 threads', () => {
  it('a run comes out the same to the bit, 21 times', async () => {
    const states = await statesOf(ONE_DAY, 7);
    expect(states).toHaveLength(21);
    expect(unsteady(states)).toEqual({});
    expect(states[0]).toMatchObject({ 'runs rows': '1', 'facts_account rows': '150' });
  });

  it('so do two days one after the other', async () => {
    const states = await statesOf(TWO_DAYS, 1);
    expect(unsteady(states)).toEqual({});
    expect(states[0]).toMatchObject({ 'runs rows': '2' });
    expect(states[0]).toHaveProperty(['ledger.cause']);
  });
});
