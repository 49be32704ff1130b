import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Attribute, Entity, Source } from '../../definitions/project.ts';
import type { PlanContext } from '../context.ts';
import { listed } from '../../base/listed.ts';

/** Attributes whose past nobody knows, on a day before their source's: they are missing, and this says so. */
export function historyFindings(entity: Entity, context: PlanContext): readonly Finding[] {
  const lost = entity.attributes.filter((attribute) => lacksHistory(attribute, context));
  return lost.length === 0
    ? []
    : [
        warning(
          'attribute-without-history',
          `${listed(lost.map(({ id }) => `\`${id}\``))} of \`${entity.id}\` ${lost.length === 1 ? 'is' : 'are'} missing on ${context.asOf}: the data says what was true on a later day only.`,
          {
            hint: 'Mark an attribute that never changes `history: fixed`, or give a source with dates.',
            place: entity.place,
            data: { attributes: lost.length },
          },
        ),
      ];
}

/**
 * Attributes of sources that say neither when their rows happened nor which day they stand for, on a day before `today`:
 * they are taken at face value, and this says so, since they may be of a later day.
 */
export function undatedFindings(
  entity: Entity,
  { asOf }: Pick<PlanContext, 'asOf'>,
  today: CalendarDate,
): readonly Finding[] {
  if (asOf >= today) return [];
  const bySource = new Map<Source, Attribute[]>();
  for (const attribute of entity.attributes) {
    const source = sourceOf(attribute.origin);
    if (attribute.history === 'as-loaded' && source && source.asOf === null)
      bySource.set(source, [...(bySource.get(source) ?? []), attribute]);
  }
  return [...bySource].map(([{ id, place }, attributes]) =>
    warning(
      'source-day-unknown',
      `Nothing says which day \`${id}\` stands for: ${listed(attributes.map((one) => `\`${one.id}\``))} of \`${entity.id}\` ${attributes.length === 1 ? 'counts' : 'count'} on ${asOf} with values that may be of a later day.`,
      {
        hint: 'Write `asOf:` and the day into the source: on earlier days they are then missing.',
        place,
        data: { attributes: attributes.length },
      },
    ),
  );
}

/** What comes from rows without dates says what holds on the source's own day, and nothing of a day before. */
export function lacksHistory({ origin, history }: Attribute, { asOf, loadedOn }: PlanContext): boolean {
  const source = sourceOf(origin);
  const day = source?.asOf ?? loadedOn;
  return history === 'as-loaded' && source !== null && day !== null && asOf < day;
}

/** The source whose rows an attribute is read from; null where it is made of other attributes. */
export function sourceOf(origin: Attribute['origin']): Source | null {
  switch (origin.kind) {
    case 'column':
    case 'aggregate':
      return origin.source;
    case 'book':
      return origin.book.source;
    default:
      return null;
  }
}
