import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Attribute, Entity, Source } from '../../definitions/project.ts';
import type { PlanContext } from '../context.ts';
import { listed } from '../listed.ts';

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

/** What comes from rows without dates says what holds on the source's own day, and nothing of a day before. */
export function lacksHistory({ origin, history }: Attribute, { asOf }: PlanContext): boolean {
  const source = sourceOf(origin);
  return history === 'as-loaded' && source !== null && source.asOf !== null && asOf < source.asOf;
}

function sourceOf(origin: Attribute['origin']): Source | null {
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
