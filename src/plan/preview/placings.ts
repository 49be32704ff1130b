import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Segmentation } from '../../definitions/project.ts';
import { segmentColumn } from '../../definitions/scopes.ts';
import type { Reason } from '../../methods/method.ts';
import type { Expression } from '../../sql/expression.ts';
import { choose, column, compare, integer, or, text } from '../../sql/expression.ts';
import type { Join, Relation } from '../../sql/relation.ts';
import { columnsOf } from '../../sql/relation.ts';
import { BOOLEAN, INTEGER, TEXT } from '../../sql/value-type.ts';
import { renameColumns } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { overridesOn } from '../placements.ts';
import type { Side, Wanted } from './side.ts';
import { keyOf, segmentsOf } from './side.ts';

/** Where a scan has a placement: `at` is a position in `segments`, 0 for the fallback, `how` one in {@link HOW}. */
export interface PlacedColumns {
  readonly segments: readonly string[];
  readonly at: Expression;
  readonly how: Expression;
  /** The segment as its id. */
  readonly segment: Expression;
}

/** What `how` says: no rule before the one that took the customer was unknown, one was, a hand placed it, or it was held. */
export const HOW = { known: 0, unknown: 1, byHand: 2, held: 3 } as const;

/** The reason a run would give. */
export function reasonOf(at: number, how: number): Reason {
  if (how === HOW.byHand) return 'overridden';
  if (how === HOW.held) return 'held';
  if (at === 0) return how === HOW.unknown ? 'lacks_data' : 'no_match';
  return how === HOW.unknown ? 'matched_after_unknown' : 'matched';
}

/** Everybody it is true of is placed `at`, by a rule or by hand. */
interface PlacingRule {
  readonly at: number;
  readonly when: Expression;
  readonly isByHand: boolean;
}

/** A placement that the scan works out, over the columns it has. */
export interface Placing {
  readonly name: string;
  readonly depth: number;
  /** The fallback first. */
  readonly segments: readonly string[];
  /** The first that is true decides. */
  readonly rules: readonly PlacingRule[];
}

/** A scan as it grows: placements by what they say, those whose segments others ask for, and what is joined. */
interface Growing {
  readonly asOf: CalendarDate;
  readonly placings: Map<string, Placing>;
  readonly asked: Set<Placing>;
  readonly joins: Join[];
}

/** Every placement that is wanted, over the columns of one relation: the facts, with `joins` beside them. */
export interface Placings extends Growing {
  /** As they were wanted. */
  readonly placements: readonly PlacedColumns[];
}

/** What a scan has to work out. What placements share (rules, segmentations they ask for) is there once. */
export function placingsOf(wanted: readonly Wanted[], asOf: CalendarDate): Placings {
  const growing: Growing = { asOf, placings: new Map(), asked: new Set(), joins: [] };
  return { ...growing, placements: wanted.map((one) => placementOf(one, growing)) };
}

function placementOf({ side, segmentation }: Wanted, growing: Growing): PlacedColumns {
  const from = side.placed(segmentation, segmentation.entity);
  if (from) return readPlacement(segmentation, joinedAs(from, true, growing.joins));
  const { name, segments } = placingOf(segmentation, side, growing);
  return {
    segments,
    at: column(`${name}_at`, INTEGER),
    how: column(`${name}_how`, INTEGER),
    segment: segmentText(name, segments),
  };
}

function placingOf(segmentation: Segmentation, side: Side, growing: Growing): Placing {
  const { rules, entity, uses } = side.fitted(segmentation);
  const names = new Map(side.names(entity));
  let depth = 0;
  for (const used of uses) {
    const from = side.placed(used, entity);
    if (from) names.set(segmentColumn(used.id), joinedAs(from, used.entity.id === entity.id, growing.joins));
    else {
      const placing = placingOf(used, side, growing);
      growing.asked.add(placing);
      names.set(segmentColumn(used.id), `${placing.name}_segment`);
      depth = Math.max(depth, placing.depth + 1);
    }
  }
  const segments = segmentsOf(segmentation);
  const position = (segment: string) => segments.indexOf(segment);
  const byHand = overridesOn(segmentation, growing.asOf).map(({ customers, segment }) => ({
    ...{ at: position(segment), when: isOneOf(customers), isByHand: true },
  }));
  const ruled = rules.map(({ segment, when }) => ({
    ...{ at: position(segment), when: renameColumns(when, names), isByHand: false },
  }));
  const said = { segments, rules: [...byHand, ...ruled] };
  const key = keyOf(said);
  const { placings } = growing;
  const placing = placings.get(key) ?? { name: `_p${placings.size + 1}`, depth, ...said };
  placings.set(key, placing);
  return placing;
}

/** Name of the joined segment; the same rows are joined once. */
function joinedAs(relation: Relation, isOwn: boolean, joins: Join[]): string {
  const at = joins.findIndex((join) => join.relation === relation);
  const name = `_j${at < 0 ? joins.length + 1 : at + 1}`;
  if (at < 0)
    joins.push({
      relation,
      on: [{ left: isOwn ? FACTS.key : FACTS.parent, right: 'customer' }],
      take: columnsOf(relation)
        .filter((one) => one.name !== 'customer')
        .map((one) => ({ column: one.name, as: `${name}_${one.name}` })),
    });
  return `${name}_segment`;
}

/** A placement as it was published, from its texts. */
function readPlacement(segmentation: Segmentation, name: string): PlacedColumns {
  const segments = segmentsOf(segmentation);
  const [segment, reason] = [column(name, TEXT), column(name.replace('_segment', '_reason'), TEXT)];
  const isReason = (...reasons: readonly Reason[]) =>
    or(reasons.map((one) => compare(reason, '=', text(one))));
  return {
    segments,
    segment,
    at: firstOf(
      segments.slice(1).map((id, index) => ({
        when: compare(segment, '=', text(id)),
        then: integer(index + 1),
      })),
    ),
    how: firstOf([
      { when: isReason('overridden'), then: integer(HOW.byHand) },
      { when: isReason('held'), then: integer(HOW.held) },
      { when: isReason('lacks_data', 'matched_after_unknown'), then: integer(HOW.unknown) },
    ]),
  };
}

const isOneOf = (customers: readonly string[]): Expression => ({
  kind: 'in',
  operand: column(FACTS.key, TEXT),
  values: customers.map(text),
  type: BOOLEAN,
});

type Branches = Parameters<typeof choose>[0];

export const firstOf = (branches: Branches): Expression =>
  branches.length === 0 ? integer(0) : choose(branches, integer(0), INTEGER);

/** A position as the segment's id. */
export function segmentText(name: string, [fallback = '', ...others]: readonly string[]): Expression {
  const branches = others.map((id, index) => ({
    when: compare(column(`${name}_at`, INTEGER), '=', integer(index + 1)),
    then: text(id),
  }));
  return branches.length === 0 ? text(fallback) : choose(branches, text(fallback), TEXT);
}
