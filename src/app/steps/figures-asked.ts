import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import type { Metrics, Segmentation } from '../../definitions/project.ts';
import type { Absent } from '../../measures/figures/figures.ts';
import { absent } from '../../measures/figures/figures.ts';
import type { MeasuredRow } from '../../measures/segment-counts.ts';
import type { PlanContext } from '../../plan/context.ts';
import type { Relation } from '../../sql/relation.ts';

/** What figures are asked of: the members on both days, and where the rest comes from. */
export interface FiguresAsked {
  readonly segmentation: Segmentation;
  readonly snapshot: { readonly runId: string; readonly previousRunId: string | null };
  /** Null where the entity has no definition of metrics. */
  readonly metrics: Metrics | null;
  /** Days of the period, which ends with the as-of date. */
  readonly days: number;
  /** Columns `customer`, `segment`, `status` and `money` on the as-of date. */
  readonly members: Relation;
  /** The same when the period began, or why nobody knows; `unplaced` says why only everybody together is known. */
  readonly start:
    | { readonly asOf: CalendarDate; readonly members: Relation; readonly unplaced: string | null }
    | Absent;
  /** Columns `customer` and `key`, which spend is told by; null where it is not. */
  readonly keys: Relation | null;
  readonly context: PlanContext;
  /** Keeps a relation in a table of its own while figures are asked: what several statements read is computed once. */
  readonly store: (name: string, relation: Relation) => Promise<Relation>;
  readonly read: (relation: Relation, label: string) => Promise<readonly MeasuredRow[]>;
}

/** One kind of figures for any segment, or for everybody (null). */
export interface Part<Figure> {
  readonly of: (segment: string | null) => Figure | Absent;
  readonly findings: readonly Finding[];
}

/** A part whose data is not there. */
export function absentPart(reason: string): Part<never> {
  return { of: () => absent(reason), findings: [] };
}

/** Why a block of the metrics is not there. */
export function unsaid({ segmentation, metrics }: FiguresAsked, key: string, what: string): string {
  const { id } = segmentation.entity;
  return metrics
    ? `The metrics of \`${id}\` do not say where ${what} (\`${key}\`).`
    : `\`${id}\` has no definition of kind \`metrics\`, which would say where ${what}.`;
}
