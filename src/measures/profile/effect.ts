import type { Pairs } from '../../numeric/cliffs-delta.ts';
import { cliffsDelta, mannWhitneyP } from '../../numeric/cliffs-delta.ts';
import type { Hits } from '../../numeric/cohens-h.ts';
import { cohensH } from '../../numeric/cohens-h.ts';
import { incompleteGamma } from '../../numeric/incomplete-gamma.ts';
import type { Interval } from '../../numeric/interval.ts';
import { equalSharesP } from '../../numeric/share-difference.ts';
import type { Effect, EffectWord } from './profile.ts';

/**
 * Where an effect begins to be small, medium and large: Cohen's .2, .5 and .8 as deltas, which are .11, .28 and .43.
 * Sources: Cohen, Statistical Power Analysis (1988), 2.2.4 and 6.2.3; as areas .56, .64 and .71: Vargha, Delaney,
 * Journal of Educational and Behavioral Statistics 25 (2000).
 */
const WORDS: readonly (readonly [EffectWord, number])[] = [
  ['large', deltaOf(0.8)],
  ['medium', deltaOf(0.5)],
  ['small', deltaOf(0.2)],
];
/** An interval wholly beyond this makes a marker. */
export const SMALL_EFFECT = deltaOf(0.2);

/** A number in a segment against everybody outside; `ties` as {@link mannWhitneyP} takes them. */
export function orderEffect(pairs: Pairs, ties: number): Effect {
  return effectOf('delta', cliffsDelta(pairs), (value) => value, mannWhitneyP(pairs, ties));
}

/** A share in a segment against the share outside. */
export function shareEffect(inside: Hits, outside: Hits): Effect {
  return effectOf('h', cohensH(inside, outside), deltaOf, equalSharesP(inside, outside));
}

/** The delta of two normal groups this many standard deviations apart; Cohen's h is on that scale. */
function deltaOf(distance: number): number {
  return Math.sign(distance) * incompleteGamma(0.5, (distance * distance) / 4).lower;
}

/** An estimate of an effect, or an end of its interval, on the scale of strengths that both measures share. */
export const strengthOf = (measure: Effect['measure'], value: number): number =>
  measure === 'delta' ? value : deltaOf(value);

function effectOf(
  measure: Effect['measure'],
  interval: Interval,
  strengthOf: (value: number) => number,
  pValue: number,
): Effect {
  const strength = strengthOf(interval.value);
  const isMarker = strengthOf(interval.low) >= SMALL_EFFECT || strengthOf(interval.high) <= -SMALL_EFFECT;
  return { measure, ...interval, strength, word: wordOf(strength), isMarker, pValue };
}

function wordOf(strength: number): EffectWord {
  return WORDS.find(([, from]) => Math.abs(strength) >= from)?.[0] ?? 'negligible';
}
