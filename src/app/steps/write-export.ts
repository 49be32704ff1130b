import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Engine, ExportFormat } from '../../engines/engine.ts';
import { printRelation } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf } from '../../sql/relation.ts';
import type { Statement } from '../../sql/statement.ts';
import { countRelation } from '../../warehouse/read-table.ts';

export const EXPORT_FORMATS = ['csv', 'parquet', 'jsonl'] as const;

/** What is written, and how. */
export interface ExportAsked {
  readonly rows: Relation;
  readonly label: string;
  readonly asOf: CalendarDate;
  /** Absolute. */
  readonly path: string;
  /** By the ending of the path, where none is asked for. */
  readonly format: ExportFormat | null;
  /** Leaves cells that a spreadsheet would run as formulas as they are. */
  readonly raw: boolean;
}

/** A file that was written whole. */
export interface WrittenExport {
  readonly path: string;
  readonly format: ExportFormat;
  readonly rows: number;
  readonly bytes: number;
}

/** Writes the rows of a relation to a file, which is replaced only when the new one is whole. */
export async function writeExport(
  engine: Engine,
  { rows, label, asOf, path, format: asked, raw }: ExportAsked,
): Promise<WrittenExport> {
  const format = asked ?? formatOf(path);
  const options = { asOf, label, values: 'shown' } as const;
  const plain = printRelation(rows, engine.dialect, options);
  const statement = format === 'csv' && !raw ? withoutFormulas(plain, rows, engine) : plain;
  const count = await countRelation(engine, rows, options);
  await writeWhole(engine, statement, path, format);
  return { path, format, rows: count, bytes: statSync(path).size };
}

function formatOf(path: string): ExportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  return (
    EXPORT_FORMATS.find((format) => format === ending) ??
    (ending === 'json' || ending === 'ndjson' ? 'jsonl' : 'csv')
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
