import { DuckDBInstance } from '@duckdb/node-api';
import type { Limits } from '../publish/hand-written.ts';
import { marginMacros } from '../publish/hand-written.ts';
import type { HandTook } from './hand-written.ts';
import { AXES, insertPlaced, rankedFacts, readSql } from './hand-written.ts';

/** What RFM learns: the quantiles of customers, and as in R's package rfm an edge is one above its quantile. */
const LEARNED = `
set variable edges = (
  select {
    r: list_transform(quantile_cont(days_since_use, [0.2, 0.4, 0.6, 0.8]), lambda x: x + 1),
    f: list_transform(quantile_cont(active_days, [0.2, 0.4, 0.6, 0.8]), lambda x: x + 1),
    m: list_transform(quantile_cont(cast(mrr as double), [0.2, 0.4, 0.6, 0.8]), lambda x: cast(x + 1 as decimal(30, 6)))
  } from facts_account where _status = 'customer'
);
create temp macro r(i) as getvariable('edges').r[i];
create temp macro f(i) as getvariable('edges').f[i];
create temp macro m(i) as getvariable('edges').m[i];`;

/** Bands lie side by side, so the nearest cut is the lower or the upper edge; `least` passes over the one that is not there. */
const COUNTED = `
set variable account_numbers = (select numbers from account_numbers as numbers);
set variable contact_numbers = (select numbers from contact_numbers as numbers);
create temp macro n() as getvariable('account_numbers');
create temp macro contacts() as getvariable('contact_numbers');
create temp macro in_band(band, below, upto, edges, known) as
  least(upto - edges[band], edges[band + 1] - below) / cast(known as double);`;

const KEPT = `
create table snapshots (snapshot_id bigint not null, segmentation varchar not null);
create table assignments (
  snapshot_id bigint not null, as_of date not null, customer varchar not null, segment varchar not null, score double,
  margin double, reason enum ('matched', 'matched_after_unknown', 'no_match', 'lacks_data') not null
);`;

/**
 * Makes the facts of the company in `folder` and places everybody, in a new state file. Assignments are written in one
 * transaction from facts committed before, since DuckDB reads in parallel only what is committed.
 */
export async function runOnDuckdb(folder: string, state: string, limits: Limits): Promise<HandTook> {
  const instance = await DuckDBInstance.create(state);
  const connection = await instance.connect();
  await connection.run(`set threads = ${limits.threads}; set memory_limit = '${limits.memory}'`);
  const began = performance.now();
  await connection.run(readSql('facts.sql', (source) => `'${folder}/${source}.parquet'`));
  for (const [entity, axes] of Object.entries(AXES)) await connection.run(rankedFacts(entity, axes));
  const factsMade = performance.now();
  await connection.run(marginMacros());
  await connection.run(LEARNED);
  await connection.run(readSql('numbers.sql'));
  await connection.run(COUNTED);
  await connection.run(readSql('place.sql'));
  await connection.run(KEPT);
  await connection.run('begin transaction');
  for (const insert of insertPlaced()) await connection.run(insert);
  await connection.run('commit');
  const placed = performance.now();
  connection.closeSync();
  instance.closeSync();
  return { facts: factsMade - began, placement: placed - factsMade };
}
