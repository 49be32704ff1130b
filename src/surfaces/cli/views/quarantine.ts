import type { QuarantineResult } from '../../../app/quarantine.ts';
import { printTable, tableColumns } from '../table.ts';
import { plural } from '../words.ts';

export function quarantineView({ runId, total, rows }: QuarantineResult): string {
  if (total === 0) return `Run ${runId} loaded every row.`;
  const cells = rows.map(({ source, line, code, reason, raw }) => [
    source,
    line === null ? '' : String(line),
    code,
    reason,
    (raw ?? '').replaceAll(/\s+/g, ' ').slice(0, 80),
  ]);
  const more = total > rows.length ? `\n${plural(total - rows.length, 'row')} more; see --limit.` : '';
  return `${plural(total, 'row')} of run ${runId} were not loaded.\n${printTable(tableColumns('source', '>line', 'code', 'reason', 'row'), cells)}${more}`;
}
