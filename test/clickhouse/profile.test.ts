import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import { people, peopleCsv, PROFILE_DAY, PROFILE_PROJECT } from '../support/profile-world.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

describe('profiles, distributions, crosstabs and pages', () => {
  it('say the same on both engines, to the last digit', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const { clade: here, folder } = testProject({
      'clade.yaml': PROFILE_PROJECT,
      'people.csv': peopleCsv(people(400, 5)),
    });
    const there = openClade({ folder, engine: { name: 'given', engine } });
    const told = async (clade: typeof here) => {
      await clade.run({ asOf: PROFILE_DAY });
      const answers = [];
      answers.push(await clade.profile({ segmentation: 'worth', attribute: 'rate' }));
      answers.push(await clade.profile({ segmentation: 'focus', attribute: 'seats', segment: 'others' }));
      answers.push(await clade.profile({ segmentation: 'plans', segment: 'free' }));
      for (const field of ['worth', 'spend'])
        answers.push(await clade.crosstab({ segmentation: 'plans', field }));
      return JSON.parse(
        JSON.stringify(answers, (key, value: unknown) => (key === 'runId' ? '' : value)),
      ) as unknown;
    };
    const [one, other] = [await told(here), await told(there)];
    expect(JSON.stringify(one).length).toBeGreaterThan(20_000);
    expect(other).toEqual(one);
  });
});
