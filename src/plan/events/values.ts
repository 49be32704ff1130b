import type { EventFunction } from '../../attributes/event-function.ts';
import { eventFunctions } from '../../attributes/functions/index.ts';
import { orZero } from '../../attributes/quotients.ts';
import type { Days } from '../../attributes/window.ts';
import { windowDays } from '../../attributes/window.ts';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { AggregateOrigin, Attribute } from '../../definitions/project.ts';
import type { Expression } from '../../sql/expression.ts';
import { and, column, compare, date, integer, missing } from '../../sql/expression.ts';
import { INTEGER } from '../../sql/value-type.ts';
import type { PlanContext } from '../context.ts';
import { isCovered } from './coverage.ts';
import { eventDay } from './rows.ts';

/** The value of an attribute over the rows of one customer: missing where the source does not cover its days. */
export function eventValue({ id, entity, origin, type }: Attribute, context: PlanContext): Expression {
  if (origin.kind !== 'aggregate') throw new Error(`${id} is no aggregate`);
  if (!isCovered(origin, context)) return missing(type);
  const { asOf, observed } = context;
  const { source, window, per } = origin;
  const unit = functionOf(origin);
  const seen = observed.get(source.id)?.totals.get(`${entity}.${id}`);
  const total = origin.total ?? seen ?? null;
  const value = unit.valueOf(
    {
      operand: origin.operand?.expression ?? null,
      rows: countedRows(origin, asOf),
      before: window && countedRows(origin, asOf, 1),
      moment: source.events && column(source.events.date.name, source.events.date.type),
      day: source.events && eventDay(source.events),
      days: window && windowDays(window, asOf),
      part: origin.part?.expression ?? null,
      steps: origin.steps.map(({ expression }) => expression),
      total: total === null ? missing(INTEGER) : integer(total),
      per,
    },
    type,
  );
  return unit.ofNothing === 'zero' ? orZero(value) : value;
}

export function functionOf(origin: AggregateOrigin): EventFunction {
  return eventFunctions[origin.function];
}

/** Which rows count: those that meet the condition on the days of the window, or of one so many before it. */
export function countedRows(origin: AggregateOrigin, asOf: CalendarDate, earlier = 0): Expression | null {
  const { source, where, window } = origin;
  const inWindow =
    window && source.events ? onDays(eventDay(source.events), windowDays(window, asOf, earlier), asOf) : [];
  const all = [...(where ? [where.expression] : []), ...inWindow];
  return all.length === 0 ? null : and(all);
}

/** Rows after the as-of day are gone already. */
function onDays(day: Expression, { from, to }: Days, asOf: CalendarDate): readonly Expression[] {
  return [
    ...(from === null ? [] : [compare(day, '>=', date(from))]),
    ...(to >= asOf ? [] : [compare(day, '<=', date(to))]),
  ];
}
