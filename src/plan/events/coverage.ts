import { eventFunctions } from '../../attributes/functions/index.ts';
import type { Days } from '../../attributes/window.ts';
import { windowDays } from '../../attributes/window.ts';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { AggregateOrigin, Attribute, Entity, Source } from '../../definitions/project.ts';
import type { PlanContext } from '../context.ts';
import { listed } from '../../base/listed.ts';

/** First and last day a source has everything of; null where neither the definition nor the data say. */
interface Coverage {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/** As stated; else from the first row to the last, or to the day the data stands for where that is later. */
export function coverageOf({ id, events, asOf }: Source, { observed }: PlanContext): Coverage {
  const seen = observed.get(id);
  const days = [asOf, seen?.last].filter((day) => day !== null && day !== undefined).toSorted();
  return {
    from: events?.covers.from ?? seen?.first ?? null,
    to: events?.covers.to ?? days.at(-1) ?? null,
  };
}

/** Whether the source has everything of the days an attribute looks at, so that no row means that nothing happened. */
export function isCovered(origin: AggregateOrigin, context: PlanContext): boolean {
  if (!origin.source.events) return true;
  const seen = context.observed.get(origin.source.id);
  if (seen && seen.first === null) return false;
  const { from, to } = coverageOf(origin.source, context);
  const asked = daysAsked(origin, context.asOf);
  return (asked.from === null || from === null || asked.from >= from) && (to === null || asked.to <= to);
}

/** A window with the one before it where that is compared with; without a window all days up to the date. */
function daysAsked({ window, function: name }: AggregateOrigin, asOf: CalendarDate): Days {
  if (!window) return { from: null, to: asOf };
  const { to } = windowDays(window, asOf);
  return { from: windowDays(window, asOf, eventFunctions[name].looksBefore ? 1 : 0).from, to };
}

/** One finding a source that does not cover what attributes of the entity ask of it: they are missing. */
export function coverageFindings(entity: Entity, context: PlanContext): readonly Finding[] {
  const lost = new Map<Source, Attribute[]>();
  for (const attribute of entity.attributes) {
    const { origin } = attribute;
    if (origin.kind !== 'aggregate' || isCovered(origin, context)) continue;
    lost.set(origin.source, [...(lost.get(origin.source) ?? []), attribute]);
  }
  return [...lost].map(([source, attributes]) => notCovered(source, attributes, entity, context));
}

function notCovered(
  source: Source,
  attributes: readonly Attribute[],
  entity: Entity,
  context: PlanContext,
): Finding {
  const { from, to } = coverageOf(source, context);
  const names = listed(attributes.map(({ id }) => `\`${id}\``));
  const days = from && to && from <= to ? `covers ${from} to ${to}` : 'has no row with a date';
  return warning(
    'window-not-covered',
    `${names} of \`${entity.id}\` ${attributes.length === 1 ? 'is' : 'are'} missing on ${context.asOf}: \`${source.id}\` ${days}.`,
    {
      place: attributes[0]?.place ?? source.place,
      hint: 'If it has everything of more days, say so: `covers: { from: ..., to: ... }` in the source. Else run as of a day it covers.',
      data: { attributes: attributes.length },
    },
  );
}
