import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../publish/hand-written.ts';
import { AXES, PLACED } from './hand-written.ts';

/**
 * Compares the facts and the segments of both state files, row by row, both ways. Returns how many rows there were, and
 * a line for each column of the facts or segmentation that differs.
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
      for (const segmentation of Object.keys(PLACED[entity as keyof typeof PLACED]))
        await compare(
          segmentation,
          `select a.as_of, customer, segment from ours.clade.assignments as a
            join ours.clade.snapshots using (snapshot_id) where segmentation = ${quoted(segmentation)}`,
          `select as_of, customer, segment from hand.assignments where segmentation = ${quoted(segmentation)}`,
        );
    }
    return { rows, differences };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
