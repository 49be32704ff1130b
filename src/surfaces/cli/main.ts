import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { packageFolder } from '../../app/package-folder.ts';
import { Command, CommanderError, Option } from 'commander';
import type { EngineChoice } from '../../app/context.ts';
import { allUseCases } from '../../app/index.ts';
import type { AnyUseCase, Outcome } from '../../app/use-case.ts';
import { version } from '../../app/version.ts';
import type { Finding, Severity } from '../../base/finding.ts';
import { error, FindingsError } from '../../base/finding.ts';
import { agesLine } from '../../documents/age-words.ts';
import { addInput, readInput } from './args.ts';
import { asker } from './ask.ts';
import { jsonText } from './json-text.ts';
import { progressLine } from './progress-line.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { views } from './views/index.ts';
import * as words from './words.ts';

const EXIT = { clean: 0, findings: 1, broke: 2, interrupted: 130 } as const;

interface Globals {
  readonly project: string;
  readonly json?: boolean;
  readonly failOn: 'error' | 'warning' | 'note';
  readonly engine: 'duckdb' | 'clickhouse';
  readonly memory?: string;
  readonly threads?: string;
}

/** Reads the command line, runs one use-case and returns the exit code: 0 clean, 1 findings, 2 broke. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.clean;
  const isJson = argv.includes('--json');
  const program = new Command('clade')
    .description('Customer segmentations that are complete, exclusive, as-of-dated and explained.')
    .version(version)
    .option('-p, --project <folder>', 'Folder of the project', '.')
    .option('--json', 'Print the result and its findings as JSON')
    .addOption(
      new Option('--fail-on <severity>', 'Exit with 1 from this severity on')
        .choices(['error', 'warning', 'note'])
        .default('error'),
    )
    .addOption(
      new Option(
        '--engine <name>',
        'Where to compute; ClickHouse reads CLADE_CLICKHOUSE_URL, _USER, _PASSWORD, _DATABASE',
      )
        .choices(['duckdb', 'clickhouse'])
        .default('duckdb')
        .env('CLADE_ENGINE'),
    )
    .addOption(
      new Option('--memory <size>', 'Memory of the engine, such as 4GB (default: half of the machine)').env(
        'CLADE_MEMORY',
      ),
    )
    .addOption(
      new Option('--threads <number>', 'Threads of the engine (default: one a core)').env('CLADE_THREADS'),
    )
    .showHelpAfterError('See clade --help.')
    .configureOutput({ writeErr: (text) => void (isJson || process.stderr.write(text)) })
    .exitOverride();
  for (const useCase of allUseCases) {
    const command = program.command(useCase.name).description(useCase.summary);
    addInput(command, useCase).action(async (...given: unknown[]) => {
      const positional = given.slice(0, useCase.positional.length);
      const flags = command.opts<Record<string, unknown>>();
      code = await perform(useCase, readInput(useCase, positional, flags), program.opts<Globals>());
    });
  }
  try {
    await program.parseAsync(argv as string[], { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.exitCode === 0) return EXIT.clean;
    if (isJson) process.stdout.write(jsonText({ value: null, findings: [usageFinding(cause)] }));
    return EXIT.findings;
  }
  return code;
}

async function perform(useCase: AnyUseCase, input: unknown, globals: Globals): Promise<number> {
  const stop = stopOnSignal();
  const line = progressLine(process.stderr, () => performance.now());
  try {
    const outcome = await useCase.run(input, {
      folder: existingFolder(globals.project),
      packageFolder: packageFolder(),
      now: new Date(),
      engine: engineChoice(globals),
      signal: stop.signal,
      onProgress: line.show,
      onStage: tellStage,
      ask: asker(process.stdin, process.stderr, stop.signal),
    });
    line.clear();
    return tell(useCase, outcome, globals);
  } catch (cause) {
    line.clear();
    if (stop.signal.aborted) {
      tell(useCase, { value: null, findings: [STOPPED] }, globals);
      return EXIT.interrupted;
    }
    if (cause instanceof FindingsError)
      return tell(useCase, { value: null, findings: cause.findings }, globals);
    throw cause;
  } finally {
    stop.forget();
  }
}

const STOPPED = error('stopped', 'Stopped on request.', { hint: 'The last snapshot is as it was.' });

/** Names each stage on standard error when asked to: how tests find the moments to end a run at. */
function tellStage(stage: string): void {
  if (process.env['CLADE_TRACE'] === 'stages') process.stderr.write(`stage ${stage}\n`);
}

/** What commander says of a command line it cannot read, as a finding. */
function usageFinding({ code, message }: CommanderError): Finding {
  if (code === 'commander.help')
    return error('usage', 'No command was given.', { hint: 'See clade --help.' });
  const [, said = message, guess] = /^(?:error: )?(.*?)\n?(?:\((Did you mean .+)\))?$/s.exec(message) ?? [];
  return error('usage', `${said.trim()}.`, { hint: guess ?? 'See clade --help.' });
}

/** A folder that is not there must not be taken for one of the project above it. */
function existingFolder(written: string): string {
  const folder = resolve(written);
  if (existsSync(folder)) return folder;
  throw new FindingsError([error('no-such-folder', `There is no folder ${folder}.`)]);
}

function engineChoice({ engine, memory, threads }: Globals): EngineChoice {
  const limits = {
    memory: memory === undefined ? null : readMemory(memory),
    threads: threads === undefined ? null : readThreads(threads),
  };
  if (engine === 'duckdb') return { name: 'duckdb', ...limits };
  const { env } = process;
  return {
    name: 'clickhouse',
    url: env['CLADE_CLICKHOUSE_URL'] ?? 'http://localhost:8123',
    username: env['CLADE_CLICKHOUSE_USER'] ?? 'default',
    password: env['CLADE_CLICKHOUSE_PASSWORD'] ?? '',
    database: env['CLADE_CLICKHOUSE_DATABASE'] ?? 'default',
    stateDatabase: env['CLADE_CLICKHOUSE_STATE'] ?? 'clade',
    ...limits,
  };
}

function readThreads(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 1024) return threads;
  throw new FindingsError([
    error('input', `\`${text}\` is no number of threads.`, { hint: 'Write a whole number from 1.' }),
  ]);
}

function readMemory(text: string): string {
  if (/^\d+(\.\d+)? ?([KMGT]i?B|%)$/i.test(text)) return text;
  throw new FindingsError([
    error('input', `\`${text}\` is no amount of memory.`, { hint: 'Write it as 4GB, 512MB or 60%.' }),
  ]);
}

const RANK: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/** Results go to standard output, findings to standard error; with --json both go out as one object. */
function tell(useCase: AnyUseCase, outcome: Outcome<unknown>, globals: Globals): number {
  const { value, findings, ages } = outcome;
  if (globals.json) process.stdout.write(jsonText(outcome));
  else {
    if (value !== null) process.stdout.write(`${viewOf(useCase.name)(value)}\n`);
    if (value !== null && ages) process.stdout.write(`\n${agesLine(ages)}\n`);
    process.stderr.write(told(findings, useCase.name === 'check'));
  }
  const failing = findings.some(({ severity }) => RANK[severity] >= RANK[globals.failOn]);
  return failing || value === null ? EXIT.findings : EXIT.clean;
}

/** Every finding where they were asked for; elsewhere notes are only counted. */
function told(findings: readonly Finding[], isAsked: boolean): string {
  const shown = isAsked ? findings : findings.filter(({ severity }) => severity !== 'note');
  if (findings.length === 0 && !isAsked) return '';
  const hint = shown.length < findings.length ? '; see the notes with `clade check` or --json' : '';
  return `${[...shown.map(words.finding), words.findingCounts(findings) + hint].join('\n')}\n`;
}

/** The one place where a use-case's type is taken on trust: views are typed against the same list. */
function viewOf(name: string): (value: unknown) => string {
  return views[name as keyof typeof views] as (value: unknown) => string;
}
