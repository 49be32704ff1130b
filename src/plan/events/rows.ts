import type { EventTimes, Source } from '../../definitions/project.ts';
import type { Expression } from '../../sql/expression.ts';
import { column, compare } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { DATE } from '../../sql/value-type.ts';
import type { PlanContext } from '../context.ts';
import { dayExpression, lastDaySeen } from '../context.ts';

/** The calendar day of a row whose date is a timestamp. */
const DAY = '_day';

/**
 * The rows of a source that count as of the date: of each event the last known version, those that had happened and
 * were known by then. Whatever is made of them cannot see the future. A source without dates is taken whole.
 */
export function eventRows(source: Source, context: PlanContext): Relation {
  const { events } = source;
  const rows = context.rowsOf(source);
  if (!events) return rows;
  const known = newestVersions(rows, source, events, context);
  const dated =
    events.date.type.kind === 'timestamp'
      ? extend(known, [{ name: DAY, expression: dayOf(events.date, source) }])
      : known;
  return only(dated, compare(eventDay(events), '<=', dayExpression(lastDaySeen(context), context)));
}

/** The day of an event, over the columns of {@link eventRows}. */
export function eventDay({ date }: EventTimes): Expression {
  return column(date.type.kind === 'timestamp' ? DAY : date.name, DATE);
}

/** The day a date column or a timestamp column of a source names, in the source's zone. */
export function dayOf({ name, type }: EventTimes['date'], { timeZone }: Source): Expression {
  const operand = column(name, type);
  return type.kind === 'timestamp' ? { kind: 'day-of', operand, timeZone, type: DATE } : operand;
}

export type KnownOn = Pick<PlanContext, 'asOf' | 'knownUntil'>;

/** The rows known by the date, or by the day until which things are known, whenever they happened. */
export function knownRows(
  rows: Relation,
  source: Source,
  { knownFrom }: EventTimes,
  context: KnownOn,
): Relation {
  if (!knownFrom) return rows;
  const until = dayExpression(context.knownUntil ?? context.asOf, context);
  return only(rows, compare(dayOf(knownFrom, source), '<=', until));
}

function newestVersions(rows: Relation, source: Source, events: EventTimes, context: PlanContext): Relation {
  const { knownFrom, identity } = events;
  const from = knownRows(rows, source, events, context);
  if (!knownFrom || identity.length === 0 || context.observed.get(source.id)?.repeated === 0) return from;
  return { kind: 'newest', from, by: identity.map(({ name }) => name), order: knownFrom.name };
}

function only(rows: Relation, where: Expression): Relation {
  return select(rows, [], { keep: true, where });
}
