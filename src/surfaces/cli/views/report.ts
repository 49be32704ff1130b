import type { ReportResult } from '../../../app/report.ts';
import { plural } from '../words.ts';

export function reportView({ path, format, asOf, segmentations }: ReportResult): string {
  const about = segmentations.length === 1 ? segmentations[0] : plural(segmentations.length, 'segmentation');
  return `Wrote a report of ${about} as of ${asOf} to ${path} (${format}).`;
}
