import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClade } from '../../src/index.ts';
import type { Command } from '../support/command.ts';
import { buildCommand } from '../support/command.ts';
import { CROWD, writeCrowd } from '../support/crowd.ts';
import { testProject } from '../support/project.ts';
import { SHOP } from '../support/shop.ts';

let command: Command;
beforeAll(() => {
  command = buildCommand();
});
afterAll(() => command.remove());

const TRACED = { CLADE_TRACE: 'stages' };
const runsOf = async (folder: string) => (await openClade({ folder }).runs()).value ?? [];
const leftIn = (folder: string) => readdirSync(join(folder, '.clade'));

/** A project with a snapshot of few customers, whose list has then grown to many. */
async function crowd(customers: number): Promise<string> {
  const { folder } = testProject(CROWD);
  await writeCrowd(folder, 10);
  const { value } = await openClade({ folder }).run();
  expect(value?.run.outcome).toBe('published');
  await writeCrowd(folder, customers);
  return folder;
}

describe('a run that is told to stop', () => {
  for (const { signal, stage } of [
    { signal: 'SIGINT', stage: 'load' },
    { signal: 'SIGINT', stage: 'facts' },
    { signal: 'SIGINT', stage: 'place' },
    { signal: 'SIGTERM', stage: 'facts' },
  ] as const)
    it(`ends soon on ${signal} while it is at \`${stage}\`, and leaves the last snapshot`, async () => {
      const folder = await crowd(stage === 'load' ? 5_000_000 : 1_000_000);
      const before = await runsOf(folder);
      const started = command.start(['run', '-p', folder, '--threads', '1'], TRACED);
      await started.reached(stage);
      await new Promise((done) => setTimeout(done, 100));
      const told = performance.now();
      started.kill(signal);
      const { code, stdout, stderr } = await started.ended;
      expect(performance.now() - told).toBeLessThan(2000);
      expect([code, stdout]).toEqual([130, '']);
      expect(stderr).toContain('error: Stopped on request. [stopped]');
      expect(await runsOf(folder)).toEqual(before);
      expect(leftIn(folder)).toEqual(['state.duckdb']);
      await writeCrowd(folder, 20);
      expect((await command.run(['run', '-p', folder])).code).toBe(0);
      expect(await runsOf(folder)).toHaveLength(before.length + 1);
    });

  it('says so as JSON where JSON is asked for', async () => {
    const folder = await crowd(1_000_000);
    const started = command.start(['run', '-p', folder, '--json'], TRACED);
    await started.reached('facts');
    started.kill('SIGINT');
    const { code, stdout } = await started.ended;
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ value: null, findings: [{ code: 'stopped' }] });
  });
});

describe('a second run', () => {
  it('is refused while one is at work, by its process and since when', async () => {
    const folder = await crowd(1_000_000);
    const first = command.start(['run', '-p', folder], TRACED);
    await first.reached('facts');
    const { code, stdout } = await command.run(['run', '-p', folder, '--json']);
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: readonly { code: string; message: string }[] };
    expect(findings.map((finding) => finding.code)).toEqual(['state-busy']);
    expect(findings[0]?.message).toMatch(new RegExp(`in use by process ${first.pid}, for \\d+ s\\.$`));
    first.kill('SIGKILL');
    expect(await first.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  it('believes the lock of the state, not what a process that is gone has left', async () => {
    const { folder, write } = testProject(SHOP);
    write('.clade/run.json', JSON.stringify({ pid: 1, startedAt: '2020-01-01T00:00:00.000Z' }));
    expect((await command.run(['run', '-p', folder])).code).toBe(0);
    expect(leftIn(folder)).toEqual(['state.duckdb']);
  });
});
