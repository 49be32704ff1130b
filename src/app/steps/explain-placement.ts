import type { Entity, Project, Segmentation } from '../../definitions/project.ts';
import type { Cell, Engine, Row } from '../../engines/engine.ts';
import { NEAREST } from '../../methods/cluster/likeness.ts';
import type { DecisionList } from '../../methods/decision-list/decision-list.ts';
import { ruleColumn } from '../../methods/decision-list/decision-list.ts';
import { leavesOf } from '../../methods/decision-list/leaves.ts';
import type { Change } from '../../plan/change.ts';
import { changedPlacements, possibleChanges, standingColumns } from '../../plan/change.ts';
import type { PlanContext } from '../../plan/context.ts';
import { nestedFacts, storedFacts } from '../../plan/facts.ts';
import { placedRelation } from '../../plan/placements.ts';
import {
  axesOfEntity,
  axisCountsRelation,
  edgesOf,
  listOf,
  rankedRelation,
  readAxisCounts,
} from '../../plan/ranks.ts';
import { joinSegments } from '../../plan/used-segments.ts';
import type { Written } from '../../sql/condition.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { column, compare, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { columnNames } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';

/** A condition as one customer met it, with every value it read. */
export interface ConditionSeen {
  readonly text: string;
  readonly outcome: 'passes' | 'fails' | 'lacks data';
  readonly values: Readonly<Record<string, Cell>>;
}

/** One attribute set to another value, and the segment the engine then places the customer in. */
export interface NearestChange {
  readonly attribute: string;
  readonly from: Cell;
  readonly to: Cell;
  readonly segment: string;
  /** Share of customers in between; null for values without an order. */
  readonly distance: number | null;
}

export const MASK = '•••';

/** Asks the engine for every condition of one customer, and for the nearest change that moves it. */
export async function explainPlacement(
  project: Project,
  segmentation: Segmentation,
  customer: string,
  engine: Engine,
  plan: PlanContext,
): Promise<{
  readonly rules: readonly {
    readonly segment: string;
    readonly text: string;
    readonly outcome: ConditionSeen['outcome'];
    readonly conditions: readonly ConditionSeen[];
  }[];
  readonly nearest: NearestChange | null;
}> {
  const list = listOf(segmentation, plan);
  const facts = factsOfRun(project, segmentation.entity, plan);
  const one = select(facts, columnsOf(facts).map(asIs), {
    where: compare(column(FACTS.key, TEXT), '=', text(customer)),
  });
  const { relation, placement } = placedRelation(segmentation, list, one, null, plan);
  const seen = columnsOf(relation).map(asIs);
  const now: NamedExpression = { name: 'segment', expression: placement.segment };
  const [row] = await readRelation(
    engine,
    select(relation, [...seen, now]),
    `conditions of ${segmentation.id}`,
    plan.asOf,
  );
  if (!row) throw new Error(`${customer} has no facts in run ${plan.runId}`);
  const masked = maskedColumns(segmentation.entity);
  return {
    rules: list.rules.map((rule, index) => ({
      segment: rule.segment,
      text: rule.written?.text ?? '',
      outcome: outcomeOf(row[ruleColumn(index)] ?? null),
      conditions: conditionsOf(list, rule.when, rule.written?.text ?? '', row, masked),
    })),
    nearest: await nearestChange(segmentation, facts, one, customer, row, masked, engine, plan),
  };
}

/** A condition that is no rule of the segmentation, as one customer meets it. */
export async function explainCondition(
  project: Project,
  segmentation: Segmentation,
  { text: written, expression }: Written,
  customer: string,
  engine: Engine,
  plan: PlanContext,
): Promise<ConditionSeen> {
  const facts = factsOfRun(project, segmentation.entity, plan);
  const known = joinSegments(segmentation.uses, segmentation, facts, plan);
  const names = [...new Set(columnNames(expression))];
  const read = columnsOf(known).filter(({ name }) => names.includes(name));
  const asked = select(known, [...read.map(asIs), { name: '_truth', expression }], {
    where: compare(column(FACTS.key, TEXT), '=', text(customer)),
  });
  const [row = {}] = await readRelation(engine, asked, `condition of ${segmentation.id}`, plan.asOf);
  const masked = maskedColumns(segmentation.entity);
  return {
    text: written,
    outcome: outcomeOf(row['_truth'] ?? null),
    values: Object.fromEntries(
      names.map((name) => [shownName(name), masked.has(name) ? MASK : (row[name] ?? null)]),
    ),
  };
}

/** The wide table a run stored, with the columns its definitions gave it. */
export function factsOfRun(project: Project, entity: Entity, plan: PlanContext): Relation {
  const facts = nestedFacts(project, plan).get(entity.id);
  if (!facts) throw new Error(`no facts of ${entity.id}`);
  return storedFacts(
    entity.id,
    plan.runId,
    rankedRelation(facts, axesOfEntity(entity, project.segmentations, plan)),
  );
}

function conditionsOf(
  list: DecisionList,
  rule: Expression,
  written: string,
  row: Row,
  masked: ReadonlySet<string>,
): readonly ConditionSeen[] {
  return leavesOf([rule]).expressions.map((leaf) => {
    const position = list.leaves.overColumns(leaf);
    const truth = position.kind === 'column' ? (row[position.name] ?? null) : null;
    return {
      text: leaf.span ? written.slice(leaf.span.start, leaf.span.end) : written,
      outcome: outcomeOf(truth),
      values: Object.fromEntries(
        columnNames(leaf)
          .filter((name) => name !== NEAREST)
          .map((name) => [shownName(name), masked.has(name) ? MASK : (row[name] ?? null)]),
      ),
    };
  });
}

const outcomeOf = (truth: Cell): ConditionSeen['outcome'] =>
  truth === null ? 'lacks data' : truth === true ? 'passes' : 'fails';

/** `account__plan` as it is written, `account.plan`; `segment__value` as `segment('value')`. */
function shownName(name: string): string {
  if (name.startsWith('segment__')) return `segment('${name.slice('segment__'.length)}')`;
  return name.replace('__', '.');
}

/** Columns whose values are shown to nobody. */
export function maskedColumns(entity: Entity): ReadonlySet<string> {
  const own = entity.attributes.filter(({ sensitive }) => sensitive).map(({ id }) => id);
  const parent = entity.belongsTo?.entity;
  const above = (parent?.attributes ?? []).filter(({ sensitive }) => sensitive);
  return new Set([...own, ...above.map(({ id }) => `${parent?.id}__${id}`)]);
}

async function nearestChange(
  segmentation: Segmentation,
  facts: Relation,
  one: Relation,
  customer: string,
  row: Row,
  masked: ReadonlySet<string>,
  engine: Engine,
  plan: PlanContext,
): Promise<NearestChange | null> {
  const edges = edgesOf(segmentation, plan);
  const counted = axisCountsRelation(edges, facts);
  const [countRow] = counted ? await readRelation(engine, counted, 'counts at the edges', plan.asOf) : [];
  const standingRow = (
    await readRelation(engine, select(one, [asKey, ...standingColumns(edges)]), 'standing', plan.asOf)
  )[0];
  const standings = edges.axes.map(({ below, upto }) => ({
    below: numberOrNull(standingRow?.[below]),
    upto: numberOrNull(standingRow?.[upto]),
  }));
  const changes = possibleChanges(edges, readAxisCounts(edges, countRow ?? {}), standings);
  if (changes.length === 0) return null;
  const placed = await readRelation(
    engine,
    changedPlacements(segmentation, listOf(segmentation, plan), facts, customer, changes, plan),
    `changes of ${segmentation.id}`,
    plan.asOf,
  );
  const segmentAfter = new Map(placed.map((result) => [Number(result['change']), String(result['segment'])]));
  const index = changes.findIndex((_, position) => {
    const after = segmentAfter.get(position);
    return after !== undefined && after !== row['segment'];
  });
  const change = changes[index];
  return change ? shownChange(change, segmentAfter.get(index) ?? '', row, masked) : null;
}

const asKey: NamedExpression = { name: FACTS.key, expression: column(FACTS.key, TEXT) };

function shownChange(change: Change, segment: string, row: Row, masked: ReadonlySet<string>): NearestChange {
  const isMasked = masked.has(change.column);
  return {
    attribute: shownName(change.column),
    from: isMasked ? MASK : (row[change.column] ?? null),
    to: isMasked ? MASK : literalCell(change.value),
    segment,
    distance: change.distance,
  };
}

function literalCell(value: Expression): Cell {
  if (value.kind !== 'literal') return null;
  const { literal } = value;
  if (literal.kind === 'null') return null;
  return literal.kind === 'integer' || literal.kind === 'decimal' ? literal.digits : literal.value;
}

const asIs = ({
  name,
  type,
}: {
  readonly name: string;
  readonly type: NamedExpression['expression']['type'];
}): NamedExpression => ({
  name,
  expression: column(name, type),
});

const numberOrNull = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : Number(cell));
