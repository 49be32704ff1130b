import type { LikenessCounts } from '../../src/measures/likeness-counts.ts';
import { readLikenessCounts } from '../../src/measures/likeness-counts.ts';
import { sketchProject } from './sketch-project.ts';

/** A project of one segmentation that compares two values, in three segments. */
export const LIKENESS_SKETCH = sketchProject(
  { seats: 'integer', plan: 'text' },
  [
    'kind: segmentation',
    'id: natural',
    'entity: account',
    'method: cluster',
    'basis: [seats, plan]',
    'segments: [{ id: one, title: Group one }, { id: two, title: Group two }, { id: three, title: Group three }]',
    'fallback: { id: rest }',
  ].join('\n'),
).project;

/** A row of `likenessCountsRelation`. */
interface CountedRow {
  readonly segment: string;
  readonly runner_up: string;
  readonly active: number;
  readonly boundary: number;
  readonly poor_fit: number;
}

export function likenessCounts(rows: readonly CountedRow[]): LikenessCounts {
  const [natural] = LIKENESS_SKETCH.segmentations;
  if (!natural) throw new Error('no segmentation');
  return readLikenessCounts(
    natural,
    0.2,
    rows.map((row) => ({ ...row })),
  );
}
