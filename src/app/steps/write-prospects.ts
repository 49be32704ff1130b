import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { ClassifiedProspect } from './classify-prospects.ts';

const COLUMNS: readonly (readonly [string, (one: ClassifiedProspect) => string | number | boolean | null])[] =
  [
    ['line', ({ line }) => line],
    ['key', ({ key }) => key],
    ['segment', ({ segment }) => segment],
    ['similarity', ({ similarity }) => similarity],
    ['runner_up', ({ runnerUp }) => runnerUp],
    ['margin', ({ margin }) => margin],
    ['how_sure', ({ howSure }) => howSure],
    ['boundary', ({ isBoundary }) => isBoundary],
    ['poor_fit', ({ isPoorFit }) => isPoorFit],
    ['fit_percentile', ({ fitPercentile }) => fitPercentile],
    ['present', ({ present }) => present],
    ['missing', ({ missing }) => missing.join(' ')],
    ['unseen', ({ unseen }) => unseen.join(' ')],
  ];

/** Prospects as CSV, a line each; written beside the target and renamed when it is whole. */
export function writeProspects(path: string, prospects: readonly ClassifiedProspect[]): void {
  const lines = prospects.map((one) => COLUMNS.map(([, cell]) => csvCell(cell(one))).join(','));
  const temporary = `${path}.part`;
  try {
    writeFileSync(temporary, [COLUMNS.map(([name]) => name).join(','), ...lines, ''].join('\n'));
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Texts that a spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV injection). */
function csvCell(cell: string | number | boolean | null): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
