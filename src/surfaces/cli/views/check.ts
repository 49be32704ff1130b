import type { CheckResult } from '../../../app/check.ts';
import { plural } from '../words.ts';

export function checkView({ title, counts }: CheckResult): string {
  if (title === null) return 'The definitions cannot be used yet.';
  return `${title}: ${plural(counts.sources, 'source')}, ${plural(counts.entities, 'entity', 'entities')}, ${plural(counts.attributes, 'attribute')}, ${plural(counts.segmentations, 'segmentation')}.`;
}
