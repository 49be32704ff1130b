import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import * as z from 'zod';
import { parseCalendarDate } from '../base/calendar-date.ts';
import type { Engine, ExportFormat } from '../engines/engine.ts';
import { column, compare, text } from '../sql/expression.ts';
import { countRows, printRelation } from '../sql/print.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, select } from '../sql/relation.ts';
import type { Statement } from '../sql/statement.ts';
import { TEXT } from '../sql/value-type.ts';
import { placedCustomers } from '../plan/placed-customers.ts';
import type { Snapshot } from '../warehouse/runs.ts';
import { folderFault } from './steps/folder-fault.ts';
import { isFinding, snapshotOf, withState } from './steps/with-state.ts';
import { notADay } from './run.ts';
import { defineUseCase, found } from './use-case.ts';

/** A file with one row a customer. */
export interface ExportResult {
  readonly path: string;
  readonly format: ExportFormat;
  readonly rows: number;
  readonly bytes: number;
  readonly snapshot: Snapshot;
}

const FORMATS = ['csv', 'parquet', 'jsonl'] as const;

export const exportSegmentation = defineUseCase({
  name: 'export',
  summary:
    'Write every customer of a segmentation, with segment, margin, reason, status and money, to a file',
  effect: 'reads',
  input: z.object({
    segmentation: z.string().describe('Id of a segmentation'),
    to: z.string().describe('File to write; replaced only when the new one is whole'),
    format: z.enum(FORMATS).optional().describe('File format; default: by the ending of the file, else csv'),
    segment: z.string().optional().describe('Only customers of this segment'),
    asOf: z.string().optional().describe('The snapshot that held on this day, YYYY-MM-DD'),
    raw: z
      .boolean()
      .default(false)
      .describe('Leave cells that a spreadsheet would run as formulas as they are'),
  }),
  positional: ['segmentation'],
  run: (asked, context) =>
    withState<ExportResult>(context, async ({ engine }) => {
      const day = asked.asOf === undefined ? null : parseCalendarDate(asked.asOf);
      if (asked.asOf !== undefined && !day) return found<ExportResult>(null, [notADay(asked.asOf)]);
      const snapshot = await snapshotOf(engine, asked.segmentation, day);
      if (isFinding(snapshot)) return found<ExportResult>(null, [snapshot]);
      const path = resolve(context.folder, asked.to);
      const fault = folderFault(path);
      if (fault) return found<ExportResult>(null, [fault]);
      const format = asked.format ?? formatOf(path);
      const rows = exportedRows(snapshot, asked.segment ?? null);
      const options = {
        asOf: snapshot.asOf,
        label: `export ${asked.segmentation}`,
        values: 'shown',
      } as const;
      const plain = printRelation(rows, engine.dialect, options);
      const statement = format === 'csv' && !asked.raw ? withoutFormulas(plain, rows, engine) : plain;
      const [count] = await engine.query(countRows(rows, engine.dialect, options));
      await writeWhole(engine, statement, path, format);
      return found({
        path,
        format,
        rows: Number(count?.['rows'] ?? 0),
        bytes: statSync(path).size,
        snapshot,
      });
    }),
});

function formatOf(path: string): ExportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  return (
    FORMATS.find((format) => format === ending) ??
    (ending === 'json' || ending === 'ndjson' ? 'jsonl' : 'csv')
  );
}

const ORDER = ['customer', 'segment', 'status', 'money', 'margin', 'reason', 'as_of', 'score'] as const;

/** Every customer of the snapshot, or of one of its segments, in the order of their keys. */
function exportedRows(snapshot: Snapshot, segment: string | null): Relation {
  const rows = placedCustomers(snapshot);
  const typed = columnsOf(rows);
  return select(
    rows,
    ORDER.flatMap((name) => typed.filter((one) => one.name === name)).map(({ name, type }) => ({
      name,
      expression: column(name, type),
    })),
    {
      where: segment === null ? null : compare(column('segment', TEXT), '=', text(segment)),
      orderBy: [{ expression: column('customer', TEXT), descending: false }],
    },
  );
}

/** Texts that a spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV injection). */
function withoutFormulas(statement: Statement, rows: Relation, { dialect }: Engine): Statement {
  const cells = columnsOf(rows).map(({ name, type }) => {
    const cell = dialect.quoteName(name);
    if (type.kind !== 'text') return cell;
    const risky = ['=', '+', '-', '@', '\t', '\r'].map((sign) => dialect.quoteText(sign)).join(', ');
    return `case when substring(${cell}, 1, 1) in (${risky}) then concat(${dialect.quoteText("'")}, ${cell}) else ${cell} end as ${cell}`;
  });
  return { ...statement, text: `select ${cells.join(', ')}\nfrom (\n${statement.text}\n) as exported` };
}

/** A temporary file beside the target, renamed when it is whole; the target is never half written. */
async function writeWhole(
  engine: Engine,
  statement: Statement,
  path: string,
  format: ExportFormat,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`);
  try {
    await engine.export(statement, temporary, format);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
