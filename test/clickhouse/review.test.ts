import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import type { Clade } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { underGit } from '../support/git-project.ts';
import { testProject } from '../support/project.ts';
import { BY_SEATS, REVIEW_FILES, REVIEW_SOURCES, SEAT_PRICE } from '../support/review-project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

describe('a review', () => {
  it('says the same on both engines, and leaves no table and no row behind', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const project = testProject(REVIEW_FILES);
    underGit(project);
    const { clade: here, folder, write } = project;
    const there = openClade({ folder, engine: { name: 'given', engine } });
    write('segmentations/size.yaml', BY_SEATS.replace('from: 50', 'from: 70'));
    write('attributes/seat-price.yaml', SEAT_PRICE.replace('mrr / seats', 'mrr / seats * 1.2'));
    write('sources.yaml', REVIEW_SOURCES.replace('plan: text', 'plan: { type: text, required: true }'));
    const told = async (clade: Clade) => JSON.stringify(await clade.review());
    const [one, other] = [await told(here), await told(there)];
    expect(one).toContain('"customers":8');
    expect(other).toEqual(one);
    const tables = await engine.query({
      text: "select name, total_rows as rows from system.tables where database = 'clade'",
      parameters: [],
      label: 'what is left',
    });
    expect(tables.length).toBeGreaterThan(10);
    const left = tables.filter(
      ({ name, rows }) => Number(rows) > 0 || /^(staging|facts)_/.test(String(name)),
    );
    expect(left).toEqual([]);
  });
});
