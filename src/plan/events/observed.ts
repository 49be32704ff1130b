import type { Attribute, Project, Source } from '../../definitions/project.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import { aggregate, and, asOf, column, compare, isNull, or } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, extend, select } from '../../sql/relation.ts';
import { DATE, INTEGER } from '../../sql/value-type.ts';
import type { PlanContext } from '../context.ts';
import { countedRows } from './values.ts';
import type { KnownOn } from './rows.ts';
import { dayOf, eventRows, knownRows } from './rows.ts';

/** One row of what is observed, all but `repeated` and `totals`. */
export function observedRelation(source: Source, { rowsOf }: Pick<PlanContext, 'rowsOf'>): Relation | null {
  const { events } = source;
  if (!events) return null;
  const known = events.knownFrom ? dayOf(events.knownFrom, source) : dayOf(events.date, source);
  const days = extend(rowsOf(source), [
    { name: '_on', expression: dayOf(events.date, source) },
    { name: '_known', expression: known },
  ]);
  const [on, knownOn] = [column('_on', DATE), column('_known', DATE)];
  const counted = (name: string, where: Parameters<typeof aggregate>[3]): NamedExpression => ({
    name,
    expression: aggregate('count', null, INTEGER, where),
  });
  return select(days, [
    { name: 'first', expression: aggregate('min', on, DATE) },
    { name: 'last', expression: aggregate('max', on, DATE) },
    counted('undated', or([isNull(on), isNull(knownOn)])),
    counted('later', compare(on, '>', asOf())),
    counted('late', and([compare(on, '<=', asOf()), compare(knownOn, '>', asOf())])),
  ]);
}

/** One row an event of those known by the date, to be counted beside {@link knownEvents}; null where a key is unique. */
export function differentEvents(source: Source, context: PlanContext): Relation | null {
  const { events, key } = source;
  if (!events || (key.length > 0 && (!events.knownFrom || events.identity.length === 0))) return null;
  const rows = knownEvents(source, context);
  const names = new Set(events.identity.map(({ name }) => name));
  const by = columnsOf(rows)
    .filter(({ name }) => names.size === 0 || names.has(name))
    .map(({ name, type }) => column(name, type));
  return select(
    rows,
    by.map((expression, index) => ({ name: `c${index}`, expression })),
    { groupBy: by },
  );
}

/** All rows known by the date. */
export function knownEvents(source: Source, context: Pick<PlanContext, 'rowsOf'> & KnownOn): Relation {
  const rows = context.rowsOf(source);
  return source.events ? knownRows(rows, source, source.events, context) : rows;
}

/** One row with a column for each attribute that is a share of what anybody has; null where there is none. */
export function totalsRelation(source: Source, project: Project, context: PlanContext): Relation | null {
  const totals = project.entities.flatMap(({ attributes }) => attributes.filter(asksTotal(source)));
  if (totals.length === 0) return null;
  return select(
    eventRows(source, context),
    totals.map((attribute) => ({
      name: totalKey(attribute),
      expression: distinctOf(attribute, context),
    })),
  );
}

export const totalKey = ({ entity, id }: Pick<Attribute, 'entity' | 'id'>): string => `${entity}.${id}`;

function asksTotal(source: Source): (attribute: Attribute) => boolean {
  return ({ origin }) =>
    origin.kind === 'aggregate' &&
    origin.function === 'adoption' &&
    origin.total === null &&
    origin.source === source;
}

function distinctOf({ origin }: Attribute, context: PlanContext): NamedExpression['expression'] {
  if (origin.kind !== 'aggregate') throw new Error('no aggregate');
  return aggregate(
    'distinct',
    origin.operand?.expression ?? null,
    INTEGER,
    countedRows(origin, context.asOf),
  );
}
