import type { Source } from '../definitions/project.ts';
import type { Connector, LoadResult, OriginKind, ReadContext } from './connector.ts';
import { csv } from './csv.ts';
import { jsonl } from './jsonl.ts';
import { parquet } from './parquet.ts';
import { postgres } from './postgres.ts';
import { query } from './query.ts';
import { table } from './table.ts';
import { versionFaults } from './version-faults.ts';

/** Every way into Clade for customer data, by the kind of origin. */
export const connectors: { readonly [Kind in OriginKind]: Connector<Kind> } = {
  csv,
  jsonl,
  parquet,
  table,
  query,
  postgres,
};

/** Reads a source with the connector of its origin: typed rows in a table, the rest in quarantine. */
export async function readSource(source: Source, context: ReadContext): Promise<LoadResult> {
  const connector = connectors[source.origin.kind] as Connector<OriginKind>;
  const result = await connector.read(source as Parameters<typeof connector.read>[0], context);
  if (!source.versions || !result.quarantined.table) return result;
  const faults = await versionFaults(source, source.versions, context);
  return { ...result, findings: [...result.findings, ...faults] };
}
