#!/usr/bin/env node
import { main } from './main.ts';

/** Anything thrown this far is a broken program, not a mistake of its user. */
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  const isTraced = process.env['CLADE_TRACE'] !== undefined;
  const words = cause instanceof Error ? (isTraced ? cause.stack : cause.message) : String(cause);
  process.stderr.write(`clade broke: ${words}\n`);
  process.exitCode = 2;
}
