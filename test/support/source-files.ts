import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadResult, ReadContext } from '../../src/connectors/connector.ts';
import { readSource } from '../../src/connectors/index.ts';
import type { Source, SourceColumn, SourceOrigin } from '../../src/definitions/project.ts';
import { openDuckdb } from '../../src/engines/duckdb.ts';
import type { Engine, Row } from '../../src/engines/engine.ts';
import type { ValueType } from '../../src/sql/value-type.ts';
import { BOOLEAN, DATE, decimal, DOUBLE, INTEGER, TEXT, TIMESTAMP } from '../../src/sql/value-type.ts';

const place = { path: 'sources.yaml', line: 1, column: 1, length: 0 };
const TYPES = {
  text: TEXT,
  integer: INTEGER,
  money: decimal(18, 2),
  double: DOUBLE,
  boolean: BOOLEAN,
  date: DATE,
  timestamp: TIMESTAMP,
} as const satisfies Record<string, ValueType>;

/** `date!` is required. */
export type ColumnWord = keyof typeof TYPES | `${keyof typeof TYPES}!`;
export type Columns = Readonly<Record<string, ColumnWord>>;

/** A source as definitions would give it; `columns` are named by their headers. */
export function sourceOf(
  origin: SourceOrigin,
  columns: Columns,
  more: { readonly key?: readonly string[]; readonly timeZone?: string } = {},
): Source {
  const all: SourceColumn[] = Object.entries(columns).map(([name, word]) => ({
    name,
    header: name,
    type: TYPES[word.replace('!', '') as keyof typeof TYPES],
    required: word.endsWith('!'),
    place,
  }));
  return {
    ...{ id: 'rows', title: 'Rows', description: null, owner: null, url: null, place, hash: '' },
    origin,
    columns: all,
    key: all.filter((column) => more.key?.includes(column.name)),
    asOf: null,
    population: 'seen',
    timeZone: more.timeZone ?? 'UTC',
    versions: null,
    events: null,
  };
}

export function csvOrigin(
  path: string,
  options: Partial<Extract<SourceOrigin, { kind: 'csv' }>> = {},
): SourceOrigin {
  return {
    ...{ kind: 'csv', path, separator: ',', encoding: 'utf-8', quote: '"' },
    ...{ decimalMark: '.', dateOrder: 'YMD', missing: [] },
    ...options,
  };
}

/** A folder and a DuckDB to read files with. */
export interface ReadingRoom {
  readonly folder: string;
  readonly loader: Engine;
  write(name: string, content: string | Uint8Array): void;
  read(source: Source, more?: Partial<ReadContext>): Promise<LoadResult & { readonly rows: readonly Row[] }>;
  /** All quarantined rows of the last reading. */
  quarantined(): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export async function openReadingRoom(): Promise<ReadingRoom> {
  const folder = mkdtempSync(join(tmpdir(), 'clade-connectors-'));
  const loader = await openDuckdb({
    path: ':memory:',
    memoryLimit: '2GB',
    threads: 2,
    tempDirectory: join(folder, 'spill'),
  });
  const ask = (text: string) => loader.query({ label: 'test', text, parameters: [] });
  let table = '';
  let kind = 'table';
  return {
    folder,
    loader,
    write: (name, content) => writeFileSync(join(folder, name), content),
    read: async (source, more = {}) => {
      if (table)
        for (const each of [`${kind} if exists ${table}`, `table if exists ${table}_quarantine`])
          await loader.execute({ label: 'test', text: `drop ${each}`, parameters: [] });
      table = 'main.loaded';
      const context = { loader, projectFolder: folder, scratchFolder: folder, table: table.split('.') };
      const result = await readSource(source, { ...context, ...more });
      kind = result.inPlace ? 'view' : 'table';
      if (more.table) table = more.table.join('.');
      return { ...result, rows: result.quarantined.table ? await ask(`from ${table}`) : [] };
    },
    quarantined: () => ask(`from ${table}_quarantine`),
    close: async () => {
      await loader.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
