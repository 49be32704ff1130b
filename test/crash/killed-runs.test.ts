import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../../src/app/context.ts';
import { STAGES } from '../../src/app/context.ts';
import { seededRandom } from '../../src/base/seeded-random.ts';
import type { Clade } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import type { Command } from '../support/command.ts';
import { buildCommand } from '../support/command.ts';
import { readRecorded } from './recorded.ts';

const MOMENTS = 20;
const seed = Number(process.env['CLADE_CRASH_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

/** Every stage as often as every other, in an order of the seed's; `into` is how far into the stage, 0..1. */
const moments = Array.from({ length: MOMENTS }, (_, index) => ({
  stage: STAGES[index % STAGES.length] ?? 'open',
  into: random.next(),
  order: random.next(),
})).toSorted((a, b) => a.order - b.order);

let command: Command;
let folder: string;
let project: string;
let clade: Clade;
let wanted: string;
let millisecondsOf: ReadonlyMap<Stage, number>;

beforeAll(async () => {
  console.log(`Killing runs at ${MOMENTS} moments of seed ${seed}; CLADE_CRASH_SEED=${seed} repeats them.`);
  command = buildCommand();
  folder = mkdtempSync(join(tmpdir(), 'clade-crash-'));
  project = join(folder, 'project');
  mkdirSync(join(folder, 'tmp'));
  const { code, stderr } = await command.run(['demo', project, '--accounts', '2000']);
  if (code !== 0) throw new Error(stderr);
  keepOneRowIn(25, join(project, 'data', 'usage.csv'));
  clade = openClade({ folder: project });
  millisecondsOf = await timeStages();
  wanted = await exported();
});

afterAll(() => {
  command.remove();
  rmSync(folder, { recursive: true, force: true });
});

const start = () =>
  command.start(['run', '-p', project], { CLADE_TRACE: 'stages', TMPDIR: join(folder, 'tmp') });
const runIds = async () => (await clade.runs({ limit: 1000 })).value?.map(({ runId }) => runId) ?? [];
const recorded = () => readRecorded(join(project, '.clade', 'state.duckdb'), join(folder, 'tmp'));

describe('a run that is killed', () => {
  for (const [index, { stage, into }] of moments.entries())
    it(`${index + 1}: ${Math.round(into * 100)} % into \`${stage}\` leaves the last snapshot, and the next run works`, async () => {
      const before = await runIds();
      const started = start();
      await started.reached(stage);
      await pause(into * (millisecondsOf.get(stage) ?? 0));
      started.kill('SIGKILL');
      const { stderr } = await started.ended;

      const after = await recorded();
      const published = after.runIds.filter((runId) => !before.includes(runId));
      if (!stderr.includes('stage commit')) expect(published).toEqual([]);
      else if (stderr.includes('stage clean')) expect(published).toHaveLength(1);
      else expect(published.length).toBeLessThan(2);
      expect(after.rowsWithoutRun).toEqual([]);
      expect(new Set(after.assignmentsOfRuns).size).toBe(1);
      expect(await exported()).toBe(wanted);

      const { value } = await clade.run();
      expect(value?.run.outcome).toBe('published');
      expect(await exported()).toBe(wanted);
      expect(await runIds()).toEqual([value?.run.runId, ...published, ...before]);
      expect((await recorded()).tablesOfEarlierRuns).toEqual([]);
      expect(readdirSync(join(project, '.clade'))).toEqual(['state.duckdb']);
      expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    });
});

/** Every customer of two segmentations as CSV. */
async function exported(): Promise<string> {
  const texts: string[] = [];
  for (const segmentation of ['value', 'stakeholders']) {
    const to = join(folder, `${segmentation}.csv`);
    const { value } = await clade.export({ segmentation, to });
    expect(value?.rows).toBeGreaterThan(1000);
    texts.push(readFileSync(to, 'utf8'));
  }
  return texts.join('\n');
}

/** How long each stage takes, from a run that is let alone. */
async function timeStages(): Promise<ReadonlyMap<Stage, number>> {
  const began: number[] = [];
  const started = start();
  for (const stage of STAGES) {
    await started.reached(stage);
    began.push(performance.now());
  }
  expect((await started.ended).code).toBe(0);
  began.push(performance.now());
  return new Map(STAGES.map((stage, index) => [stage, (began[index + 1] ?? 0) - (began[index] ?? 0)]));
}

/** Fewer events, the same accounts: more of the time goes to the stages than to reading files. */
function keepOneRowIn(count: number, path: string): void {
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, `${lines.filter((line, index) => index % count === 0 && line !== '').join('\n')}\n`);
}
