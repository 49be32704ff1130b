import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import type { Clade } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { HOSTILE_COMPANY } from '../support/hostile-company.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

describe('a report', () => {
  it('says the same on both engines, but for the run and the engine it names', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const { clade: here, folder, write } = testProject(HOSTILE_COMPANY);
    const there = openClade({ folder, engine: { name: 'given', engine } });
    const told = async (clade: Clade, to: string) => {
      write('data/accounts.csv', HOSTILE_COMPANY['data/accounts.csv'] ?? '');
      await clade.run({ asOf: '2026-06-30' });
      write(
        'data/accounts.csv',
        (HOSTILE_COMPANY['data/accounts.csv'] ?? '').replace('30,5,99.99', '30,5,120.00'),
      );
      await clade.run({ asOf: '2026-07-31' });
      await clade.report({ to });
      const text = readFileSync(join(folder, to), 'utf8');
      return text.replaceAll(/\b\d{17}[0-9a-f]{4}\b|finished .* UTC|on (?:duckdb|clickhouse) \S+/g, '…');
    };
    const [one, other] = [await told(here, 'here.md'), await told(there, 'there.md')];
    expect(one).toContain('From 2026-06-30 to 2026-07-31, 1 of 10 customers (10.0 %) changed segment (+20)');
    expect(other).toBe(one);
  });
});
