import type { CalendarDate } from '../../base/calendar-date.ts';
import type { QualityDemand, QualityRule, Source } from '../../definitions/project.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import type { MeasuredRow } from '../segment-counts.ts';

/** What is known of a load beside its rows. */
export interface LoadFacts {
  readonly asOf: CalendarDate;
  readonly rowsLoaded: number;
  /** Rows that the last published run loaded of this source; null where there is none. */
  readonly lastRows: number | null;
}

/** Where rows stand: all that were loaded of a source, or those true on the as-of date. */
export interface RowPlaces {
  readonly loaded: (source: Source) => Relation;
  readonly onDate: (source: Source) => Relation;
}

/** What a rule found. `says` is a sentence without its full stop. */
export interface QualityResult {
  readonly rule: QualityRule;
  readonly isMet: boolean;
  readonly says: string;
  /** Rows that break it, of those that were judged; of what is no count of rows, 0 or 1 of 1. */
  readonly failed: number;
  readonly base: number;
}

export type Judgement = Omit<QualityResult, 'rule'>;

type DemandOf<Kind extends QualityDemand['kind']> = Extract<QualityDemand, { readonly kind: Kind }>;

/** How one kind of demand is measured and judged. */
export interface QualityMeasure<Kind extends QualityDemand['kind']> {
  readonly kind: Kind;
  readonly summary: string;
  /** Aggregates over the rows of the source: those of all its rules go into one statement. */
  counts(demand: DemandOf<Kind>): readonly NamedExpression[];
  /** A statement of its own with one row, for what needs more than one pass over one source; else null. */
  apart(demand: DemandOf<Kind>, source: Source, places: RowPlaces): Relation | null;
  /** `row` has what both gave, under their names. */
  judge(demand: DemandOf<Kind>, rule: QualityRule, row: MeasuredRow, load: LoadFacts): Judgement;
}

export const counted = (row: MeasuredRow, name: string): number => Number(row[name] ?? 0);

/** Some of the rows judged break a rule; it is met up to the share it tolerates. */
export function shareJudged(
  failed: number,
  base: number,
  { source, tolerated }: QualityRule,
  broken: string,
): Judgement {
  const share =
    base === 0 ? '' : ` (${((100 * failed) / base).toFixed(failed > 0 && failed * 1000 < base ? 3 : 1)} %)`;
  const limit = tolerated > 0 ? `; ${Number((100 * tolerated).toPrecision(12))} % is tolerated` : '';
  return {
    isMet: failed <= tolerated * base,
    says: `${failed} of ${base} rows of \`${source.id}\` ${broken}${share}${limit}`,
    failed,
    base,
  };
}
