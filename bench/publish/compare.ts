import { DuckDBInstance } from '@duckdb/node-api';
import { quoted, SEGMENTATIONS } from './hand-written.ts';

/** A table on both sides, as selects of the same columns; `clade` and `hand` are the attached state files. */
interface Compared {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Compares every row both sides wrote; returns how many rows there were, and a line for each table that differs. */
export async function compareRows(
  ourState: string,
  theirState: string,
): Promise<{ readonly rows: number; readonly differences: readonly string[] }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const number = async (query: string) => Number((await connection.runAndReadAll(query)).getRows()[0]?.[0]);
  try {
    await connection.run(`attach ${quoted(ourState)} as ours (read_only)`);
    await connection.run(`attach ${quoted(theirState)} as hand (read_only)`);
    const facts = await connection.runAndReadAll(
      `select table_name from duckdb_tables() where database_name = 'ours' and table_name like 'facts!_%' escape '!'`,
    );
    const differences: string[] = [];
    let rows = 0;
    for (const { name, ours, theirs } of comparedTables(String(facts.getRows()[0]?.[0]))) {
      rows += await number(`select count(*) from (${ours})`);
      const onlyOurs = await number(`select count(*) from ((${ours}) except all (${theirs}))`);
      const onlyTheirs = await number(`select count(*) from ((${theirs}) except all (${ours}))`);
      if (onlyOurs + onlyTheirs > 0)
        differences.push(`${name}: ${onlyOurs} rows only by Clade, ${onlyTheirs} only by hand`);
    }
    return { rows, differences };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Long tables one segmentation at a time. Clade also counts segments that nobody is in; by hand they are not listed. */
function comparedTables(facts: string): readonly Compared[] {
  const same = (name: string, columns: string, where = 'true') => ({
    name: `${name} where ${where}`,
    ours: `select ${columns} from ours.clade.${name} where ${where}`,
    theirs: `select ${columns} from hand.${name} where ${where}`,
  });
  const ofSnapshot = (name: string, columns: string, segmentation: string) => {
    const rows = (snapshots: string, table: string) =>
      `select ${columns} from ${table} where snapshot_id =
        (select snapshot_id from ${snapshots} where segmentation = ${quoted(segmentation)})`;
    return {
      name: `${name} of ${segmentation}`,
      ours: rows('ours.clade.snapshots', `ours.clade.${name}`),
      theirs: rows('hand.snapshots', `hand.${name}`),
    };
  };
  return [
    { name: 'facts', ours: `select * from ours.clade.${facts}`, theirs: 'select * from hand.facts' },
    same('population', 'as_of, entity, customer, status, money'),
    ...Object.keys(SEGMENTATIONS).flatMap((segmentation) => [
      ofSnapshot('assignments', 'as_of, customer, segment, score, margin, reason', segmentation),
    ]),
    same('segment_counts', 'segmentation, segment, customers, active, money, boundary', 'customers > 0'),
    same(
      'rule_counts',
      'segmentation, ordinal, segment, true_count, false_count, unknown_count, taken_count',
    ),
    same('rule_overlaps', 'segmentation, ordinal, segment, taken_by, customers'),
  ];
}
