import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { FIRST_DATE } from '../../src/base/calendar-date.ts';
import { learnGroups } from '../../src/methods/cluster/learn-groups.ts';
import { likenessOf, NEAREST } from '../../src/methods/cluster/likeness.ts';
import type { Column } from '../../src/numeric/cluster/column.ts';
import { encodeTable } from '../../src/numeric/cluster/coded-table.ts';
import type { FrozenMixture } from '../../src/numeric/cluster/frozen-mixture.ts';
import { scoreTables } from '../../src/numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../src/numeric/cluster/place-rows.ts';
import { duckdb } from '../../src/sql/dialects/duckdb.ts';
import type { NamedExpression } from '../../src/sql/expression.ts';
import { aggregate, column } from '../../src/sql/expression.ts';
import { printRelation } from '../../src/sql/print.ts';
import type { Relation } from '../../src/sql/relation.ts';
import { extend, select, table } from '../../src/sql/relation.ts';
import { DOUBLE, INTEGER, TEXT } from '../../src/sql/value-type.ts';
import { plantSegments } from '../../test/support/planted/plant-segments.ts';
import { median } from '../medians.ts';
import type { Outcome } from '../promises.ts';
import { quoted } from '../publish/hand-written.ts';
import type { DiscoverBench } from './options.ts';
import { writePlanted } from './planted-file.ts';
import { cases } from './quality-cases.ts';

const PLANTED = 100_000;
const MOST_ROWS = 1_000_000;
const PROMISED = 20;
const GROUPS = ['a', 'b', 'c', 'd'];

/**
 * Placing a table in memory by a frozen mixture against reading its columns, both in DuckDB: the sum of every number and
 * the greatest of every word. Nothing is written on either side. The labels have to be those of `placeRows`.
 */
export async function measurePlacement({ rows, rounds }: DiscoverBench): Promise<readonly Outcome[]> {
  const size = Math.min(MOST_ROWS, Math.max(...rows));
  const planted = plantSegments({ ...cases['well-specified'].plant, rows: Math.min(PLANTED, size), seed: 1 });
  const folder = mkdtempSync(join(tmpdir(), 'clade-bench-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    const copies = Math.round(size / planted.truth.length);
    await writePlanted(planted, folder, copies);
    const file = quoted(join(folder, 'table.parquet'));
    await connection.run(`create table planted as select * from read_parquet(${file})`);
    const learned = learn(planted.columns, planted.truth.length);
    const sql = placing(planted.columns, learned);
    const scan = scanning(planted.columns);
    const took: Record<'scan' | 'place', number[]> = { scan: [], place: [] };
    for (let round = 0; round < rounds + 1; round++) {
      took.scan.push(await timed(connection, scan));
      took.place.push(await timed(connection, sql));
    }
    const [scanned, placed] = [median(took.scan.slice(1)), median(took.place.slice(1))];
    const ratio = placed / scanned;
    const differ = await differing(connection, sql, planted.columns, learned, copies);
    return [
      {
        what: `${size} rows x 18 placed in SQL, over reading them`,
        measured: `${ratio.toFixed(1)} x (${placed.toFixed(0)} ms, ${scanned.toFixed(0)} ms)`,
        promised: `at most ${PROMISED} x`,
        isKept: ratio <= PROMISED,
        isExact: false,
      },
      {
        what: 'labels in SQL that differ from those in process',
        measured: String(differ),
        promised: 'none',
        isKept: differ === 0,
        isExact: true,
      },
    ];
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Learned {
  readonly mixture: FrozenMixture;
  readonly segments: readonly string[];
}

function learn(columns: readonly Column[], rows: number): Learned {
  const wanted = GROUPS.map((id) => ({ id, like: {} }));
  const options = { clusterer: 'mixture', seed: 1, mostComponents: 8, sample: 20_000, typing: {} } as const;
  const learned = learnGroups(columns, rows, wanted, options, null);
  if (learned === null) throw new Error('four groups were planted and not one could be learned');
  return { mixture: learned.mixture as FrozenMixture, segments: learned.segments };
}

/** How many are in each segment, with the sums of what placing works out. */
function placing(columns: readonly Column[], { mixture, segments }: Learned): string {
  const types = columns.map(({ name, type }) => ({ name, type: type === 'words' ? TEXT : DOUBLE }));
  const values = new Map(types.map(({ name, type }) => [name, column(name, type)]));
  const { layers, margin, fitPercentile } = likenessOf(mixture, values, segments);
  const placed = layers.reduce<Relation>(extend, table(['planted'], types));
  const sums: readonly NamedExpression[] = [
    { name: 'segment', expression: column(NEAREST, INTEGER) },
    { name: 'rows', expression: aggregate('count', null, INTEGER) },
    { name: 'margin', expression: aggregate('sum', margin, DOUBLE) },
    { name: 'fit', expression: aggregate('sum', fitPercentile, DOUBLE) },
  ];
  const grouped = select(placed, sums, { groupBy: [column(NEAREST, INTEGER)] });
  return printRelation(grouped, duckdb, { asOf: FIRST_DATE, label: 'placement', values: 'shown' }).text;
}

function scanning(columns: readonly Column[]): string {
  const read = columns.map(({ name, type }) => `${type === 'words' ? 'max' : 'sum'}("${name}")`);
  return `select ${read.join(', ')} from planted`;
}

async function timed(connection: DuckDBConnection, sql: string): Promise<number> {
  const began = performance.now();
  await connection.runAndReadAll(sql);
  return performance.now() - began;
}

/** Rows more or fewer in a segment than in process, over all segments. */
async function differing(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly Column[],
  { mixture }: Learned,
  copies: number,
): Promise<number> {
  const inProcess = GROUPS.map(() => 0);
  for (const segment of placeRows(scoreTables(mixture), encodeTable(columns, mixture.books)).segment)
    inProcess[segment]! += copies;
  const found = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const inSql = GROUPS.map((_, segment) =>
    Number(found.find((row) => Number(row['segment']) === segment)?.['rows'] ?? 0),
  );
  return inProcess.reduce((sum, count, segment) => sum + Math.abs(count - inSql[segment]!), 0);
}
