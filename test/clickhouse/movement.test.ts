import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seeded-random.ts';
import type { Engine } from '../../src/engines/engine.ts';
import type { Clade } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { accountsOn, MOVEMENT_DAYS, movementProject, randomWorld } from '../support/movement-world.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

describe('movement', () => {
  it('says the same on both engines, to the last digit, and lists the same customers', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const world = randomWorld(300, seededRandom(11).next);
    const { clade: here, folder, write } = testProject({ 'clade.yaml': movementProject() });
    const there = openClade({ folder, engine: { name: 'given', engine } });
    for (const [day, asOf] of MOVEMENT_DAYS.entries()) {
      write('accounts.csv', accountsOn(world, day));
      write('clade.yaml', movementProject(day === MOVEMENT_DAYS.length - 1));
      for (const clade of [here, there]) await clade.run({ asOf });
    }
    const told = async (clade: Clade) => {
      const segmentation = 'plans';
      const answers: unknown[] = [];
      for (const asked of [
        {},
        { from: MOVEMENT_DAYS[0] },
        { from: MOVEMENT_DAYS[0], cause: 'data' as const },
      ])
        answers.push(await clade.movement({ segmentation, ...asked }));
      answers.push(await clade.movement({ segmentation, customer: 'k3' }));
      for (const list of ['moved', 'returning', 'flapping'] as const) {
        await clade.export({ segmentation, list, to: 'list.csv' });
        answers.push(readFileSync(join(folder, 'list.csv'), 'utf8').replaceAll('"', ''));
      }
      return answers;
    };
    const [one, other] = [await told(here), await told(there)];
    expect(JSON.stringify(one).length).toBeGreaterThan(20_000);
    expect(one.at(-1)).toMatch(/\nk\d+,/);
    expect(other).toEqual(one);
  });
});
