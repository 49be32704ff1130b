import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../publish/hand-written.ts';
import { AXES, PLACED } from './hand-written.ts';

/**
 * Compares the facts and the assignments of both state files, one column at a time, row by row, both ways. Returns how
 * many rows there were, and a line for each column that differs.
 */
export async function compareRows(
  ourState: string,
  theirState: string,
): Promise<{ readonly rows: number; readonly differences: readonly string[] }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const texts = async (query: string) =>
    (await connection.runAndReadAll(query)).getRows().map((row) => String(row[0]));
  const differences: string[] = [];
  let rows = 0;
  const compare = async (what: string, ours: string, theirs: string) => {
    rows += Number((await texts(`select count(*) from (${ours})`))[0]);
    const onlyOne = `select (select count(*) from ((${ours}) except all (${theirs})))
      + (select count(*) from ((${theirs}) except all (${ours})))`;
    const count = Number((await texts(onlyOne))[0]);
    if (count > 0) differences.push(`${what}: ${count} rows`);
  };
  try {
    await connection.run(`attach ${quoted(ourState)} as ours (read_only)`);
    await connection.run(`attach ${quoted(theirState)} as hand (read_only)`);
    const published = (state: string) => `select segmentation from ${state}.snapshots`;
    await compare('segmentations', published('ours.clade'), published('hand'));
    for (const [entity, axes] of Object.entries(AXES)) {
      const [table = ''] = await texts(
        `select table_name from duckdb_tables() where database_name = 'ours' and table_name like 'facts!_${entity}!_%' escape '!'`,
      );
      const columns = await texts(
        `select column_name from duckdb_columns() where database_name = 'ours' and table_name = ${quoted(table)} order by column_index`,
      );
      const ranks = axes.flatMap((axis) => [`${axis}_below`, `${axis}_upto`]);
      const attributes = columns.filter((name) => !name.startsWith('rank__'));
      const theirs = [...attributes, ...ranks];
      // One column at a time says which one differs, and needs little memory.
      for (const [index, name] of columns.entries())
        if (name !== '_key')
          await compare(
            `${entity}.${theirs[index]}`,
            `select _key, ${name} as value from ours.clade.${table}`,
            `select _key, ${theirs[index]} as value from hand.facts_${entity}`,
          );
      for (const segmentation of PLACED[entity as keyof typeof PLACED])
        for (const column of ['segment', 'score', 'margin', 'reason'])
          await compare(
            `${column} in ${segmentation}`,
            assigned('ours.clade', segmentation, column),
            assigned('hand', segmentation, column),
          );
    }
    return { rows, differences };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A snapshot's number says when it was published; its rows are the same whichever it has. */
const assigned = (state: string, segmentation: string, column: string) =>
  `select as_of, customer, ${column} from ${state}.assignments where snapshot_id =
    (select snapshot_id from ${state}.snapshots where segmentation = ${quoted(segmentation)})`;
