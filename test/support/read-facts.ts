import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

type Facts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The wide table of the newest run, by customer: every cell as text, a missing one as null. */
export async function readFacts(projectFolder: string, entity = 'account'): Promise<Facts> {
  const instance = await DuckDBInstance.create(join(projectFolder, '.clade', 'state.duckdb'));
  const connection = await instance.connect();
  try {
    const tables = await connection.runAndReadAll(
      `select table_name from information_schema.tables where table_name like 'facts_${entity}_%' order by 1 desc`,
    );
    const result = await connection.runAndReadAll(`from clade."${String(tables.getRows()[0]?.[0])}"`);
    return Object.fromEntries(result.getRowObjectsJson().map((row) => [String(row['_key']), row]));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
