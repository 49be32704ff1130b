import * as z from 'zod';
import { quarantine as quarantineTable } from '../tables/quarantine.ts';
import { countTable, queryTable } from '../warehouse/read-table.ts';
import { readRuns } from '../warehouse/runs.ts';
import { nothingPublished, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

/** Rows of the newest run that were not loaded. `line` 1 is the first line of the file. */
export interface QuarantineResult {
  readonly runId: string;
  readonly total: number;
  readonly rows: readonly {
    readonly source: string;
    readonly line: number | null;
    readonly column: string | null;
    readonly code: string;
    readonly reason: string;
    readonly raw: string | null;
  }[];
}

export const quarantine = defineUseCase({
  name: 'quarantine',
  summary: 'List the rows the newest run did not load, with line and reason',
  effect: 'reads',
  input: z.object({
    source: z.string().optional().describe('Only rows of this source'),
    limit: z.coerce.number().int().min(1).max(1_000_000).default(50).describe('How many rows at the most'),
  }),
  positional: ['source'],
  run: ({ source, limit }, context) =>
    withState<QuarantineResult>(context, async ({ engine }) => {
      const [newest] = await readRuns(engine);
      if (!newest) return found<QuarantineResult>(null, [nothingPublished]);
      const where = { run_id: newest.runId, ...(source === undefined ? {} : { source }) };
      const rows = await queryTable(engine, quarantineTable, { where, orderBy: ['source', 'line'], limit });
      return found({
        runId: newest.runId,
        total: await countTable(engine, quarantineTable, where),
        rows: rows.map((row) => ({
          source: String(row['source']),
          line: row['line'] === null ? null : Number(row['line']),
          column: textOrNull(row['column_name']),
          code: String(row['code']),
          reason: String(row['reason']),
          raw: textOrNull(row['raw']),
        })),
      });
    }),
});

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
