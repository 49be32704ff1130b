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

describe('classify', () => {
  const [head = '', ...rows] = (files['accounts.csv'] ?? '').trim().split('\n');

  it('places known customers from a file as the run placed them', async () => {
    project.write('known.csv', [head, ...rows.slice(0, 80)].join('\n'));
    await project.clade.run({ asOf: '2026-07-03' });
    const { value, findings } = await project.clade.classify({ segmentation: 'natural', file: 'known.csv' });
    await project.clade.export({ segmentation: 'natural', to: 'all.jsonl' });
    const placed = readFileSync(join(project.folder, 'all.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string | number | boolean>);
    expect(findings).toEqual([]);
    expect(value?.prospects).toHaveLength(80);
    for (const one of value?.prospects ?? []) {
      const row = placed.find(({ customer }) => customer === one.key);
      expect(one).toMatchObject({
        ...{ segment: row?.['segment'], runnerUp: row?.['runner_up'], present: row?.['present'] },
        ...{ fitPercentile: row?.['fit_percentile'], isBoundary: row?.['boundary'] },
      });
      expect(one.similarity).toBeCloseTo(Number(row?.['score']), 12);
      expect(one.missing).toHaveLength(6 - one.present);
    }
  });

  it('sets rows aside that it cannot read, with their places, and drops none', async () => {
    project.write(
      'odd.csv',
      [
        'id;people;plan;pepole;region',
        'p1;12;level 0;9;level 1',
        '"p;2";many;level 1;9;level 1',
        'p3;3',
        'p4;;gold;;',
        'p5;4.5;level 0;;',
      ].join('\n'),
    );
    const { value, findings } = await project.clade.classify({ segmentation: 'natural', file: 'odd.csv' });
    expect(value?.prospects.map(({ key, line }) => [key, line])).toEqual([
      ['p1', 2],
      ['p4', 5],
    ]);
    expect(value?.prospects[1]).toMatchObject({
      unseen: ['plan'],
      present: 0,
      howSure: 'not known, no value is there',
    });
    expect(value?.refused.map(({ line }) => line)).toEqual([3, 4, 6]);
    expect(findings.map(({ code, place }) => `${code} ${place?.line ?? 0}:${place?.column ?? 0}`)).toEqual([
      'unknown-value 1:16',
      'unreadable-value 3:7',
      'unreadable-value 6:4',
      'unreadable-row 4:1',
    ]);
    expect(findings[0]?.hint).toBe('Did you mean `people`?');
  });

  it('takes values by hand, and writes many to a file a spreadsheet can open', async () => {
    const { value } = await project.clade.classify({
      segmentation: 'natural',
      set: ['people=12', 'spend=30.5', 'plan=level 0'],
    });
    expect(value?.prospects).toMatchObject([
      { line: null, present: 3, missing: ['hours', 'visits', 'region'] },
    ]);
    project.write('risky.csv', 'id,people\n"=1+1, 2",3\n');
    const { value: written } = await project.clade.classify({
      ...{ segmentation: 'natural', file: 'risky.csv', to: 'placed.csv' },
    });
    expect(written?.prospects).toEqual([]);
    const [, line = ''] = readFileSync(join(project.folder, 'placed.csv'), 'utf8').split('\n');
    expect(line).toMatch(/^2,"'=1\+1, 2",(one|two|three),/);
  });

  it('refuses what it cannot do, and says what can be done', async () => {
    const codes = async (asked: Parameters<typeof project.clade.classify>[0]) =>
      (await project.clade.classify(asked)).findings.map(({ code }) => code);
    project.write('other.csv', 'a,b\n1,2\n');
    expect(await codes({ segmentation: 'by_plan', set: ['people=1'] })).toEqual(['classify-method']);
    expect(await codes({ segmentation: 'natural' })).toEqual(['classify-input']);
    expect(await codes({ segmentation: 'natural', set: ['peple=1', 'people=x', 'people'] })).toEqual([
      'unknown-value',
      'unreadable-value',
      'set-pair',
    ]);
    expect(await codes({ segmentation: 'natural', file: 'other.csv' })).toContain('no-known-header');
    expect(await codes({ segmentation: 'natural', file: 'gone.csv' })).toEqual(['file-not-found']);
    expect(await codes({ segmentation: 'natural', file: 'odd.csv', key: 'name' })).toEqual(['unknown-key']);
    expect(await codes({ segmentation: 'natural', file: 'odd.csv', to: 'odd.csv' })).toContain(
      'classify-same-file',
    );
  });
});

describe('the report', () => {
  it('has a part about discovered groups whose numbers are those of the export', async () => {
    await project.clade.report({ segmentation: 'natural', to: 'natural.md' });
    await project.clade.export({ segmentation: 'natural', to: 'all.jsonl' });
    const rows = readFileSync(join(project.folder, 'all.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string | number | boolean>);
    const text = readFileSync(join(project.folder, 'natural.md'), 'utf8');
    const part = text.slice(text.indexOf('## Discovered groups'), text.indexOf('## Segment by segment'));
    const boundary = rows.filter((row) => row['boundary']).length;
    expect(part).toContain(`Learned on 2026-06-30 from ${ROWS} customers, as 3 groups.`);
    expect(part).toContain(
      `${boundary} of ${ROWS} customers (${((100 * boundary) / ROWS).toFixed(1)} %) are at a boundary`,
    );
    const surely = rows.filter((row) => Number(row['similarity_to_two']) >= 0.95).length;
    const last = part.split('\n').find((line) => line.startsWith('| 95–100 %'));
    expect(last?.split('|')[3]?.trim()).toBe(`${surely} (${((100 * surely) / ROWS).toFixed(1)} %)`);
    expect(part).toContain('| plan | words, 3 levels |');
    expect(part).not.toContain('Hours');
  });
});
