import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Entity } from '../../definitions/project.ts';
import { EVERYBODY } from '../../measures/figures/order-statistics.ts';
import { unknownOn, unknownReason } from '../../plan/facts/known-on.ts';
import { narrowed } from '../../plan/narrowed.ts';
import { column, missing, text } from '../../sql/expression.ts';
import { select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';
import { factsOn } from './facts-on.ts';
import type { PlacedOn } from './placed-on.ts';
import type { ReadSources } from './read-sources.ts';

/** Who was a customer on a past day, in no segment but that of everybody; or why nobody knows even that. */
export async function everybodyOn(asOf: CalendarDate, entity: Entity, read: ReadSources): Promise<PlacedOn> {
  const project = narrowed(read.project, { entities: [entity] });
  const { relation, context, findings, drop } = await factsOn(asOf, entity, [], { ...read, project });
  const unknown = unknownOn(
    project.entities.flatMap(({ attributes }) => attributes),
    context,
  );
  if (unknown.length > 0) {
    await drop();
    return { kind: 'unknown', reason: unknownReason('a customer', unknown, asOf) };
  }
  const members = select(relation, [
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'segment', expression: text(EVERYBODY) },
    { name: 'status', expression: column(FACTS.status, TEXT) },
    { name: 'money', expression: missing(MONEY) },
  ]);
  return { kind: 'placed', members, learnedAsOf: null, findings, drop };
}
