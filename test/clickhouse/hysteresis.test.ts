import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import { HELD, heldFiles, heldProject, MOVES, SUNDAYS } from '../support/held-project.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

describe('hysteresis on ClickHouse', () => {
  it('holds, moves and counts as worked by hand', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const { folder } = testProject({ 'clade.yaml': heldProject(), ...heldFiles() });
    const clade = openClade({ folder, engine: { name: 'given', engine } });
    for (const asOf of [...SUNDAYS.slice(0, 4), '2026-03-25', ...SUNDAYS.slice(4)]) {
      const { value, findings } = await clade.run({ asOf });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(value).not.toBeNull();
    }
    const moves: string[] = [];
    for (const customer of Object.keys(HELD)) {
      const { value } = await clade.movement({ segmentation: 'health', customer });
      if (value?.kind !== 'customer') throw new Error('no history');
      const days = value.days.filter(({ asOf }) => asOf !== '2026-03-25');
      expect(days.map(({ segment }) => segment)).toEqual(HELD[customer]);
      for (const { asOf, steps } of value.days)
        for (const { cause, from, to } of steps)
          if (from !== null) moves.push(`${asOf} ${customer} ${from} ${to} ${cause}`);
    }
    expect(moves.sort()).toEqual(MOVES);
    const told = await clade.movement({ segmentation: 'health', within: 21 });
    expect(told.value).toMatchObject({ comings: { held: { snapshots: 7, byRules: 1, byHolds: 0 } } });
    const why = await clade.explain({ customer: 'flips', asOf: '2026-04-05' });
    expect(why.value?.placements[0]?.hold).toMatchObject({ since: '2026-03-22', isHeld: false });
  });
});
