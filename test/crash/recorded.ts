import { engines } from '../../src/engines/index.ts';
import { parseRunTable } from '../../src/tables/facts-table.ts';
import { stateTables } from '../../src/tables/index.ts';

/** What a state file holds, as its engine and not Clade sees it. */
export interface Recorded {
  /** The newest first. */
  readonly runIds: readonly string[];
  /** How many assignments each run has. */
  readonly assignmentsOfRuns: readonly unknown[];
  /** Tables with rows of runs that never ended. */
  readonly rowsWithoutRun: readonly string[];
  /** Facts and staging tables of any run but the newest. */
  readonly tablesOfEarlierRuns: readonly string[];
}

/** Opens a state file that nobody has open, as whoever comes after a crash does. */
export async function readRecorded(path: string, tempDirectory: string): Promise<Recorded> {
  const options = { memoryLimit: '1GB', threads: 1, tempDirectory };
  const engine = await engines.duckdb({ path, ...options });
  const column = async (name: string, text: string) =>
    (await engine.query({ label: 'look', text, parameters: [] })).map((row) => row[name]);
  try {
    const runIds = (await column('run_id', 'select run_id from clade.runs order by run_id desc')).map(String);
    const tables = await column(
      'table_name',
      `select table_name from duckdb_tables() where schema_name = 'clade'`,
    );
    const rowsWithoutRun: string[] = [];
    for (const { name, columns } of stateTables) {
      const isOfRun = columns.some((each) => each.name === 'run_id');
      if (!isOfRun && !columns.some((each) => each.name === 'snapshot_id')) continue;
      const [rows] = await column(
        'rows',
        isOfRun
          ? `select count(*) as rows from clade.${name} where run_id not in (select run_id from clade.runs)`
          : `select count(*) as rows from clade.${name} where snapshot_id not in (select snapshot_id from clade.snapshots)`,
      );
      if (rows !== 0) rowsWithoutRun.push(name);
    }
    return {
      runIds,
      rowsWithoutRun,
      assignmentsOfRuns: await column(
        'rows',
        'select count(*) as rows from clade.assignments join clade.snapshots using (snapshot_id) group by run_id',
      ),
      tablesOfEarlierRuns: tables
        .map(String)
        .filter((name) => (parseRunTable(name)?.runId ?? runIds[0]) !== runIds[0]),
    };
  } finally {
    await engine.close();
  }
}
