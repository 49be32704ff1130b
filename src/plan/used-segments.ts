import type { Segmentation } from '../definitions/project.ts';
import { segmentColumn } from '../definitions/scopes.ts';
import type { Relation } from '../sql/relation.ts';
import { FACTS } from '../tables/facts-table.ts';
import type { PlanContext } from './context.ts';

/** Where the segments come from that the rules of a segmentation ask for. */
export interface UsedSegments {
  /** Joined from where they were placed. */
  readonly joined: readonly Segmentation[];
  /** Worked out from the same row, in this order: a rule over a customer's own facts costs less than finding the customer again. */
  readonly workedOut: readonly Segmentation[];
}

/**
 * Segments of the same entity are worked out from the same facts, and so are those they ask for in turn, each once. Joined are those
 * of the entity a customer belongs to, those of a run that is over, those told by a likeness, which costs more than a join, and those
 * with hysteresis, which know more than the row.
 */
export function segmentsUsed(segmentation: Segmentation, { placing }: PlanContext): UsedSegments {
  const joined = new Map<string, Segmentation>();
  const workedOut = new Map<string, Segmentation>();
  const visit = ({ uses }: Segmentation): void => {
    for (const used of uses) {
      const placed = used.entity === segmentation.entity ? placing?.get(used.id) : undefined;
      if (!placed || placed.likeness || placed.hysteresis) joined.set(used.id, used);
      else if (!workedOut.has(used.id)) {
        visit(placed);
        workedOut.set(used.id, placed);
      }
    }
  };
  visit(segmentation);
  return { joined: [...joined.values()], workedOut: [...workedOut.values()] };
}

/** Adds the segments that were placed before, a column a segmentation. */
export function joinSegments(
  joined: readonly Segmentation[],
  { entity }: Segmentation,
  ranked: Relation,
  context: PlanContext,
): Relation {
  if (joined.length === 0) return ranked;
  return {
    kind: 'left-join',
    from: ranked,
    joins: joined.map((used) => ({
      relation: context.segmentsOf(used),
      on: [{ left: used.entity === entity ? FACTS.key : FACTS.parent, right: 'customer' }],
      take: [{ column: 'segment', as: segmentColumn(used.id) }],
    })),
  };
}
