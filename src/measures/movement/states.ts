import type { Segmentation } from '../../definitions/project.ts';

/**
 * Where somebody is who is no customer of the day: a former one, a prospect, or in no list. Ids of segments never begin
 * with an underscore, so these never meet one.
 */
export const OUTSIDE = { former: '_former', prospect: '_prospect', unlisted: '_unlisted' } as const;

const WORDS: Readonly<Record<string, { readonly start: string; readonly end: string }>> = {
  [OUTSIDE.former]: { start: 'Returning customers', end: 'Former customers' },
  [OUTSIDE.prospect]: { start: 'New, a prospect before', end: 'Prospects' },
  [OUTSIDE.unlisted]: { start: 'New, not listed before', end: 'No longer listed' },
};

/** The same where both sides are of one day: nobody comes or leaves, another definition of a customer finds others. */
const WORDS_OF_A_DAY: typeof WORDS = {
  [OUTSIDE.former]: { start: 'Former customers', end: 'Former customers' },
  [OUTSIDE.prospect]: { start: 'Prospects', end: 'Prospects' },
  [OUTSIDE.unlisted]: { start: 'Not listed', end: 'Not listed' },
};

export const isOutside = (state: string): boolean => state in WORDS;

/** Where a customer can be on one of two days: a segment, or outside. `title` is of the newer day, where it is there. */
export interface MovementState {
  readonly id: string;
  readonly title: string;
  readonly kind: 'segment' | 'fallback' | 'outside';
}

/** States of the first day and of the last, both in one order: a segment of both stands at the same place of it. */
export interface MovementStates {
  readonly start: readonly MovementState[];
  readonly end: readonly MovementState[];
}

/**
 * Segments of two definitions under the ids of the newer: those of the newer in its order, then those that were
 * given up, under the titles they had; last of all the outside, as it is called between two days or two definitions.
 */
export function movementStates(
  first: Segmentation,
  last: Segmentation,
  names: ReadonlyMap<string, string>,
  apart: 'in-time' | 'by-definition' = 'in-time',
): MovementStates {
  const ends = statesOf(last);
  const begun = statesOf(first).map((state) => ({ ...state, id: names.get(state.id) ?? state.id }));
  const gone = begun.filter(({ id }) => !ends.some((state) => state.id === id));
  const there = new Set(begun.map(({ id }) => id));
  const outside = (side: 'start' | 'end') =>
    Object.entries(apart === 'in-time' ? WORDS : WORDS_OF_A_DAY).map(([id, words]) => ({
      id,
      title: words[side],
      kind: 'outside' as const,
    }));
  return {
    start: [...ends.filter(({ id }) => there.has(id)), ...gone, ...outside('start')],
    end: [...ends, ...outside('end')],
  };
}

function statesOf({ segments, fallback }: Segmentation): readonly MovementState[] {
  return [
    ...segments.map(({ id, title }) => ({ id, title, kind: 'segment' as const })),
    { id: fallback.id, title: fallback.title, kind: 'fallback' as const },
  ];
}
