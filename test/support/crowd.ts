import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** A project whose run takes long enough to be stopped: two measures of a list that has to be sorted for each. */
export const CROWD = {
  'clade.yaml': `
kind: project
title: A crowd
currency: EUR
timeZone: UTC
primary: value
---
kind: source
id: customers
file: customers.parquet
key: id
asOf: 2026-06-30
columns: { id: integer, mrr: { type: decimal, scale: 2 }, seats: integer }
---
{ kind: entity, id: customer, source: customers, key: id, money: mrr }
---
{ kind: attribute, id: mrr, entity: customer, basis: value, from: customers.mrr }
---
{ kind: attribute, id: seats, entity: customer, basis: value, from: customers.seats }
---
kind: segmentation
id: value
title: Value
entity: customer
method: bands
attribute: mrr
segments: [{ id: small, title: Small, from: 0 }, { id: large, title: Large, from: 500 }]
fallback: { id: unknown, title: Unknown }
---
kind: segmentation
id: size
title: Size
entity: customer
method: bands
attribute: seats
segments: [{ id: few, title: Few, from: 0 }, { id: many, title: Many, from: 50 }]
fallback: { id: unknown, title: Unknown }
`,
} as const;

/** Writes the crowd's list of customers into a project folder. */
export async function writeCrowd(folder: string, customers: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const path = join(folder, 'customers.parquet').replaceAll("'", "''");
  await connection.run(
    `copy (select i as id, cast(hash(i) % 100000 / 100 as decimal(9, 2)) as mrr, hash(i + 1) % 100 as seats
     from range(${customers}) as t(i)) to '${path}' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}
