import type { ExportResult } from '../../../app/export.ts';
import { plural } from '../words.ts';

export function exportView({ path, format, rows, snapshot, list }: ExportResult): string {
  return `Wrote ${plural(rows, 'customer')} of ${snapshot.segmentation} ${WORDS[list]} ${snapshot.asOf} to ${path} (${format}).`;
}

const WORDS: Readonly<Record<ExportResult['list'], string>> = {
  customers: 'as of',
  moved: 'who moved, as of',
  returning: 'who left and came back, as of',
  flapping: 'who flap, as of',
};
