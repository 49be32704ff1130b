import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import type { Clade, Outcome, RunResult } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { onlineRetail } from '../support/online-retail.ts';
import { realProject } from '../support/real-project.ts';
import { openTestClickhouse } from './connection.ts';

const telco = realProject('telco', 'telco');
const ravenstack = realProject('ravenstack', 'ravenstack_saas');
const retail = onlineRetail();
const opened: { engine?: Engine } = {};

beforeAll(async () => {
  opened.engine = await openTestClickhouse();
});

afterAll(async () => {
  await opened.engine?.close();
  telco?.remove();
  ravenstack?.remove();
  retail?.remove();
});

/** Every placement as text, margins to twelve digits. The one server holds all projects, so the day tells them apart. */
async function placements(clade: Clade, segmentation: string, asOf: string): Promise<readonly string[]> {
  const { value } = await clade.export({ segmentation, to: `${segmentation}.jsonl`, asOf });
  return readFileSync(value?.path ?? '', 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { customer, segment, status, money, margin, reason, score } = JSON.parse(line) as Record<
        string,
        string | number | null
      >;
      const distance = margin === null ? null : Number(margin).toPrecision(12);
      return [customer, segment, status, money === null ? null : Number(money), distance, reason, score].join(
        ' ',
      );
    });
}

async function expectSame(folder: string, asOf?: string): Promise<void> {
  const { engine } = opened;
  if (!engine) throw new Error('no engine');
  const input = asOf === undefined ? {} : { asOf };
  const onDuckdb = openClade({ folder });
  const onClickhouse = openClade({ folder, engine: { name: 'given', engine } });
  const here: Outcome<RunResult> = await onDuckdb.run(input);
  const there: Outcome<RunResult> = await onClickhouse.run(input);
  expect(there.value?.run).toMatchObject({ engine: 'clickhouse', outcome: 'published' });
  expect(there.value?.segmentations).toEqual(here.value?.segmentations);
  expect(there.findings).toEqual(here.findings);
  const day = here.value?.run.asOf ?? '';
  for (const { segmentation } of here.value?.segmentations ?? [])
    expect(await placements(onClickhouse, segmentation, day)).toEqual(
      await placements(onDuckdb, segmentation, day),
    );
}

describe('the example company', () => {
  it('is placed the same on both engines, contacts too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clade-example-'));
    try {
      await openClade({ folder }).demo({ to: '.', accounts: 200 });
      await expectSame(folder, '2026-06-30');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('projects on one server', () => {
  it('keep apart where each has a database of its own', async () => {
    const apart = await openTestClickhouse({}, { clade: 'clade_apart' });
    const folder = mkdtempSync(join(tmpdir(), 'clade-apart-'));
    try {
      const clade = openClade({ folder, engine: { name: 'given', engine: apart } });
      await openClade({ folder }).demo({ to: '.', accounts: 50 });
      expect((await clade.runs()).value).toEqual([]);
      expect((await clade.run()).value?.run.outcome).toBe('published');
      expect((await clade.runs()).value).toHaveLength(1);
    } finally {
      await apart.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe.skipIf(!telco)('telco', () => {
  it('places every customer the same on both engines', () => expectSame(telco?.folder ?? ''));
});

describe.skipIf(!ravenstack)('ravenstack', () => {
  it('places every account the same on both engines, on both days', async () => {
    await expectSame(ravenstack?.folder ?? '', '2024-06-30');
    await expectSame(ravenstack?.folder ?? '', '2024-12-31');
  });
});

describe.skipIf(!retail)('online retail', () => {
  it('learns the same thresholds and gives every customer the same scores on both engines', () =>
    expectSame(retail?.folder ?? '', '2011-12-10'));
});
