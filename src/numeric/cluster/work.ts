import type { FitWatch, MixtureFit } from './fit-mixture.ts';
import { fitMixture } from './fit-mixture.ts';
import type { MixtureKernel } from './kernel.ts';
import type { GroupedMixture, MixGround } from './mix-within.ts';
import { mixWithin } from './mix-within.ts';
import type { NullGround } from './null-levels.ts';
import { gainsOverOne } from './null-levels.ts';
import type { RefitGround } from './refit-levels.ts';
import { refitLevels } from './refit-levels.ts';
import type { SearchGround } from './search-components.ts';
import type { Watch } from './watch.ts';
import { goOn } from './watch.ts';

/** What a long step of a discovery works on. Plain data and typed arrays, so that another thread can have it. */
export type Ground = SearchGround | MixGround | RefitGround | NullGround;

/**
 * What comes of one part: a mixture of so many components; so many segments told by components; the Jaccard coefficients of one repeat, level by level; what so
 * many segments gain over one, in the table or a draw.
 */
export type Answer =
  | { readonly step: 'search'; readonly fit: MixtureFit }
  | { readonly step: 'mix'; readonly mixture: GroupedMixture }
  | { readonly step: 'bootstrap'; readonly jaccards: readonly (readonly (number | null)[])[] }
  | { readonly step: 'null'; readonly gains: readonly number[] };

/**
 * A long step in parts that know nothing of each other, each named by a number: how many components or segments, or which repeat. They
 * may be computed anywhere and in any order, and each has a random stream of its own; answers are in the order of parts,
 * and end where the first so many are `enough`.
 */
export interface Work {
  readonly ground: Ground;
  readonly parts: readonly number[];
  enough(answers: readonly Answer[]): boolean;
}

/** Computes one part. */
export function performPart(ground: Ground, part: number, kernel: MixtureKernel, outer: Watch = {}): Answer {
  const watch: FitWatch = {
    ...outer,
    climbs: (done, all) => outer.climbing?.({ step: ground.step, part, done, all }),
  };
  if (ground.step === 'bootstrap')
    return { step: 'bootstrap', jaccards: refitLevels(ground, part, kernel, watch) };
  if (ground.step === 'null') return { step: 'null', gains: gainsOverOne(ground, part, kernel, watch) };
  if (ground.step === 'mix') {
    const { table, memberships, options } = ground;
    return { step: 'mix', mixture: mixWithin(table, memberships.get(part)!, kernel, options, outer) };
  }
  const { table, weights, options } = ground;
  return { step: 'search', fit: fitMixture(table, part, kernel, options, { weights, watch }) };
}

/** Takes answers as they come and puts them in the order of the parts, telling the watch of each. */
export function collectAnswers({ ground, parts, enough }: Work, watch: Watch) {
  const found = new Map<number, Answer>();
  const answers: Answer[] = [];
  /** Takes the answer of a part; true where no more are wanted. */
  const take = (part: number, answer: Answer): boolean => {
    found.set(part, answer);
    for (;;) {
      const next = found.get(parts[answers.length]!);
      if (next === undefined) return false;
      answers.push(next);
      watch.progress?.({ step: ground.step, done: answers.length, all: parts.length });
      if (answers.length === parts.length || enough(answers)) return true;
    }
  };
  return { answers: answers as readonly Answer[], take };
}

/** Computes all parts here, one after the other. */
export function performHere(work: Work, kernel: MixtureKernel, watch: Watch): readonly Answer[] {
  const { answers, take } = collectAnswers(work, watch);
  for (const part of work.parts) {
    goOn(watch);
    if (take(part, performPart(work.ground, part, kernel, watch))) break;
  }
  return answers;
}

/**
 * Somebody who computes the parts of a work elsewhere, as `performHere` would: the same answers, progress in order, and
 * `Cancelled` thrown where the watch says so. The kernel is known by its name.
 */
export interface WorkPool {
  perform(work: Work, kernel: MixtureKernel['name'], watch: Watch): Promise<readonly Answer[]>;
}
