import type { CalendarDate } from '../base/calendar-date.ts';
import type { Override, Segmentation } from '../definitions/project.ts';
import { segmentColumn } from '../definitions/scopes.ts';
import type { DecisionList } from '../methods/decision-list/decision-list.ts';
import { ruleColumn } from '../methods/decision-list/decision-list.ts';
import { place } from '../methods/decision-list/place.ts';
import type { AxisCounts, Placement, Reason } from '../methods/method.ts';
import type { Expression, NamedExpression } from '../sql/expression.ts';
import { asOf, choose, column, integer, missing, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, extend, select, table } from '../sql/relation.ts';
import { BOOLEAN, DATE, DOUBLE, TEXT } from '../sql/value-type.ts';
import { columnNames } from '../sql/walk.ts';
import { assignments } from '../tables/assignments.ts';
import { FACTS } from '../tables/facts-table.ts';
import { snapshotId } from '../tables/snapshots.ts';
import { stateRelation } from '../tables/state-table.ts';
import type { HoldState, PlanContext } from './context.ts';
import { held, HOLD_COLUMNS, withHoldState } from './holding.ts';
import { isOfSnapshot } from './of-snapshot.ts';
import { listOf } from './ranks.ts';
import { joinSegments, segmentsUsed } from './used-segments.ts';

/** A segmentation over the ranked facts, before anything is kept of it. */
export interface Placed {
  /** Ends with the layers of the placement; still has the facts' status and money. */
  readonly relation: Relation;
  readonly placement: Placement;
}

/** The nested selects that place every customer of a segmentation; only the columns that rules read are carried along. */
export function placedRelation(
  segmentation: Segmentation,
  list: DecisionList,
  ranked: Relation,
  counts: readonly AxisCounts[] | null,
  context: PlanContext,
): Placed {
  const state = (segmentation.hysteresis && context.holdOf?.(segmentation)) ?? null;
  const placement = placementOf(segmentation, list, counts, state, context);
  const { joined, workedOut } = segmentsUsed(segmentation, context);
  const lists = workedOut.map((used) => listOf(used, context));
  const read = new Set([
    ...[FACTS.key, FACTS.status, FACTS.money, ...HOLD_COLUMNS],
    ...[list, ...lists].flatMap(columnsRead),
    ...(segmentation.hysteresis?.stays ?? []).flatMap(({ when }) => columnNames(when)),
    ...(counts ? list.axes.flatMap(({ below, upto }) => [below, upto]) : []),
  ]);
  const reached = withHoldState(joinSegments(joined, segmentation, ranked, context), state);
  const narrow = carrying(reached, (name) => read.has(name));
  const rows = workedOut.reduce((before, used, index) => {
    const one = placementOf(used, lists[index]!, null, null, context);
    const segment = { name: segmentColumn(used.id), expression: one.segment };
    return select(one.layers.reduce(extend, before), [...itself(before), segment]);
  }, narrow);
  return { relation: placement.layers.reduce(extend, rows), placement };
}

function placementOf(
  segmentation: Segmentation,
  list: DecisionList,
  counts: readonly AxisCounts[] | null,
  state: HoldState | null,
  context: PlanContext,
): Placement {
  const { hysteresis } = segmentation;
  const ruled = place(list, counts);
  const placement = hysteresis ? held(ruled, hysteresis, state, context) : ruled;
  return overridden(placement, overridesOn(segmentation, context.asOf));
}

const columnsRead = ({ rules, score, likeness }: DecisionList): readonly string[] => [
  ...rules.flatMap(({ when }) => columnNames(when)),
  ...(score ? columnNames(score) : []),
  ...(likeness?.layers ?? []).flat().flatMap(({ expression }) => columnNames(expression)),
];

const itself = (rows: Relation): readonly NamedExpression[] =>
  columnsOf(rows).map(({ name, type }) => ({ name, expression: column(name, type) }));

const carrying = (rows: Relation, isCarried: (name: string) => boolean): Relation =>
  select(
    rows,
    itself(rows).filter(({ name }) => isCarried(name)),
  );

/** Who is placed by hand on a day. */
export function overridesOn({ overrides }: Segmentation, asOf: CalendarDate): readonly Override[] {
  return overrides.filter(({ from, until }) => from <= asOf && asOf <= until);
}

/** A hand has the last word: what rules say of such a customer is still worked out, and counted as theirs. */
function overridden(placement: Placement, overrides: readonly Override[]): Placement {
  if (overrides.length === 0) return placement;
  const isOf = ({ customers }: Override): Expression => ({
    kind: 'in',
    operand: column(FACTS.key, TEXT),
    values: customers.map(text),
    type: BOOLEAN,
  });
  const otherwise = (by: (override: Override) => Expression, ruled: Expression) =>
    choose(
      overrides.map((one) => ({ when: isOf(one), then: by(one) })),
      ruled,
      ruled.type,
    );
  return {
    ...placement,
    segment: otherwise(({ segment }) => text(segment), placement.segment),
    margin: otherwise(() => missing(DOUBLE), placement.margin),
    reason: otherwise(() => text('overridden' satisfies Reason), placement.reason),
    plain: placement.plain ?? placement.segment,
  };
}

/** What is read of a placement: who, with status and money, where and why, and what each rule is of them, and of a hold. */
export function placementRows({ relation, placement }: Placed, list: DecisionList): Relation {
  const kept = new Set([
    FACTS.key,
    FACTS.status,
    FACTS.money,
    ...list.rules.map((_, index) => ruleColumn(index)),
  ]);
  const carried = columnsOf(relation).filter(({ name }) => kept.has(name));
  const { segment, score, margin, reason, plain, hold, beside } = placement;
  const told = {
    ...{ segment, score, margin, reason },
    ...(plain ? { plain } : {}),
    ...(hold ? { held_in: hold.segment, held_since: hold.entered } : {}),
  };
  return select(relation, [
    ...carried.map(({ name, type }) => ({ name, expression: column(name, type) })),
    ...Object.entries(told).map(([name, expression]) => ({ name, expression })),
    ...beside,
  ]);
}

/** The same placement, read from where its rows were written. */
export function storedPlacement(name: readonly string[], rows: Relation, { placement }: Placed): Placed {
  const columns = columnsOf(rows);
  return {
    relation: table(name, columns),
    placement: {
      layers: [],
      segment: column('segment', TEXT),
      score: column('score', DOUBLE),
      margin: column('margin', DOUBLE),
      reason: column('reason', TEXT),
      ...(placement.plain ? { plain: column('plain', TEXT) } : {}),
      ...(placement.hold
        ? { hold: { segment: column('held_in', TEXT), entered: column('held_since', DATE) } }
        : {}),
      beside: placement.beside.map(({ name: each, expression }) => ({
        name: each,
        expression: column(each, expression.type),
      })),
    },
  };
}

/** Customers and segments of a segmentation in a run. */
export function assignedIn(segmentation: string, runId: string): Relation {
  return select(
    stateRelation(assignments),
    [
      { name: 'customer', expression: column('customer', TEXT) },
      { name: 'segment', expression: column('segment', TEXT) },
    ],
    { where: isOfSnapshot(runId, segmentation) },
  );
}

/** Columns `customer` and `segment` of a placement. */
export function placedSegments({ relation, placement }: Placed): Relation {
  return select(relation, [
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'segment', expression: placement.segment },
  ]);
}

/** Rows of the table `assignments`, column by column. */
export function assignmentRows(segmentation: Segmentation, placed: Placed, context: PlanContext): Relation {
  const { segment, score, margin, reason } = placed.placement;
  return select(placed.relation, [
    { name: 'snapshot_id', expression: integer(snapshotId(context.runId, segmentation.id)) },
    { name: 'as_of', expression: asOf() },
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'segment', expression: segment },
    { name: 'score', expression: score },
    { name: 'margin', expression: margin },
    { name: 'reason', expression: reason },
  ]);
}

/** Rows of the table `resemblances`, of a segmentation that places by likeness; null of any other. */
export function resemblanceRows(
  segmentation: Segmentation,
  { relation, placement }: Placed,
  context: PlanContext,
): Relation | null {
  if (placement.beside.length === 0) return null;
  return select(relation, [
    { name: 'snapshot_id', expression: integer(snapshotId(context.runId, segmentation.id)) },
    { name: 'as_of', expression: asOf() },
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    ...placement.beside,
  ]);
}
