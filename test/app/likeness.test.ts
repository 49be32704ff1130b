import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

describe('export, of a segmentation that places by likeness', () => {
  const exported = async (asOf: string) => {
    const { value } = await project.clade.export({ segmentation: 'natural', to: 'natural.jsonl', asOf });
    const lines = readFileSync(join(project.folder, 'natural.jsonl'), 'utf8').trim().split('\n');
    return {
      value,
      rows: lines.map((line) => JSON.parse(line) as Record<string, string | number | boolean>),
    };
  };

  it('has the runner-up, the flags and the similarity to every segment', async () => {
    const { value, rows } = await exported('2026-06-30');
    expect(value).toMatchObject({ rows: ROWS, similarities: 'written' });
    const poor = rows.filter((row) => row['poor_fit']).length;
    expect(poor).toBeLessThan(0.03 * ROWS);
    expect(rows.some((row) => row['boundary'])).toBe(true);
    for (const row of rows) {
      const similarities = ['one', 'two', 'three'].map((id) => Number(row[`similarity_to_${id}`]));
      const [first = 0, second = 0] = similarities.toSorted((a, b) => b - a);
      expect(sum(similarities)).toBeCloseTo(1, 12);
      expect(Number(row[`similarity_to_${String(row['segment'])}`])).toBe(first);
      expect(Number(row[`similarity_to_${String(row['runner_up'])}`])).toBe(second);
      expect(Number(row['score'])).toBeCloseTo(first, 12);
      expect(row['boundary']).toBe(Number(row['margin']) < 0.2);
      expect(row['poor_fit']).toBe(Number(row['fit_percentile']) < 1);
    }
  });

  it('says that similarities are not there where the facts are gone', async () => {
    await project.clade.run({ asOf: '2026-07-01' });
    await project.clade.run({ asOf: '2026-07-02' });
    const { value, rows } = await exported('2026-06-30');
    expect(value?.similarities).toBe('facts-not-kept');
    expect(rows[0]).toHaveProperty('runner_up');
    expect(rows[0]).not.toHaveProperty('similarity_to_one');
    const { value: other } = await project.clade.export({ segmentation: 'by_plan', to: 'plan.csv' });
    expect(other?.similarities).toBeNull();
  });
});
