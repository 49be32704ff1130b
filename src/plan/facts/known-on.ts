import type { Attribute, Source } from '../../definitions/project.ts';
import type { PlanContext } from '../context.ts';
import { isCovered } from '../events/coverage.ts';

/** Why an attribute's value on the as-of date is not known. */
export interface Unknown {
  readonly attribute: Attribute;
  /** `as-loaded`: its source says what holds when it is loaded and nothing of a day before; `not-covered`: it lacks days. */
  readonly because: 'as-loaded' | 'not-covered';
}

/**
 * Which of some attributes nobody can tell for the as-of date, a day in the past. Stricter than the facts of a run, which
 * take a source without `asOf` as it is: what a later day says is never taken for an earlier one.
 */
export function unknownOn(attributes: Iterable<Attribute>, context: PlanContext): readonly Unknown[] {
  return [...attributes].flatMap((attribute): readonly Unknown[] => {
    const { origin, history } = attribute;
    const source = sourceOf(origin);
    const isEarlier = source !== null && (source.asOf === null || context.asOf < source.asOf);
    if (history === 'as-loaded' && isEarlier) return [{ attribute, because: 'as-loaded' }];
    const isKnown = origin.kind !== 'aggregate' || isCovered(origin, context);
    return isKnown ? [] : [{ attribute, because: 'not-covered' }];
  });
}

function sourceOf(origin: Attribute['origin']): Source | null {
  if (origin.kind === 'column' || origin.kind === 'aggregate') return origin.source;
  return origin.kind === 'book' ? origin.book.source : null;
}
