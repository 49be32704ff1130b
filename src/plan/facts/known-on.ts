import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Attribute } from '../../definitions/project.ts';
import type { PlanContext } from '../context.ts';
import { isCovered } from '../events/coverage.ts';
import { sourceOf } from './history.ts';
import { listed } from '../../base/listed.ts';

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

const BECAUSE: { readonly [Because in Unknown['because']]: string } = {
  'as-loaded': 'the data says what is true when it is loaded, not what was',
  'not-covered': 'the source does not cover the days it looks at',
};

/** A sentence: who was what on the day (`in which segment`) leans on attributes that are not known of it. */
export function unknownReason(what: string, unknown: readonly Unknown[], asOf: CalendarDate): string {
  const parts = (Object.keys(BECAUSE) as Unknown['because'][]).flatMap((because) => {
    const names = unknown
      .filter((one) => one.because === because)
      .map(({ attribute }) => `\`${attribute.id}\``);
    return names.length === 0 ? [] : [`${listed(names)} (${BECAUSE[because]})`];
  });
  return `Who was ${what} on ${asOf} leans on what is not known of that day: ${listed(parts)}.`;
}
