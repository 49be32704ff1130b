import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** What a shell line prints, both streams as one. */
const shell = (line: string) => execFileSync('bash', ['-c', line], { encoding: 'utf8' });

/** What a command writes to a terminal of 80 columns, as util-linux's `script` records it. */
const onTerminal = (line: string) =>
  execFileSync('script', ['-qec', `stty cols 80; ${line}`, '/dev/null'], { encoding: 'utf8' })
    .replaceAll('\r\u001b[2K', '<clear>')
    .replaceAll('\r\n', '\n');

describe('what is told where', () => {
  it('a pipe gets the result on one stream and findings on the other, and no progress', async () => {
    const { folder } = testProject(SHOP);
    const { stdout, stderr } = await command.run(['run', '-p', folder, '--threads', '1']);
    expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(stdout).toContain('Value (primary): 5 active customers');
    expect(stderr).toMatch(/1 warning/);
    expect(stdout).not.toContain('warning');
  });

  it('a terminal is told how far it is, on a line that is gone in the end', async () => {
    const { folder } = testProject(CROWD);
    await writeCrowd(folder, 500_000);
    const said = onTerminal(`${command.shell} run -p '${folder}' --threads 1`);
    expect(said).toMatch(/<clear>facts of customer( \d+ %)?( [\d,]+ rows)? \d+\.\d s/);
    expect(said).toContain('<clear>A crowd as of 2026-06-30');
    const remaining = said.split('\n').map((line) => line.slice(line.lastIndexOf('<clear>')));
    expect(remaining.join('\n')).not.toContain('facts of customer');
  });

  it('a pipe that closes early is no fault', () => {
    const line = `${command.shell} list -p examples/saas | true; echo "$?, \${PIPESTATUS[0]}"`;
    expect(shell(`${line} 2>&1`)).toBe('0, 0\n');
  });

  it('stages are named on standard error when asked for', async () => {
    const { folder } = testProject(SHOP);
    const { stderr } = await command.run(['run', '-p', folder], { CLADE_TRACE: 'stages' });
    expect(stderr).toMatch(/^stage definitions\nstage open\nstage load\n/);
    expect(stderr).toContain('stage commit\nstage clean\n');
  });
});
