import { isOnGrid } from '../base/day-grid.ts';
import type { Hysteresis, Segmentation } from '../definitions/project.ts';
import type { Placement, Reason } from '../methods/method.ts';
import type { Expression } from '../sql/expression.ts';
import {
  and,
  asOf,
  boolean,
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
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import { holds } from '../tables/holds.ts';
import { stateRelation } from '../tables/state-table.ts';
import type { HoldState, PlanContext } from './context.ts';
import { isOfSnapshot } from './of-snapshot.ts';
import { renamed } from './renamed.ts';

/** What a run left of a segmentation, under the ids it has now. A segment that is no longer there holds nobody. */
export function holdState(segmentation: Segmentation, runId: string): HoldState {
  const own = renamed(segmentation, column('segment', TEXT));
  const ids = [...segmentation.segments, segmentation.fallback].map(({ id }) => id);
  const kept: Expression = { kind: 'in', operand: own, values: ids.map(text), type: BOOLEAN };
  const rows = select(
    stateRelation(holds),
    [
      { name: 'customer', expression: column('customer', TEXT) },
      { name: 'segment', expression: own },
      { name: 'entered', expression: column('entered', DATE) },
    ],
    { where: and([isOfSnapshot(runId, segmentation.id), kept, not(isNull(column('entered', DATE)))]) },
  );
  return { runId, rows };
}

/** What a placement reads of the state, beside facts. */
const STATE = { segment: '_held_in', entered: '_held_since' } as const;
export const HOLD_COLUMNS: readonly string[] = Object.values(STATE);

const inside = column(STATE.segment, TEXT);
const since = column(STATE.entered, DATE);
const isInside = not(isNull(inside));
/** What the rules alone say, why, and whether the customer is kept from it; layers of the placement. */
const plain = column('_plain', TEXT);
const why = column('_why', TEXT);
const isKept = column('_is_kept', BOOLEAN);

/** A relation with where each customer is held and since when; as it is where nobody is held yet. */
export function withHoldState(relation: Relation, state: HoldState | null): Relation {
  if (!state) return relation;
  return {
    kind: 'left-join',
    from: relation,
    joins: [
      {
        relation: state.rows,
        on: [{ left: FACTS.key, right: 'customer' }],
        take: [
          { column: 'segment', as: STATE.segment },
          { column: 'entered', as: STATE.entered },
        ],
      },
    ],
  };
}

/**
 * A step of the fold: whoever is held stays while the days in the segment are fewer than the dwell, or its exit edge is true,
 * and on days off the grid in any case. Everybody else goes where the rules say.
 */
export function held(
  placement: Placement,
  hysteresis: Hysteresis,
  state: HoldState | null,
  context: Pick<PlanContext, 'asOf'>,
): Placement {
  const isMoving = isOnGrid(hysteresis.grid, context.asOf);
  const today = isMoving ? asOf() : missing(DATE);
  const { segment, reason } = placement;
  if (!state) {
    const entered = choose([{ when: lacksData(reason), then: missing(DATE) }], today, DATE);
    return { ...placement, plain: segment, hold: { segment, entered } };
  }
  const layers = [
    ...placement.layers,
    [
      { name: '_plain', expression: segment },
      { name: '_why', expression: reason },
      { name: '_is_kept', expression: isMoving ? keeps(hysteresis) : isInside },
    ],
  ];
  const stayed = choose([{ when: isKept, then: inside }], plain, TEXT);
  const isHeld = and([isKept, not(compare(inside, '=', plain))]);
  const isLacking = and([lacksData(why), not(isHeld)]);
  const remains = or([isKept, and([isInside, compare(inside, '=', plain)])]);
  return {
    ...placement,
    layers,
    segment: stayed,
    margin: choose([{ when: isHeld, then: missing(DOUBLE) }], placement.margin, DOUBLE),
    reason: choose([{ when: isHeld, then: text('held' satisfies Reason) }], why, TEXT),
    plain,
    hold: {
      segment: stayed,
      entered: choose(
        [
          { when: isLacking, then: missing(DATE) },
          { when: remains, then: since },
        ],
        today,
        DATE,
      ),
    },
  };
}

/** Whom lack of data put into the fallback is held nowhere: data that comes back is no move. */
const lacksData = (reason: Expression) => compare(reason, '=', text('lacks_data' satisfies Reason));

/** Unknown keeps nobody: a choice takes only what is true. */
function keeps({ dwell, stays }: Hysteresis): Expression {
  const days: Expression = { kind: 'call', function: 'days_between', args: [since, asOf()], type: INTEGER };
  const edges = stays.map(({ segment, when }) => and([compare(inside, '=', text(segment)), when]));
  const reasons = [...(dwell > 0 ? [compare(days, '<', integer(dwell))] : []), ...edges];
  if (reasons.length === 0) return boolean(false);
  return choose([{ when: and([isInside, or(reasons)]), then: boolean(true) }], boolean(false), BOOLEAN);
}
