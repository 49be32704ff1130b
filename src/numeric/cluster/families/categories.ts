import type { CategoryBook } from '../code-book.ts';
import { codeCount, CODES, MISSING } from '../code-book.ts';
import type { Family, Pair } from './family.ts';
import { timesLog } from './family.ts';

/** The chance of each level in each component: `probabilities[component][level]`. */
export interface CategoryParameters {
  readonly family: 'categories';
  readonly probabilities: readonly (readonly number[])[];
}

/** Added to the count of every level, so that a level not seen in a component stays possible (Krichevsky and Trofimov). */
const PRIOR = 0.5;

/** Multinomial: each level has a chance of its own. */
export const categories: Family<CategoryBook, CategoryParameters> = {
  start(book, whole, seeds) {
    const levels = codeCount(book);
    const shares = normalise(Array.from({ length: levels }, (_, code) => (whole[code] ?? 0) + PRIOR));
    const around = (seed: number) =>
      seed === MISSING ? shares : shares.map((share, code) => (share + Number(code === seed)) / 2);
    return { family: 'categories', probabilities: seeds.map(around) };
  },
  learn(book, { weights, lanes, components }) {
    const levels = codeCount(book);
    const of = (component: number) =>
      normalise(Array.from({ length: levels }, (_, code) => weights[code * lanes + component]! + PRIOR));
    return { family: 'categories', probabilities: Array.from({ length: components }, (_, j) => of(j)) };
  },
  logMasses(_book, { probabilities }, component, into = new Float64Array(CODES)) {
    const levels = probabilities[component]!;
    for (let code = 0; code < levels.length; code++) into[code] = Math.log(levels[code]!);
    return into.fill(0, levels.length);
  },
  loss({ probabilities }, pair) {
    const [one, other] = pair.places.map((place) => probabilities[place]!) as [number[], number[]];
    const [ofOne, ofOther] = pair.shares;
    return unionOf(probabilities, pair).reduce(
      (loss, chance, level) =>
        loss +
        ofOne * timesLog(one[level]!) +
        ofOther * timesLog(other[level]!) -
        (ofOne + ofOther) * timesLog(chance),
      0,
    );
  },
  unite({ probabilities }, pair) {
    const [one, other] = pair.places;
    return {
      family: 'categories',
      probabilities: probabilities.with(one, unionOf(probabilities, pair)).toSpliced(other, 1),
    };
  },
  freedom: (book) => codeCount(book) - 1,
};

/** The chance of each level in two components together. */
function unionOf(
  probabilities: CategoryParameters['probabilities'],
  { places: [one, other], shares: [ofOne, ofOther] }: Pair,
): readonly number[] {
  const others = probabilities[other]!;
  return probabilities[one]!.map(
    (chance, level) => (ofOne * chance + ofOther * others[level]!) / (ofOne + ofOther),
  );
}

function normalise(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / all);
}
