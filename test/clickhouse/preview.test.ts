import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openClade } from '../../src/index.ts';
import { PREVIEW_DAY, PREVIEW_PROJECT } from '../support/preview-project.ts';
import { testProject } from '../support/project.ts';
import { openTestClickhouse } from './connection.ts';

const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
});

const QUESTIONS = [
  { segmentation: 'value', set: ['segments.medium.from=4500'] },
  { segmentation: 'usage', set: ['attribute/busy:rank.of=seats', 'segments.active.when=logins >= 12'] },
  { segmentation: 'health', set: ['score/health:parts.use.weight=15'] },
  { segmentation: 'rfm', set: ['segments.best.cells=[333, 332, 323, 233]'] },
  { segmentation: 'value', set: ['attribute/arr:value=mrr * 12 - seats * 10'] },
  { segmentation: 'rfm', set: ['scores=4', 'segments.best.cells=[444, 443]'], load: true },
];

describe('preview', () => {
  it('says the same on both engines, to the last digit', async () => {
    const { engine } = opened;
    if (!engine) throw new Error('no engine');
    const { clade: here, folder } = testProject(PREVIEW_PROJECT);
    const there = openClade({ folder, engine: { name: 'given', engine } });
    for (const clade of [here, there]) await clade.run({ asOf: PREVIEW_DAY });
    for (const question of QUESTIONS) {
      const [one, other] = [await here.preview(question), await there.preview(question)];
      expect(one.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(one.value?.segmentations[0]?.moved).toBeGreaterThan(4);
      expect({ ...other.value, runId: '' }).toEqual({ ...one.value, runId: '' });
    }
  });
});
