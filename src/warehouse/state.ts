import { error, FindingsError } from '../base/finding.ts';
import type { Engine, Row } from '../engines/engine.ts';
import { qualified } from '../sql/dialects/standard.ts';
import { column, compare, text } from '../sql/expression.ts';
import type { Column } from '../sql/relation.ts';
import { select, table } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import { parseRunTable } from '../tables/facts-table.ts';
import { stateTables } from '../tables/index.ts';
import { snapshots } from '../tables/snapshots.ts';
import { createStateTable, STATE_SCHEMA } from '../tables/state-table.ts';
import { readRelation } from './read-table.ts';

/**
 * Makes the schema and every table that does not exist yet. Tables with other columns were made by another version:
 * a {@link FindingsError}, since neither reading nor writing them could be trusted.
 */
export async function createState(engine: Engine): Promise<void> {
  const { dialect } = engine;
  await refuseOtherVersions(engine);
  await engine.execute(statement(dialect.createSchema(STATE_SCHEMA), 'create schema'));
  for (const state of stateTables)
    await engine.execute(statement(createStateTable(state, dialect), `create ${state.name}`));
}

async function refuseOtherVersions(engine: Engine): Promise<void> {
  const found = new Map<string, string[]>();
  for (const { table_name, column_name } of await stateColumns(engine))
    found.set(String(table_name), [...(found.get(String(table_name)) ?? []), String(column_name)]);
  const other = stateTables.find(({ name, columns }) => {
    const names = found.get(name);
    return (
      names &&
      names.toSorted().join() !==
        columns
          .map((column) => column.name)
          .toSorted()
          .join()
    );
  });
  if (other)
    throw new FindingsError([
      error('state-of-other-version', `The state of this project was made by another version of Clade.`, {
        hint: 'Remove it (`.clade/`, or the database on ClickHouse) and run again, or use the version that made it.',
        data: { table: other.name },
      }),
    ]);
}

function stateColumns(engine: Engine): Promise<readonly Row[]> {
  const columns = ['table_schema', 'table_name', 'column_name'].map((name) => ({ name, type: TEXT }));
  return readRelation(
    engine,
    select(
      table(['information_schema', 'columns'], columns),
      columns.map(({ name, type }) => ({ name, expression: column(name, type) })),
      { where: compare(column('table_schema', TEXT), '=', text(engine.dialect.schemaName(STATE_SCHEMA))) },
    ),
    'columns of our tables',
  );
}

/** Drops facts and staging tables of runs other than those to keep: what an ended or killed run left behind. */
export async function dropRunTables(
  engine: Engine,
  keep: { readonly facts: ReadonlySet<string>; readonly staging: string | null },
): Promise<void> {
  for (const name of await tableNames(engine)) {
    const made = parseRunTable(name);
    if (!made) continue;
    const isKept = made.kind === 'facts' ? keep.facts.has(made.runId) : made.runId === keep.staging;
    if (!isKept) await dropTable(engine, [STATE_SCHEMA, name]);
  }
}

/** Deletes rows of runs that never got their row in `runs`; only ClickHouse can hold any. */
export async function deleteOrphanRows(engine: Engine, isOrphan: (runId: string) => boolean): Promise<void> {
  if (engine.dialect.name !== 'clickhouse') return;
  const runIds = (name: string) =>
    readRelation(
      engine,
      select(
        table([STATE_SCHEMA, name], [{ name: 'run_id', type: TEXT }]),
        [{ name: 'run_id', expression: column('run_id', TEXT) }],
        {
          groupBy: [column('run_id', TEXT)],
        },
      ),
      `runs of ${name}`,
    ).then((rows) => rows.map((row) => String(row['run_id'])));
  const committed = new Set(await runIds('runs'));
  const orphansOf = async (name: string) =>
    (await runIds(name)).filter((runId) => !committed.has(runId) && isOrphan(runId));
  const remove = (name: string, where: string, runId: string) =>
    engine.execute({
      text: `DELETE FROM ${qualified([STATE_SCHEMA, name], engine.dialect)} WHERE ${where}`,
      parameters: [{ name: 'run_id', type: TEXT, value: runId }],
      label: `delete orphans of ${name}`,
    });
  const isOfRun = `run_id = ${engine.dialect.placeholder('run_id', TEXT)}`;
  const snapshotsOfRun = `SELECT snapshot_id FROM ${qualified([STATE_SCHEMA, snapshots.name], engine.dialect)} WHERE ${isOfRun}`;
  // The long tables first: only the rows of `snapshots` say whose theirs are.
  for (const runId of await orphansOf(snapshots.name))
    for (const { name, columns } of stateTables)
      if (!hasRunId(columns) && columns.some((one) => one.name === 'snapshot_id'))
        await remove(name, `snapshot_id IN (${snapshotsOfRun})`, runId);
  for (const { name, columns } of stateTables)
    if (name !== 'runs' && hasRunId(columns))
      for (const runId of await orphansOf(name)) await remove(name, isOfRun, runId);
}

const hasRunId = (columns: readonly Column[]) => columns.some(({ name }) => name === 'run_id');

export async function dropTable(
  engine: Engine,
  name: readonly string[],
  kind: 'table' | 'view' = 'table',
): Promise<void> {
  const quoted = qualified(name, engine.dialect);
  await engine.execute(statement(`DROP ${kind} IF EXISTS ${quoted}`, `drop ${name.at(-1) ?? ''}`));
}

async function tableNames(engine: Engine): Promise<readonly string[]> {
  const relation = select(
    table(
      ['information_schema', 'tables'],
      [
        { name: 'table_schema', type: TEXT },
        { name: 'table_name', type: TEXT },
      ],
    ),
    [{ name: 'table_name', expression: column('table_name', TEXT) }],
    { where: compare(column('table_schema', TEXT), '=', text(engine.dialect.schemaName(STATE_SCHEMA))) },
  );
  return (await readRelation(engine, relation, 'list tables')).map((row) => String(row['table_name']));
}

const statement = (sql: string, label: string) => ({ text: sql, parameters: [], label });
