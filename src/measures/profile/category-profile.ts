import { contingencyOf } from '../../numeric/contingency.ts';
import { shareDifference } from '../../numeric/share-difference.ts';
import { wilson } from '../../numeric/wilson.ts';
import { shareEffect } from './effect.ts';
import type {
  Association,
  CategoryOfSegment,
  CategoryProfile,
  CategoryShares,
  ProfiledSegment,
} from './profile.ts';
import { YES } from './profiled-fields.ts';
import type { ProfiledField } from './profiled-fields.ts';
import type { ValueCounts } from './value-counts.ts';
import { frequentValues } from './value-counts.ts';
import { sum } from '../../numeric/sum.ts';

type Sizes = readonly Pick<ProfiledSegment, 'segment' | 'customers'>[];

/** Counts of one text, or of several together, one a segment. */
interface Counts {
  readonly value: string | null;
  readonly label: string;
  readonly counts: readonly number[];
}

/** A text over everybody and in each segment: the most frequent values, and all others together. */
export function categoryProfile(
  { attribute, formed, unit }: ProfiledField,
  values: ValueCounts,
  segments: Sizes,
  minimumCount: number,
): CategoryProfile {
  const rows = countsOf(values, segments);
  const known = segments.map((_, index) => sum(rows.map(({ counts }) => counts[index] ?? 0)));
  const association = associationOf(
    rows.map(({ counts }) => counts),
    formed,
  );
  const isYesOrNo = attribute.type.kind === 'boolean';
  return {
    kind: 'category',
    id: attribute.id,
    title: attribute.title,
    basis: attribute.basis,
    unit,
    formed,
    everyone: { known: sum(known), missing: sum(segments.map(({ customers }) => customers)) - sum(known) },
    segments: segments.map(({ segment, customers }, index) => ({
      segment,
      known: known[index] ?? 0,
      missing: customers - (known[index] ?? 0),
    })),
    categories: (isYesOrNo ? [yesOf(rows, segments)] : rows).map((row) =>
      sharesOf(row, segments, known, formed, minimumCount),
    ),
    association,
  };
}

/** A table of counts as a whole; null where there is nothing to compare. */
export function associationOf(table: readonly (readonly number[])[], formed: boolean): Association | null {
  const found = contingencyOf(table);
  if (!found) return null;
  const { chiSquare, degreesOfFreedom, pValue, cramersV, sparseCells } = found;
  return { chiSquare, degreesOfFreedom, pValue: formed ? null : pValue, cramersV, sparseCells };
}

/** The frequent values one by one, the rest in one row where there are any. */
function countsOf(values: ValueCounts, segments: Sizes): readonly Counts[] {
  const listed = frequentValues(values);
  const of = (value: string) => segments.map(({ segment }) => values.get(value)?.get(segment) ?? 0);
  const rows = listed.map((value) => ({ value, label: value, counts: of(value) }));
  const others = [...values.keys()].filter((value) => !listed.includes(value));
  if (others.length === 0) return rows;
  const counts = segments.map((_, index) => sum(others.map((value) => of(value)[index] ?? 0)));
  return [...rows, { value: null, label: `${others.length} other values`, counts }];
}

const yesOf = (rows: readonly Counts[], segments: Sizes): Counts =>
  rows.find(({ value }) => value === YES) ?? { value: YES, label: YES, counts: segments.map(() => 0) };

function sharesOf(
  { value, label, counts }: Counts,
  segments: Sizes,
  known: readonly number[],
  formed: boolean,
  minimumCount: number,
): CategoryShares {
  const [all, base] = [sum(counts), sum(known)];
  return {
    value,
    label,
    everyone: { count: all, share: base === 0 ? null : all / base },
    segments: segments.map(({ segment }, index): CategoryOfSegment => {
      const inside = { hits: counts[index] ?? 0, base: known[index] ?? 0 };
      const outside = { hits: all - inside.hits, base: base - inside.base };
      const enough = Math.min(inside.base, outside.base) >= minimumCount;
      const effect = enough && value !== null ? shareEffect(inside, outside) : null;
      return {
        segment,
        count: inside.hits,
        share: inside.base >= minimumCount ? wilson(inside.hits, inside.base) : null,
        index:
          inside.base >= minimumCount && all > 0 ? (100 * inside.hits * base) / (inside.base * all) : null,
        difference: enough ? shareDifference(inside, outside) : null,
        effect: effect && { ...effect, pValue: formed ? null : effect.pValue },
      };
    }),
  };
}
