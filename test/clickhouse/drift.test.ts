import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import {
  accountsCsv,
  driftAccounts,
  driftProject,
  sizeBands,
  withMoreSeats,
} from '../support/drift-project.ts';
import { companies, companiesCsv, GROUPS_DAY, GROUPS_PROJECT, kinds } from '../support/groups-project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};
const folder = mkdtempSync(join(tmpdir(), 'clade-drift-'));

beforeAll(async () => {
  opened.engine = await openTestClickhouse({}, { clade: 'clade_drift' });
});

afterAll(async () => {
  await opened.engine?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('draws the same sample, cuts the same bins and tells the same drift on both engines', async () => {
  const { engine } = opened;
  if (!engine) throw new Error('no engine');
  const clades = [openClade({ folder }), openClade({ folder, engine: { name: 'given', engine } })];
  // More than are sampled, so that the draw counts.
  const accounts = driftAccounts(5_000);
  writeFileSync(join(folder, 'clade.yaml'), driftProject());
  writeFileSync(join(folder, 'size.yaml'), sizeBands());
  const told = [];
  for (const [asOf, more] of [
    ['2026-01-31', 0],
    ['2026-06-30', 25],
  ] as const) {
    writeFileSync(join(folder, 'accounts.csv'), accountsCsv(withMoreSeats(accounts, more)));
    for (const clade of clades) told.push((await clade.run({ asOf })).findings);
  }
  const [firstHere, firstThere, here, there] = told;
  expect(firstThere).toEqual(firstHere);
  expect(there).toEqual(here);
  expect(here?.filter(({ code }) => code === 'drift').length).toBeGreaterThan(0);
  const [statusHere, statusThere] = await Promise.all(clades.map((clade) => clade.status()));
  expect(statusThere?.value?.drift).toEqual(statusHere?.value?.drift);
  expect(statusHere?.value?.drift).toHaveLength(5);
});

it('tells the same of a fit on both engines', async () => {
  const { engine } = opened;
  if (!engine) throw new Error('no engine');
  const own = mkdtempSync(join(tmpdir(), 'clade-fit-drift-'));
  try {
    writeFileSync(join(own, 'clade.yaml'), GROUPS_PROJECT);
    writeFileSync(join(own, 'kinds.yaml'), kinds());
    const clades = [
      openClade({ folder: own }),
      openClade({ folder: own, engine: { name: 'given', engine } }),
    ];
    for (const [asOf, grown] of [
      [GROUPS_DAY, 1],
      ['2027-06-30', 4],
    ] as const) {
      writeFileSync(join(own, 'companies.csv'), companiesCsv(companies(360, grown, grown)));
      for (const clade of clades) await clade.run({ asOf });
    }
    const told = await Promise.all(clades.map(async (clade) => (await clade.status()).value?.drift));
    const [here, there] = told.map((all) => all?.find(({ subject }) => subject.kind === 'fit'));
    expect(here).toMatchObject({ subject: { id: 'kinds' }, verdict: 'alarm' });
    expect(there).toEqual(here);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
});
