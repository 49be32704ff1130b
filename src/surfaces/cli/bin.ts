#!/usr/bin/env node
import { error } from '../../base/finding.ts';
import { failureWords } from './failure-words.ts';
import { jsonText } from './json-text.ts';
import { main } from './main.ts';

/** Anything thrown this far is a broken program, not a mistake of its user. */
function tellBroken(cause: unknown): void {
  const isTraced = process.env['CLADE_TRACE'] !== undefined;
  const words = isTraced && cause instanceof Error ? `clade broke: ${cause.stack}` : failureWords(cause);
  if (process.argv.includes('--json'))
    process.stdout.write(jsonText({ value: null, findings: [error('broke', words)] }));
  else process.stderr.write(`${words}\n`);
  process.exitCode = 2;
}

/** A reader that has seen enough, such as `head`, is no fault. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause;
  });
process.once('uncaughtException', (cause) => {
  tellBroken(cause);
  process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  tellBroken(cause);
}
