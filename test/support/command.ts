import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Stage } from '../../src/app/context.ts';

/** How a process ended and what it said. `signal` is null unless the system ended it. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when a run begins this stage, or when the process ends before. */
  reached(stage: Stage): Promise<void>;
}

/** The built command line, in a folder of its own. */
export interface Command {
  /** Runs it to its end. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): Started;
  /** The shell command, for terminals and pipes. */
  readonly shell: string;
  remove(): void;
}

const root = resolve(import.meta.dirname, '../..');

/** Builds the command line as it is published, beside the packages it needs. */
export function buildCommand(): Command {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'clade-command-'));
  execFileSync(process.execPath, ['build.mjs', folder], { cwd: root, stdio: 'inherit' });
  const path = join(folder, 'cli.js');
  const startHere: Command['start'] = (args, environment = {}) => start([path, ...args], environment);
  return {
    run: (args, environment) => startHere(args, environment).ended,
    start: startHere,
    shell: `'${process.execPath}' '${path}'`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function start(args: readonly string[], environment: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...withoutClade(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<Ended>((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => done({ code, signal, ...said }));
  });
  const reached = (stage: Stage) =>
    new Promise<void>((done) => {
      const listener = () => {
        if (!said.stderr.includes(`stage ${stage}\n`)) return;
        listeners.delete(listener);
        done();
      };
      listeners.add(listener);
      listener();
      void ended.then(() => done());
    });
  return { pid: child.pid ?? 0, ended, kill: (signal) => void child.kill(signal), reached };
}

/** A setting of whoever runs the tests must not become one of the command under test. */
function withoutClade(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('CLADE_')));
}
