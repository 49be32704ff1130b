import type { ExportResult } from '../../../app/export.ts';
import { plural } from '../words.ts';

export function exportView(result: ExportResult): string {
  const { path, format, rows, segmentation, asOf, knownUntil, list, similarities } = result;
  const known = knownUntil === null ? '' : ` as known on ${knownUntil}`;
  const written = `Wrote ${plural(rows, 'customer')} of ${segmentation} ${WORDS[list]} ${asOf}${known} to ${path} (${format}).`;
  return similarities === 'facts-not-kept'
    ? `${written}\nWithout the similarity to every segment: the facts of that run are not kept. \`clade run --as-of ${asOf}\` makes them again.`
    : written;
}

const WORDS: Readonly<Record<ExportResult['list'], string>> = {
  customers: 'as of',
  moved: 'who moved, as of',
  returning: 'who left and came back, as of',
  flapping: 'who flap, as of',
  'flapping-by-rules': 'who would flap by the rules alone, as of',
};
