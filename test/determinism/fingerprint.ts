import { createHash } from 'node:crypto';
import type { Engine, Row } from '../../src/engines/engine.ts';
import { stateTables } from '../../src/tables/index.ts';
import { snapshots } from '../../src/tables/snapshots.ts';
import { parseRunTable } from '../../src/tables/facts-table.ts';
import type { StateTable } from '../../src/tables/state-table.ts';
import { STATE_SCHEMA } from '../../src/tables/state-table.ts';
import { qualified } from '../../src/sql/dialects/standard.ts';
import { readTable } from '../../src/warehouse/read-table.ts';

/** What differs from run to run and means nothing: names, times and versions of the run itself. */
const OF_THE_RUN = new Set([
  'run_id',
  'snapshot_id',
  'previous_run_id',
  'base_run_id',
  'started_at',
  'finished_at',
  'load_id',
  'loaded_at',
]);

/** A SHA-256 of every column of what runs left behind, by `table.column`: the values in order of the table's key. */
export type Fingerprint = Readonly<Record<string, string>>;

/** Everything a run publishes and keeps: Clade's own tables, and the wide table of each entity. */
export async function fingerprintOf(engine: Engine): Promise<Fingerprint> {
  const print: Record<string, string> = {};
  const told = new Map(
    (await readTable(engine, snapshots)).map((row) => [row['snapshot_id'], row['segmentation']]),
  );
  for (const state of stateTables) {
    const rows = (await readTable(engine, state)).map((row) =>
      'snapshot_id' in row ? { ...row, segmentation: told.get(row['snapshot_id']) ?? null } : row,
    );
    Object.assign(print, columnHashes(state.name, keyOf(state), rows));
  }
  for (const [entity, name] of await factsTables(engine))
    Object.assign(print, columnHashes(`facts_${entity}`, ['_key'], await everyRow(engine, name)));
  return print;
}

/** Runs are told apart by their day: no two of a fresh state have the same. Snapshots are, by day and segmentation. */
function keyOf({ sortKey, columns }: StateTable): readonly string[] {
  const isDated = columns.some(({ name }) => name === 'as_of');
  const day = isDated ? ['as_of'] : [];
  return sortKey.flatMap((name) =>
    name === 'run_id' ? day : name === 'snapshot_id' ? [...day, 'segmentation'] : [name],
  );
}

async function factsTables(engine: Engine): Promise<readonly (readonly [entity: string, name: string])[]> {
  const schema = engine.dialect.schemaName(STATE_SCHEMA);
  const text = `select table_name as name from information_schema.tables where table_schema = '${schema}'`;
  const rows = await engine.query({ label: 'names of tables', text, parameters: [] });
  return rows.flatMap(({ name }) => {
    const made = parseRunTable(String(name));
    return made?.kind === 'facts' ? [[made.of, String(name)] as const] : [];
  });
}

function everyRow(engine: Engine, name: string): Promise<readonly Row[]> {
  const text = `select * from ${qualified([STATE_SCHEMA, name], engine.dialect)}`;
  return engine.query({ label: `read ${name}`, text, parameters: [] });
}

function columnHashes(table: string, key: readonly string[], rows: readonly Row[]): Fingerprint {
  const names = Object.keys(rows[0] ?? {}).filter((name) => !OF_THE_RUN.has(name));
  const textOf = (row: Row, columns: readonly string[]) => JSON.stringify(columns.map((name) => row[name]));
  const keyed = rows.map((row) => ({ row, at: textOf(row, key) + textOf(row, names) }));
  keyed.sort((a, b) => (a.at < b.at ? -1 : 1));
  const hashes = names.map((name) => {
    const hash = createHash('sha256');
    for (const { row } of keyed) hash.update(JSON.stringify(row[name])).update('\n');
    return [`${table}.${name}`, hash.digest('hex')] as const;
  });
  return { [`${table} rows`]: String(rows.length), ...Object.fromEntries(hashes) };
}
