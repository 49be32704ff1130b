import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import type { Clade } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { likenessProject } from '../support/likeness-project.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

describe('discovered groups', () => {
  it('are exported, explained, reported and asked about with the same answer on both engines', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const { clade: here, folder } = testProject(likenessProject(400, { separation: 1 }).files);
    const there = openClade({ folder, engine: { name: 'given', engine } });
    const told = async (clade: Clade, to: string) => {
      await clade.run({ asOf: '2026-06-30' });
      await clade.export({ segmentation: 'natural', to: `${to}.jsonl` });
      await clade.report({ segmentation: 'natural', to: `${to}.md` });
      const read = (file: string) => readFileSync(join(folder, file), 'utf8');
      const customers = ['a1', 'a2', 'a3'];
      const explained = [];
      for (const customer of customers)
        explained.push((await clade.explain({ customer, segmentation: 'natural' })).value?.placements);
      const report = read(`${to}.md`);
      return {
        rows: read(`${to}.jsonl`)
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>),
        groups: report.slice(report.indexOf('## Discovered groups'), report.indexOf('## Segment by segment')),
        explained,
        classified: (await clade.classify({ segmentation: 'natural', set: ['people=3', 'plan=level 1'] }))
          .value,
      };
    };
    const [one, other] = [rounded(await told(here, 'here')), rounded(await told(there, 'there'))];
    expect(one.rows).toHaveLength(400);
    expect(one.groups).toContain('How far the groups are apart');
    expect(other).toEqual(one);
  });
});

/** Doubles to ten digits: two libraries differ in the last ones of an exponential. */
function rounded<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_, cell: unknown) =>
      typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toPrecision(10)) : cell,
    ),
  ) as Value;
}
