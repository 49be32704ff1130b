import { afterEach, describe, expect, it } from 'vitest';
import { STATE_SCHEMA } from '../../src/tables/state-table.ts';
import { openTestClickhouse } from '../clickhouse/connection.ts';
import type { Company } from './company.ts';
import { exampleCompany, TWO_DAYS, unsteady } from './company.ts';
import type { Fingerprint } from './fingerprint.ts';
import { fingerprintOf } from './fingerprint.ts';

const opened: { company?: Company } = {};

afterEach(() => opened.company?.remove());

/** There is one data directory a process, so each repeat has a database of its own. */
async function stateAfterRuns(company: Company, threads: number): Promise<Fingerprint> {
  const engine = await openTestClickhouse(
    { max_threads: threads, max_insert_threads: threads },
    { [STATE_SCHEMA]: `with_${threads}` },
  );
  try {
    await company.runAfresh({ name: 'given', engine }, TWO_DAYS);
    return await fingerprintOf(engine);
  } finally {
    await engine.close();
  }
}

describe('on ClickHouse in this process, with 1, 2 and 4 threads', () => {
  it('150 accounts come out the same to the bit on two days, 3 times', async () => {
    const company = (opened.company = await exampleCompany(150));
    const states: Fingerprint[] = [];
    for (const threads of [1, 2, 4]) states.push(await stateAfterRuns(company, threads));
    expect(unsteady(states)).toEqual({});
    expect(states[0]).toMatchObject({ 'runs rows': '2', 'facts_account rows': '150' });
  });
});
