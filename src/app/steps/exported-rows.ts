import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Engine } from '../../engines/engine.ts';
import { PAIR, statePairs } from '../../measures/movement/transitions.ts';
import { isOutside, OUTSIDE } from '../../measures/movement/states.ts';
import { placedCustomers } from '../../plan/placed-customers.ts';
import type { Expression } from '../../sql/expression.ts';
import { and, choose, column, compare, isNull, not, or, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, select } from '../../sql/relation.ts';
import { BOOLEAN, TEXT } from '../../sql/value-type.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { flappingInHolds, flappingRelation, returningRelation } from './measure-comings.ts';
import type { History } from './movement-between.ts';
import { historyUntil, movementBetween, renamesBetween } from './movement-between.ts';
import type { SnapshotRows } from './snapshot-rows.ts';
import { snapshotRows } from './snapshot-rows.ts';
import { isFinding, snapshotOf } from './with-state.ts';

/**
 * What can be listed. `customers`: everybody of a snapshot; `moved`: who changed segment, came or left between two days;
 * `returning`, `flapping`: through all snapshots up to the day; `flapping-by-rules`: who would flap without hysteresis.
 */
export const LISTS = ['customers', 'moved', 'returning', 'flapping', 'flapping-by-rules'] as const;
export type ListName = (typeof LISTS)[number];

export interface ListAsked {
  readonly segmentation: string;
  readonly list: ListName;
  readonly segment: string | null;
  /** The first day of who moved; null for the date before the last. */
  readonly since: CalendarDate | null;
  readonly asOf: CalendarDate | null;
  readonly within: number;
}

/** The rows of a list in the order of their keys, and the snapshot they are as of. */
export interface ExportedRows extends Pick<SnapshotRows, 'similarities'> {
  readonly rows: Relation;
  readonly snapshot: Snapshot;
}

export async function exportedRows(engine: Engine, asked: ListAsked): Promise<ExportedRows | Finding> {
  const { segmentation, list, segment, since, asOf, within } = asked;
  const isHere = (name: string) =>
    segment === null ? null : compare(column(name, TEXT), '=', text(segment));
  if (list === 'customers') {
    const snapshot = await snapshotOf(engine, segmentation, asOf);
    if (isFinding(snapshot)) return snapshot;
    const { relation, similarities } = await snapshotRows(engine, snapshot);
    const own = columnsOf(relation).map(({ name }) => name);
    const names = [...CUSTOMER_COLUMNS, ...own.filter((name) => !CUSTOMER_COLUMNS.includes(name))];
    return { rows: ordered(relation, names, isHere('segment')), snapshot, similarities };
  }
  if (list === 'moved') {
    const between = await movementBetween(engine, segmentation, since, asOf);
    if (isFinding(between)) return between;
    const { first, last } = between;
    const pairs = told(
      statePairs(placedCustomers(first), placedCustomers(last), await renamesBetween(between, first, last)),
    );
    const where = [MOVED, isHere('to_state')].filter((one) => one !== null);
    return { rows: ordered(pairs, MOVED_COLUMNS, and(where)), snapshot: last, similarities: null };
  }
  const history = await historyUntil(engine, segmentation, asOf);
  if (isFinding(history)) return history;
  if (list === 'flapping-by-rules' && !history.segmentation.hysteresis) return noHysteresis(segmentation);
  const found = await throughSnapshots[list](history, within);
  const own = columnsOf(found).map(({ name }) => name);
  const columns = ['customer', ...PLACED, ...own.filter((name) => name !== 'customer')];
  return {
    rows: ordered(withPlacement(found, history.last), columns, isHere('segment')),
    snapshot: history.last,
    similarities: null,
  };
}

const throughSnapshots = {
  returning: async (history: History) => returningRelation(history),
  flapping: flappingRelation,
  'flapping-by-rules': (history: History, within: number) => flappingInHolds(history, 'plain', within),
} as const;

const noHysteresis = (segmentation: string): Finding =>
  error('no-hysteresis', `\`${segmentation}\` has no hysteresis: the rules alone place everybody.`, {
    hint: '`--list flapping` has who moves back and forth.',
  });

/** Customers with segment, status and money, in the order of their keys; of one segment where it is named. */
export function orderedMembers(members: Relation, segment: string | null): Relation {
  const isHere = segment === null ? null : compare(column('segment', TEXT), '=', text(segment));
  return ordered(members, ['customer', ...PLACED], isHere);
}

/** In this order, where a snapshot has them; similarities come last. */
const CUSTOMER_COLUMNS = [
  ...['customer', 'segment', 'status', 'money', 'margin', 'reason', 'as_of', 'score'],
  ...['runner_up', 'boundary', 'fit_percentile', 'poor_fit', 'present'],
];
const MOVED_COLUMNS = ['customer', 'from_state', 'to_state', 'start_money', 'end_money'];
const PLACED = ['segment', 'status', 'money'];

/** Customers of one of the days at least, who are in another state on the other. */
const MOVED: Expression = and([
  compare(PAIR.from, '<>', PAIR.to),
  or([PAIR.from, PAIR.to].map((state) => not(isOneOf(state, Object.values(OUTSIDE).filter(isOutside))))),
]);

function isOneOf(operand: Expression, values: readonly string[]): Expression {
  return { kind: 'in', operand, values: values.map(text), type: BOOLEAN };
}

/** Pairs whose missing states are named. */
function told(pairs: Relation): Relation {
  const states = new Set(['from_state', 'to_state']);
  return select(
    pairs,
    columnsOf(pairs).map(({ name, type }) => {
      const own = column(name, type);
      const unlisted = [{ when: isNull(own), then: text(OUTSIDE.unlisted) }];
      return { name, expression: states.has(name) ? choose(unlisted, own, TEXT) : own };
    }),
  );
}

function withPlacement(rows: Relation, last: Snapshot): Relation {
  const take = PLACED.map((name) => ({ column: name, as: name }));
  return {
    kind: 'left-join',
    from: rows,
    joins: [{ relation: placedCustomers(last), on: [{ left: 'customer', right: 'customer' }], take }],
  };
}

function ordered(rows: Relation, names: readonly string[], where: Expression | null): Relation {
  const typed = columnsOf(rows);
  return select(
    rows,
    names
      .flatMap((name) => typed.filter((one) => one.name === name))
      .map(({ name, type }) => ({ name, expression: column(name, type) })),
    { where, orderBy: [{ expression: column('customer', TEXT), descending: false }] },
  );
}
