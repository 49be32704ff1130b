import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from './medians.ts';

// How long a person waits for `--help` and for `check`, against Node doing nothing.
const ROUNDS = 15;

const folder = mkdtempSync(join('node_modules', '.clade-bench-'));
try {
  execFileSync(process.execPath, ['build.mjs', folder], { stdio: 'inherit' });
  const cli = join(folder, 'cli.js');
  const commands = {
    nothing: ['-e', '0'],
    help: [cli, '--help'],
    check: [cli, 'check', '--project', join('examples', 'saas')],
  } as const;
  const times: Record<keyof typeof commands, number[]> = { nothing: [], help: [], check: [] };
  for (let round = 0; round <= ROUNDS; round++)
    for (const name of ['nothing', 'help', 'check'] as const) {
      const took = milliseconds(commands[name]);
      if (round > 0) times[name].push(took);
    }
  judge([
    { what: 'clade --help', against: 'node -e 0', ours: times.help, theirs: times.nothing, limit: 3 },
    {
      what: 'clade check examples/saas',
      against: 'node -e 0',
      ours: times.check,
      theirs: times.nothing,
      limit: 8,
    },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function milliseconds(args: readonly string[]): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - began;
}
