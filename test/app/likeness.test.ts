import { beforeAll, describe, expect, it } from 'vitest';
import type { ExplainedPlacement } from '../../src/app/explain.ts';
import { cellAt } from '../../src/numeric/cluster/column.ts';
import { sum } from '../../src/numeric/sum.ts';
import { likenessProject } from '../support/likeness-project.ts';
import type { TestProject } from '../support/project.ts';
import { lastingProject } from '../support/project.ts';

const ROWS = 600;
const { files, planted } = likenessProject(ROWS);
let project: TestProject;

beforeAll(async () => {
  project = lastingProject(files);
  await project.clade.run({ asOf: '2026-06-30' });
}, 60_000);

async function explained(customer: string): Promise<ExplainedPlacement> {
  const { value } = await project.clade.explain({ customer, segmentation: 'natural' });
  const [placement] = value?.placements ?? [];
  if (!placement) throw new Error(`${customer} is nowhere`);
  return placement;
}

describe('explain, of a segmentation that places by likeness', () => {
  it('tells similarities that agree with what was placed, and reasons that add up', async () => {
    for (const customer of ['a0', 'a1', 'a7', 'a33', 'a210']) {
      const { likeness, segment, score, margin } = await explained(customer);
      if (!likeness?.reasons) throw new Error('no reasons');
      const { similarities, runnerUp, reasons } = likeness;
      expect(similarities[0]?.segment).toBe(segment);
      expect(similarities[1]?.segment).toBe(runnerUp);
      expect(sum(similarities.map(({ similarity }) => similarity))).toBeCloseTo(1, 12);
      expect(similarities[0]?.similarity).toBeCloseTo(score ?? 0, 12);
      expect((similarities[0]?.similarity ?? 0) - (similarities[1]?.similarity ?? 0)).toBeCloseTo(
        margin ?? 0,
        12,
      );
      const { values, size, spread, difference } = reasons;
      const ratio = Math.log((similarities[0]?.similarity ?? 0) / (similarities[1]?.similarity ?? 0));
      expect(difference).toBeCloseTo(ratio, 9);
      expect(sum([size, spread, ...values.map(({ nats }) => nats)])).toBeCloseTo(difference, 12);
      const strengths = values.map(({ nats }) => Math.abs(nats));
      expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
    }
  });

  it('hides what is sensitive, and says what is missing', async () => {
    const seen = (await explained('a0')).likeness?.reasons?.values ?? [];
    expect(seen.find(({ value }) => value === 'hours')?.seen).toBe('•••');
    expect(seen.find(({ value }) => value === 'people')?.seen).not.toBe('•••');
    const [people] = planted.columns;
    const rows = Array.from({ length: ROWS }, (_, row) => row);
    const without = rows.find((row) => people && cellAt(people, row) === null);
    const lacking = (await explained(`a${without}`)).likeness;
    expect(lacking?.present).toBeLessThan(6);
    expect(lacking?.reasons?.values.find(({ value }) => value === 'people')).toMatchObject({
      isMissing: true,
      nats: 0,
      seen: null,
    });
  });
});
