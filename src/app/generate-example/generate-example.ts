import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { createCsvFile } from './csv-file.ts';
import { dirtyRows } from './dirty-rows.ts';
import type { ExampleTable } from './example-table.ts';
import { accountStories } from './story.ts';
import type { AccountStory } from './story.ts';
import { EXAMPLE_TABLES } from './tables.ts';

/** The day the example company's files were written on. */
export const EXAMPLE_AS_OF = '2026-06-30' as CalendarDate;

export interface GenerateExampleOptions {
  /** Where the files go; made if it is not there, and files of the same name are replaced. */
  readonly folder: string;
  /** The same seed gives the same bytes; default 7. */
  readonly seed?: number;
  /** Number of companies; default 5000, which gives about a million rows of usage. */
  readonly accounts?: number;
  /** Last day of the data; default {@link EXAMPLE_AS_OF}. */
  readonly asOf?: CalendarDate;
}

export interface ExampleFile {
  readonly path: string;
  /** Rows without the header; the dirty ones count. */
  readonly rows: number;
  readonly dirtyRows: number;
}

export interface ExampleData {
  readonly files: readonly ExampleFile[];
  /** Rows of all files. */
  readonly rows: number;
}

/** Writes the files of Tallyard, a software company that does not exist, account after account. */
export async function generateExample(options: GenerateExampleOptions): Promise<ExampleData> {
  const { folder, seed = 7, accounts = 5000, asOf = EXAMPLE_AS_OF } = options;
  await mkdir(folder, { recursive: true });
  const writers = await Promise.all(EXAMPLE_TABLES.map((table) => tableWriter(table, folder)));
  for (const story of accountStories({ seed, accounts, asOf }))
    for (const writer of writers) await writer.tell(story);
  const files = await Promise.all(writers.map((writer) => writer.finish()));
  return { files, rows: files.reduce((sum, file) => sum + file.rows, 0) };
}

interface TableWriter {
  tell(story: AccountStory): Promise<void>;
  finish(): Promise<ExampleFile>;
}

async function tableWriter(table: ExampleTable, folder: string): Promise<TableWriter> {
  const path = join(folder, `${table.name}.csv`);
  const file = await createCsvFile(path, table.columns);
  const dirt = dirtyRows(table);
  let clean = 0;
  let dirty = 0;
  return {
    async tell(story) {
      for (const row of table.rows(story)) {
        clean++;
        const spoiled = dirt.after(row);
        if (spoiled) dirty++;
        const full = file.write(row);
        if (full) await full;
        if (spoiled) await file.write(spoiled);
      }
    },
    async finish() {
      await file.close();
      return { path, rows: clean + dirty, dirtyRows: dirty };
    },
  };
}
