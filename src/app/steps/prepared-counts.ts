import { randomBytes } from 'node:crypto';
import type { CallOptions, Engine } from '../../engines/engine.ts';
import type { PrintOptions } from '../../sql/print.ts';
import { createTableAs, printRelation } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, table } from '../../sql/relation.ts';
import { newRunId } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import { openScratch, scratchName } from './load-sources.ts';
import { countRelation } from '../../warehouse/read-table.ts';

/** Counted customers, in tables of a session alone, from which later questions are answered. */
export interface PreparedCounts {
  /** The rows in a table; null on the first question for them, and where there are too many to be of use. */
  rowsOf(counted: Relation, print: PrintOptions, options: CallOptions): Promise<Relation | null>;
  drop(): Promise<void>;
}

/** With more rows than this, reading them costs about as much as counting customers again. */
const MOST_ROWS = 2 ** 17;

/** Tables kept at a time; those asked for longest ago go first. */
const MOST_TABLES = 8;

/** What is known of some rows: that they were asked for once, their table, or that there are too many. */
type Known =
  | { readonly is: 'asked' | 'too-many' }
  | { readonly is: 'stored'; readonly name: readonly string[] };

/**
 * Counts what is asked for a second time into a table in memory. A server is shared and counts quickly: nothing is written
 * there, and every question is answered by a scan.
 */
export function preparedCounts(engine: Engine): PreparedCounts {
  const known = new Map<string, Known>();
  const forget = async (key: string) => {
    const one = known.get(key);
    known.delete(key);
    if (one?.is === 'stored') await dropTable(engine, one.name);
  };
  const store = async (rows: Relation, print: PrintOptions, options: CallOptions): Promise<Known> => {
    await openScratch(engine);
    const salt = newRunId(new Date(0), randomBytes(6).toString('hex'));
    const name = scratchName(engine, 'prepared', salt);
    const label = `preparing ${print.label}`;
    options.onProgress?.({ label, share: null, rows: null });
    await engine.execute(createTableAs(name, rows, [], engine.dialect, { ...print, label }), options);
    const counted = await countRelation(engine, table(name, columnsOf(rows)), { ...print, label });
    if (counted <= MOST_ROWS) return { is: 'stored', name };
    await dropTable(engine, name);
    return { is: 'too-many' };
  };
  const makeRoom = async () => {
    const stored = [...known].filter(([, { is }]) => is === 'stored').map(([key]) => key);
    for (const key of stored.slice(0, Math.max(0, stored.length - MOST_TABLES))) await forget(key);
  };
  return {
    async rowsOf(counted, print, options) {
      if (engine.dialect.name !== 'duckdb') return null;
      const { text, parameters } = printRelation(counted, engine.dialect, print);
      const key = JSON.stringify([text, parameters]);
      const before = known.get(key);
      const now = before?.is === 'asked' ? await store(counted, print, options) : before;
      known.delete(key);
      known.set(key, now ?? { is: 'asked' });
      await makeRoom();
      return now?.is === 'stored' ? table(now.name, columnsOf(counted)) : null;
    },
    async drop() {
      for (const key of [...known.keys()]) await forget(key);
    },
  };
}
