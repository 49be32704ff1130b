import type { ExportResult } from '../../../app/export.ts';
import { plural } from '../words.ts';

export function exportView({ path, format, rows, snapshot }: ExportResult): string {
  return `Wrote ${plural(rows, 'customer')} of ${snapshot.segmentation} as of ${snapshot.asOf} to ${path} (${format}).`;
}
