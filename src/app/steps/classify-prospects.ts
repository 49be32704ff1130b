import { surenessWords } from '../../documents/likeness-words.ts';
import { columnOf } from '../../methods/cluster/basis.ts';
import type { LikenessModel } from '../../methods/cluster/likeness-model.ts';
import { coder, MISSING } from '../../numeric/cluster/code-book.ts';
import { POOR_FIT_PERCENTILE } from '../../numeric/cluster/place-rows.ts';
import type { Prospect } from './prospects.ts';

/** Where a prospect belongs, and how far that can be trusted. */
export interface ClassifiedProspect extends Pick<Prospect, 'line' | 'key'> {
  readonly segment: string;
  /** 0..1, to its segment. */
  readonly similarity: number;
  /** The segment itself where there is no other. */
  readonly runnerUp: string;
  readonly margin: number;
  readonly isBoundary: boolean;
  readonly fitPercentile: number;
  readonly isPoorFit: boolean;
  /** Values it has, of those compared. */
  readonly present: number;
  readonly compared: number;
  readonly missing: readonly string[];
  /** Values nobody had when groups were learned: they count as missing. */
  readonly unseen: readonly string[];
  readonly howSure: string;
}

/** Places everybody at once, as a run would. */
export function classifyProspects(
  model: LikenessModel,
  prospects: readonly Prospect[],
  boundaryMargin: number,
): readonly ClassifiedProspect[] {
  if (prospects.length === 0) return [];
  const { values, segments } = model;
  const placed = model.place(
    values.map((value) =>
      columnOf(
        value,
        prospects.map((one) => one.values[value.name] ?? null),
      ),
    ),
  );
  const read = values.flatMap(({ name, book }) => (book === null ? [] : [{ name, code: coder(book) }]));
  return prospects.map(({ line, key, values: own }, row): ClassifiedProspect => {
    const segment = placed.segment[row] ?? 0;
    const similarity = placed.similarity[row * placed.segments + segment] ?? 0;
    const margin = placed.margin[row] ?? 0;
    const fitPercentile = placed.fitPercentile[row] ?? 0;
    const present = placed.present[row] ?? 0;
    const flags = { isBoundary: margin < boundaryMargin, isPoorFit: fitPercentile < POOR_FIT_PERCENTILE };
    const compared = read.length;
    return {
      line,
      key,
      segment: segments[segment] ?? '',
      similarity,
      runnerUp: segments[placed.runnerUp[row] ?? 0] ?? '',
      margin,
      ...flags,
      fitPercentile,
      present,
      compared,
      missing: read.filter(({ name }) => (own[name] ?? null) === null).map(({ name }) => name),
      unseen: read
        .filter(({ name, code }) => (own[name] ?? null) !== null && code(own[name] ?? null) === MISSING)
        .map(({ name }) => name),
      howSure: surenessWords({ similarity, ...flags, present, compared }),
    };
  });
}
