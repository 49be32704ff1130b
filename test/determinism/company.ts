import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { EngineChoice } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import type { Fingerprint } from './fingerprint.ts';

/** The day of the data. */
export const ONE_DAY = ['2026-06-30'];
/** The second finds moves for the ledger, and what was learned on the first. */
export const TWO_DAYS = ['2026-03-31', '2026-06-30'];

/** The example company in a folder of its own. */
export interface Company {
  readonly folder: string;
  /** Forgets what runs recorded, and places everybody on each of the days. */
  runAfresh(engine: EngineChoice, days: readonly string[]): Promise<void>;
  remove(): void;
}

export async function exampleCompany(accounts: number): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'clade-determinism-'));
  const made = await openClade({ folder }).demo({ to: '.', accounts });
  expect(made.value).not.toBeNull();
  return {
    folder,
    async runAfresh(engine, days) {
      rmSync(join(folder, '.clade'), { recursive: true, force: true });
      const clade = openClade({ folder, engine });
      for (const asOf of days) expect((await clade.run({ asOf })).value?.run.outcome).toBe('published');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Every column that is not the same in all states, with how many versions of it there are. */
export function unsteady(prints: readonly Fingerprint[]): Readonly<Record<string, number>> {
  const names = new Set(prints.flatMap((print) => Object.keys(print)));
  const versions = [...names].map(
    (name) => [name, new Set(prints.map((print) => print[name])).size] as const,
  );
  return Object.fromEntries(versions.filter(([, count]) => count > 1));
}
