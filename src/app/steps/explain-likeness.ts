import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Cell, Engine } from '../../engines/engine.ts';
import type { ComparedRow, LikenessModel } from '../../methods/cluster/likeness-model.ts';
import { columnOf } from '../../methods/cluster/basis.ts';
import { POOR_FIT_PERCENTILE } from '../../numeric/cluster/place-rows.ts';
import { sum } from '../../numeric/sum.ts';
import type { PlanContext } from '../../plan/context.ts';
import { column, compare, text } from '../../sql/expression.ts';
import { select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { columnNames } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { NearestChange } from './explain-placement.ts';
import { factsOfRun, MASK, maskedColumns } from './explain-placement.ts';

/** How like a customer is to every segment, and what each value adds for its segment against the runner-up. */
export interface ExplainedLikeness {
  /** The most like first; 0..1, summing to 1. */
  readonly similarities: readonly { readonly segment: string; readonly similarity: number }[];
  /** Null where there is one segment only. */
  readonly runnerUp: string | null;
  /** Share of the customers learned from that fitted no better, 0..100. */
  readonly fitPercentile: number;
  /** Unlike every segment, however sure the similarities look: the percentile is below 1. */
  readonly isPoorFit: boolean;
  /** Values the customer has, of those that are compared. */
  readonly present: number;
  readonly compared: number;
  /** Compared by the definition, and told nobody apart when groups were learned. */
  readonly leftOut: readonly string[];
  readonly reasons: LikenessReasons | null;
}

/** Nats, above 0 for the segment; `size`, `spread` and all `values` together are exactly `difference`. */
export interface LikenessReasons {
  readonly values: readonly ValueReason[];
  /** What the sizes of the two segments say before anything is known of the customer. */
  readonly size: number;
  /** How the parts add up inside segments that are merged of several components; 0 where neither is. */
  readonly spread: number;
  /** The logarithm of the ratio of the two similarities. */
  readonly difference: number;
}

export interface ValueReason {
  readonly value: string;
  /** Masked where it is sensitive. */
  readonly seen: Cell;
  readonly isMissing: boolean;
  readonly nats: number;
}

/** Why the customer is most like its segment, from the facts of the run; null of segmentations that compare nothing. */
export async function explainLikeness(
  project: Project,
  segmentation: Segmentation,
  customer: string,
  engine: Engine,
  plan: PlanContext,
): Promise<{ readonly told: ExplainedLikeness; readonly nearest: NearestChange | null } | null> {
  const model = segmentation.likeness?.model;
  if (!model) return null;
  const row = await comparedRow(project, segmentation, model, customer, engine, plan);
  const masked = maskedColumns(segmentation.entity);
  const isMasked = (name: string) =>
    model.values
      .filter((value) => value.name === name)
      .some(({ expression }) => columnNames(expression).some((each) => masked.has(each)));
  const shown = (name: string, cell: Cell) => (isMasked(name) && cell !== null ? MASK : cell);
  const change = model.nearestChange(row);
  return {
    told: likenessTold(model, row, shown),
    nearest: change && {
      attribute: change.value,
      from: shown(change.value, change.from),
      to: shown(change.value, change.to),
      segment: change.segment,
      distance: change.distance,
    },
  };
}

async function comparedRow(
  project: Project,
  { id, entity }: Segmentation,
  { values }: LikenessModel,
  customer: string,
  engine: Engine,
  plan: PlanContext,
): Promise<ComparedRow> {
  const named = values.map(({ expression }, index) => ({ name: `value__${index}`, expression }));
  const relation = select(factsOfRun(project, entity, plan), named, {
    where: compare(column(FACTS.key, TEXT), '=', text(customer)),
  });
  const [row] = await readRelation(engine, relation, `what ${id} compares`, plan.asOf);
  if (!row) throw new Error(`${customer} has no facts in run ${plan.runId}`);
  return Object.fromEntries(values.map(({ name }, index) => [name, row[`value__${index}`] ?? null]));
}

/** `shown` is a cell as people may see it. */
function likenessTold(
  model: LikenessModel,
  row: ComparedRow,
  shown: (name: string, cell: Cell) => Cell,
): ExplainedLikeness {
  const { values, segments } = model;
  const placed = model.place(values.map((value) => columnOf(value, [row[value.name] ?? null])));
  const [first = 0, second = 0] = [placed.segment[0], placed.runnerUp[0]];
  const fitPercentile = placed.fitPercentile[0] ?? 0;
  const read = values.filter(({ book }) => book !== null);
  return {
    similarities: segments
      .map((segment, at) => ({ segment, similarity: placed.similarity[at] ?? 0 }))
      .toSorted((a, b) => b.similarity - a.similarity),
    runnerUp: segments.length === 1 ? null : (segments[second] ?? null),
    fitPercentile,
    isPoorFit: fitPercentile < POOR_FIT_PERCENTILE,
    present: placed.present[0] ?? 0,
    compared: read.length,
    leftOut: values.filter(({ book }) => book === null).map(({ name }) => name),
    reasons: segments.length === 1 ? null : reasonsFor(model, row, first, second, shown),
  };
}

function reasonsFor(
  model: LikenessModel,
  row: ComparedRow,
  first: number,
  second: number,
  shown: (name: string, cell: Cell) => Cell,
): LikenessReasons | null {
  const all = model.reasons(row);
  const [own, next] = [all[first], all[second]];
  if (!own || !next) return null;
  const values = model.values
    .filter(({ book }) => book !== null)
    .map(({ name }, at) => {
      const cell = row[name] ?? null;
      const nats = (own.columns[at] ?? 0) - (next.columns[at] ?? 0);
      return { value: name, seen: shown(name, cell), isMissing: cell === null, nats };
    });
  const size = own.size - next.size;
  const spread = own.spread - next.spread;
  return {
    values: values.toSorted((a, b) => Math.abs(b.nats) - Math.abs(a.nats)),
    size,
    spread,
    difference: sum([size, spread, ...values.map(({ nats }) => nats)]),
  };
}
