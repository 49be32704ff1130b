import type { Entity, Segmentation } from '../definitions/project.ts';
import type { Expression, NamedExpression } from '../sql/expression.ts';
import {
  aggregate,
  and,
  asOf,
  choose,
  column,
  compare,
  integer,
  isNull,
  missing,
  not,
  or,
  text,
} from '../sql/expression.ts';
import { calculated } from '../sql/calculated.ts';
import { castTo } from '../sql/fold.ts';
import type { Relation } from '../sql/relation.ts';
import { extend, select } from '../sql/relation.ts';
import { BOOLEAN, INTEGER, TEXT } from '../sql/value-type.ts';
import type { Cause } from '../tables/ledger.ts';
import { population } from '../tables/population.ts';
import { snapshotId } from '../tables/snapshots.ts';
import { stateRelation } from '../tables/state-table.ts';
import type { PlanContext } from './context.ts';
import { assignedIn } from './placements.ts';
import { renamed } from './renamed.ts';

const customer = column('customer', TEXT);
const from = column('from_segment', TEXT);
const to = column('to_segment', TEXT);
const isMover = and([not(isNull(from)), not(isNull(to))]);
const itself = (name: string): NamedExpression => ({ name, expression: column(name, TEXT) });

/**
 * Who is not where the run before had placed them: `customer`, `from_segment` as it was called then, `was` as it is called
 * today, and `to_segment`. Missing where a customer was not listed, or no longer is.
 */
export function movesRelation(segmentation: Segmentation, previousRunId: string, now: Relation): Relation {
  const side = (assigned: Relation, name: 'from_segment' | 'to_segment') => {
    const segment = column('segment', TEXT);
    return select(assigned, [
      itself('customer'),
      { name: 'from_segment', expression: name === 'from_segment' ? segment : missing(TEXT) },
      { name: 'to_segment', expression: name === 'to_segment' ? segment : missing(TEXT) },
    ]);
  };
  const before = assignedIn(segmentation.id, previousRunId);
  const both: Relation = {
    kind: 'union',
    relations: [side(before, 'from_segment'), side(now, 'to_segment')],
  };
  const pairs = select(
    both,
    [
      itself('customer'),
      { name: 'from_segment', expression: aggregate('any', from, TEXT) },
      { name: 'to_segment', expression: aggregate('any', to, TEXT) },
    ],
    { groupBy: [customer] },
  );
  const was = renamed(segmentation, from);
  return select(
    pairs,
    [itself('customer'), itself('from_segment'), { name: 'was', expression: was }, itself('to_segment')],
    { where: or([isNull(from), isNull(to), and([not(isNull(from)), not(compare(was, '=', to))])]) },
  );
}

/** Of a relation of moves, those of customers that were listed before and are now. */
export function moversOf(moves: Relation): Relation {
  return select(moves, [], { keep: true, where: isMover });
}

/** How many customers are on both lists, and how many on one of them alone: columns `movers` and `listed`. */
export function movesCounted(moves: Relation): Relation {
  const count = (when: Expression) =>
    aggregate('count', choose([{ when, then: integer(1) }], null, INTEGER), INTEGER);
  return select(moves, [
    { name: 'movers', expression: count(isMover) },
    { name: 'listed', expression: count(not(isMover)) },
  ]);
}

/** A stage of the path as a segmentation has placed the movers there: columns `customer`, `segment` and `status`. */
export interface PlacedStage {
  readonly cause: Cause;
  readonly placed: Relation;
}

const point = (name: 'segment' | 'status', index: number) => `${name}_${index}`;
const pointColumn = (name: 'segment' | 'status', index: number) => column(point(name, index), TEXT);

/** Two runs, told apart. */
export interface Runs {
  readonly before: string;
  readonly now: string;
}

/** Columns `customer`, `before` and `now`: the status at both ends of whoever was listed at the first. */
export function statusesRelation(entity: Entity, { before, now }: Runs): Relation {
  const status = column('status', TEXT);
  const joined: Relation = {
    kind: 'left-join',
    from: select(populationOf(entity, before), [itself('customer'), { name: 'before', expression: status }]),
    joins: [
      {
        relation: populationOf(entity, now),
        on: [{ left: 'customer', right: 'customer' }],
        take: [{ column: 'status', as: 'now' }],
      },
    ],
  };
  return joined;
}

/**
 * Movers with the segment and the status they have at every point of the path, the ends at `0` and after the last stage.
 * `statuses` are rows of {@link statusesRelation}.
 */
export function pathRelation(moves: Relation, stages: readonly PlacedStage[], statuses: Relation): Relation {
  const end = stages.length + 1;
  const on = [{ left: 'customer', right: 'customer' }];
  const joined: Relation = {
    kind: 'left-join',
    from: moversOf(moves),
    joins: [
      {
        relation: statuses,
        on,
        take: [
          { column: 'before', as: point('status', 0) },
          { column: 'now', as: point('status', end) },
        ],
      },
      ...stages.map(({ placed }, index) => ({
        relation: placed,
        on,
        take: (['segment', 'status'] as const).map((name) => ({ column: name, as: point(name, index + 1) })),
      })),
    ],
  };
  return select(joined, [
    itself('customer'),
    itself('from_segment'),
    { name: point('segment', 0), expression: column('was', TEXT) },
    ...stages.map((_, index) => itself(point('segment', index + 1))),
    { name: point('segment', end), expression: to },
    ...[0, ...stages.map((_, index) => index + 1), end].map((index) => itself(point('status', index))),
  ]);
}

/** Rows of the table `ledger` of those who appeared in the list of customers and of those who went from it. */
export function listingRows(segmentation: Segmentation, moves: Relation, context: PlanContext): Relation {
  return select(
    moves,
    [
      ...head(segmentation, context, integer(1)),
      {
        name: 'cause',
        expression: choose(
          [{ when: isNull(from), then: text('listed' satisfies Cause) }],
          text('unlisted' satisfies Cause),
          TEXT,
        ),
      },
      itself('from_segment'),
      itself('to_segment'),
    ],
    { where: not(isMover) },
  );
}

/**
 * Rows of the table `ledger`: one for each step at which a mover is in another segment than before it, in order. `path` is a
 * relation of {@link pathRelation}, `causes` those of its stages and of the way from the last one to today; for customers
 * `byHand` that way is an override.
 */
export function stepRows(
  segmentation: Segmentation,
  path: Relation,
  causes: readonly Cause[],
  byHand: readonly string[],
  context: PlanContext,
): Relation {
  const hasMoved = (index: number) =>
    not(compare(pointColumn('segment', index), '=', pointColumn('segment', index + 1)));
  const movedBy = (index: number) =>
    choose([{ when: hasMoved(index), then: integer(1) }], integer(0), INTEGER);
  const movesBefore = (index: number) =>
    Array.from({ length: index }, (_, earlier) => movedBy(earlier)).reduce<Expression>(
      (sum, moved) => castTo(calculated('+', sum, moved), INTEGER),
      integer(0),
    );
  const relations = causes.map((cause, index) => {
    const numbered = extend(path, [{ name: 'moves_before', expression: movesBefore(index) }]);
    const earlier = column('moves_before', INTEGER);
    const isFirst = compare(earlier, '=', integer(0));
    return select(
      numbered,
      [
        ...head(segmentation, context, castTo(calculated('+', earlier, integer(1)), INTEGER)),
        {
          name: 'cause',
          expression: byOverride(causeAt(cause, index), index === causes.length - 1 ? byHand : []),
        },
        {
          name: 'from_segment',
          expression: choose([{ when: isFirst, then: from }], pointColumn('segment', index), TEXT),
        },
        { name: 'to_segment', expression: pointColumn('segment', index + 1) },
      ],
      { where: hasMoved(index) },
    );
  });
  return { kind: 'union', relations };
}

function byOverride(cause: Expression, byHand: readonly string[]): Expression {
  if (byHand.length === 0) return cause;
  const isOne: Expression = { kind: 'in', operand: customer, values: byHand.map(text), type: BOOLEAN };
  return choose([{ when: isOne, then: text('override' satisfies Cause) }], cause, TEXT);
}

/** Steps in which the world moves on; the others are about what is known and said of it. */
const WORLDLY: ReadonlySet<Cause> = new Set(['calendar', 'behaviour', 'data']);

/** Who becomes a customer in such a step, or stops being one, moves for that. */
function causeAt(cause: Cause, index: number): Expression {
  if (!WORLDLY.has(cause)) return text(cause);
  const is = (at: number) => compare(pointColumn('status', at), '=', text('customer'));
  return choose(
    [
      { when: and([not(is(index)), is(index + 1)]), then: text('new' satisfies Cause) },
      { when: and([is(index), not(is(index + 1))]), then: text('former' satisfies Cause) },
    ],
    text(cause),
    TEXT,
  );
}

function populationOf(entity: Entity, runId: string): Relation {
  return select(stateRelation(population), [itself('customer'), itself('status')], {
    where: and([
      compare(column('run_id', TEXT), '=', text(runId)),
      compare(column('entity', TEXT), '=', text(entity.id)),
    ]),
  });
}

function head(
  segmentation: Segmentation,
  { runId }: PlanContext,
  step: Expression,
): readonly NamedExpression[] {
  return [
    { name: 'snapshot_id', expression: integer(snapshotId(runId, segmentation.id)) },
    { name: 'as_of', expression: asOf() },
    itself('customer'),
    { name: 'step', expression: step },
  ];
}
