import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import { quoted } from '../publish/hand-written.ts';
import { AXES, PLACED } from './hand-written.ts';

/** Where one side left its rows: a schema of a DuckDB file, or a Parquet file for each table. */
export type Rows = { readonly state: string; readonly schema: string } | { readonly folder: string };

/** What is compared; a table of facts has the run's id behind its name where Clade wrote it. */
export const COMPARED = ['snapshots', 'assignments', ...Object.keys(AXES).map((entity) => `facts_${entity}`)];

/**
 * Compares the facts and the assignments of both sides, one column at a time, row by row, both ways. Returns how
 * many rows there were, and a line for each column that differs.
 */
export async function compareRows(
  ours: Rows,
  theirs: Rows,
): Promise<{ readonly rows: number; readonly differences: readonly string[] }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const texts = textsOf(connection);
  const differences: string[] = [];
  let rows = 0;
  const compare = async (what: string, our: string, their: string) => {
    rows += Number((await texts(`select count(*) from (${our})`))[0]);
    const onlyOne = `select (select count(*) from ((${our}) except all (${their})))
      + (select count(*) from ((${their}) except all (${our})))`;
    const count = Number((await texts(onlyOne))[0]);
    if (count > 0) differences.push(`${what}: ${count} rows`);
  };
  try {
    await show(connection, 'ours', ours);
    await show(connection, 'hand', theirs);
    const published = (side: string) => `select segmentation from ${side}.snapshots`;
    await compare('segmentations', published('ours'), published('hand'));
    for (const [entity, axes] of Object.entries(AXES)) {
      const columns = await texts(`select column_name from (describe ours.facts_${entity})`);
      const ranks = axes.flatMap((axis) => [`${axis}_below`, `${axis}_upto`]);
      const attributes = columns.filter((name) => !name.startsWith('rank__'));
      const same = [...attributes, ...ranks];
      // One column at a time says which one differs, and needs little memory.
      for (const [index, name] of columns.entries())
        if (name !== '_key')
          await compare(
            `${entity}.${same[index]}`,
            `select _key, ${name} as value from ours.facts_${entity}`,
            `select _key, ${same[index]} as value from hand.facts_${entity}`,
          );
      for (const segmentation of PLACED[entity as keyof typeof PLACED])
        for (const column of ['segment', 'score', 'margin', 'reason'])
          await compare(
            `${column} in ${segmentation}`,
            assigned('ours', segmentation, column),
            assigned('hand', segmentation, column),
          );
    }
    return { rows, differences };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Views of one side's tables in a schema of its own. */
async function show(connection: DuckDBConnection, side: string, rows: Rows): Promise<void> {
  await connection.run(`create schema ${side}`);
  if ('state' in rows) await connection.run(`attach ${quoted(rows.state)} as ${side}_state (read_only)`);
  for (const name of COMPARED) {
    const from =
      'folder' in rows
        ? quoted(join(rows.folder, `${name}.parquet`))
        : `${side}_state.${rows.schema}.${await tableOf(connection, `${side}_state`, name)}`;
    await connection.run(`create view ${side}.${name} as select * from ${from}`);
  }
}

async function tableOf(connection: DuckDBConnection, database: string, name: string): Promise<string> {
  const [table = name] = await textsOf(connection)(
    `select table_name from duckdb_tables() where database_name = ${quoted(database)} and starts_with(table_name, ${quoted(`${name}_`)})`,
  );
  return table;
}

function textsOf(connection: DuckDBConnection): (query: string) => Promise<readonly string[]> {
  return async (query) => (await connection.runAndReadAll(query)).getRows().map((row) => String(row[0]));
}

/** A snapshot's number says when it was published; its rows are the same whichever it has. */
const assigned = (side: string, segmentation: string, column: string) =>
  `select as_of, customer, ${column} from ${side}.assignments where snapshot_id =
    (select snapshot_id from ${side}.snapshots where segmentation = ${quoted(segmentation)})`;
