import { join } from 'node:path';
import type { Engine, Row } from '../../src/engines/engine.ts';
import { marginMacros } from '../publish/hand-written.ts';
import type { HandTook } from './hand-written.ts';
import { AXES, insertPlaced, rankedFacts, readSql } from './hand-written.ts';

/** Settings with which the statements of both engines mean the same. */
export const HAND_SETTINGS = { cast_keep_nullable: 1, create_table_empty_primary_key_by_default: 1 };

/** What RFM learns: the quantiles of customers, and as in R's package rfm an edge is one above its quantile. */
const LEARNED = `
select
  arrayMap(x -> x + 1, quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(days_since_use)) as r,
  arrayMap(x -> x + 1, quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(active_days)) as f,
  arrayMap(x -> toDecimal128(x + 1, 6), quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(cast(mrr as double))) as m
from facts_account where _status = 'customer'`;

const IN_BAND = `create function in_band as (band, below, upto, edges, known) -> least(
  case when band > 0 then upto - edges[band] end, case when band < length(edges) then edges[band + 1] - below end
) / cast(known as double)`;

const KEPT = [
  `create table snapshots (snapshot_id Int64, segmentation String) engine = MergeTree order by snapshot_id`,
  `create table assignments (
     snapshot_id Int64, as_of Date32, customer String, segment String, score Nullable(Float64), margin Nullable(Float64),
     reason String
   ) engine = MergeTree partition by toYYYYMM(as_of) order by (snapshot_id, customer)`,
];

/** The same on ClickHouse, which has no variables: what was learned and counted is written into the statements that follow. */
export async function runOnClickhouse(folder: string, engine: Engine): Promise<HandTook> {
  const run = async (statements: readonly string[]) => {
    for (const text of statements) await engine.execute({ label: text.slice(0, 40), text, parameters: [] });
  };
  const rowOf = async (text: string) =>
    (await engine.query({ label: 'numbers', text, parameters: [] }))[0] ?? {};
  const began = performance.now();
  await run(spoken(readSql('facts.sql', (source) => `file('${join(folder, source)}.parquet', Parquet)`)));
  for (const [entity, axes] of Object.entries(AXES)) await run(spoken(rankedFacts(entity, axes)));
  const factsMade = performance.now();
  await run([...spoken(marginMacros()), IN_BAND]);
  const edges = await rowOf(LEARNED);
  await run(spoken(withEdges(readSql('numbers.sql'), edges)));
  const numbers = {
    n: await rowOf('select * from account_numbers'),
    contacts: await rowOf('select * from contact_numbers'),
  };
  await run(spoken(withNumbers(withEdges(readSql('place.sql'), edges), numbers)));
  await run([...KEPT, ...insertPlaced()]);
  return { facts: factsMade - began, placement: performance.now() - factsMade };
}

/** Parts of one file each: with a file a column, the wide tables would not fit the memory while they are written. */
const ONE_FILE = 'settings min_bytes_for_wide_part = 1099511627776';

/** The statements of a file as ClickHouse says them. */
function spoken(sql: string): readonly string[] {
  return sql
    .replaceAll(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) =>
      statement
        .replace(/create temp macro (\w+)\(([^)]*)\) as/, 'create function $1 as ($2) ->')
        .replace(/^\s*create table (\w+) as/, `create table $1 engine = MergeTree order by () ${ONE_FILE} as`)
        .replace('create temp view', 'create view')
        .replaceAll(' exclude (', ' except (')
        .trim(),
    )
    .filter((statement) => statement !== '');
}

/** `r(2)` is the second edge of recency. */
function withEdges(sql: string, edges: Row): string {
  return sql.replaceAll(
    /\b([rfm])\((\d)\)/g,
    (_, axis: string, edge: string) => listOf(edges[axis])[Number(edge) - 1] ?? 'null',
  );
}

/** `n().arr` is how many accounts have it; a list stays one. */
function withNumbers(sql: string, numbers: Readonly<Record<'n' | 'contacts', Row>>): string {
  return sql.replaceAll(/\b(n|contacts)\(\)\.(\w+)/g, (_, of: 'n' | 'contacts', name: string) => {
    const values = listOf(numbers[of][name]);
    return values.length === 1 ? String(values[0]) : `[${values.join(', ')}]`;
  });
}

/** The engine tells a list as its values with commas between them. */
const listOf = (cell: Row[string] | undefined): readonly string[] => String(cell).split(',');
