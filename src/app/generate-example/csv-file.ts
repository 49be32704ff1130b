import { open } from 'node:fs/promises';
import type { ExampleCell, ExampleRow } from './example-table.ts';

/** A comma-separated file being written: UTF-8, `\n`, quotes only where needed. */
export interface CsvFile {
  /** Waits only when a block of text is full. */
  write(row: ExampleRow): Promise<void> | undefined;
  close(): Promise<void>;
}

const LINES_PER_BLOCK = 20_000;

export async function createCsvFile(path: string, columns: readonly string[]): Promise<CsvFile> {
  const file = await open(path, 'w');
  let lines = [columns.join(',')];
  const flush = async () => {
    const block = `${lines.join('\n')}\n`;
    lines = [];
    await file.writeFile(block, 'utf8');
  };
  return {
    write(row) {
      lines.push(csvLine(row));
      return lines.length >= LINES_PER_BLOCK ? flush() : undefined;
    },
    async close() {
      if (lines.length > 0) await flush();
      await file.close();
    },
  };
}

/** One row without its line end; null becomes nothing between the commas. */
export function csvLine(row: ExampleRow): string {
  return row.some(needsQuotes) ? row.map(quoted).join(',') : row.join(',');
}

function needsQuotes(cell: ExampleCell): boolean {
  return typeof cell === 'string' && /[",\r\n]/.test(cell);
}

function quoted(cell: ExampleCell): ExampleCell {
  return needsQuotes(cell) ? `"${String(cell).replaceAll('"', '""')}"` : cell;
}
