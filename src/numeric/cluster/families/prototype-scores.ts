import type { CategoryBook, ScaleBook } from '../code-book.ts';
import { codeCount, CODES, ZERO_ATOM } from '../code-book.ts';
import { placesOfCodes } from '../scaled-matrix.ts';

/**
 * An ordered column of groups around middles: each group's on the transformed scale, and one spread for all. A code scores
 * minus its squared distance over twice the squared spread, so the greatest score is the nearest middle.
 */
export interface CentreParameters {
  readonly family: 'centres';
  readonly means: readonly number[];
  readonly spread: number;
}

/** A column of levels of such groups: the level of each group's middle, and what a row loses whose level differs. */
export interface ModeParameters {
  readonly family: 'modes';
  readonly levels: readonly number[];
  readonly price: number;
}

/** Nats by code for each group; what is missing or no code of the column scores 0. */
export function centreScores(book: ScaleBook, { means, spread }: CentreParameters): readonly Float64Array[] {
  const places = placesOfCodes(book);
  const scores = means.map((mean) => places.map((place) => -(((place - mean) / spread) ** 2) / 2));
  for (let code = 0; code < CODES; code++) {
    const isCode = code < book.centres.length || (code === ZERO_ATOM && book.zeroAtom);
    const best = Math.max(...scores.map((byCode) => byCode[code]!));
    const shift = Math.max(0, -FAR - best);
    for (const byCode of scores) byCode[code] = isCode ? Math.max(byCode[code]! + shift, LEAST) : 0;
  }
  return scores;
}

export function modeScores(book: CategoryBook, { levels, price }: ModeParameters): readonly Float64Array[] {
  const codes = codeCount(book);
  return levels.map((level) =>
    Float64Array.from({ length: CODES }, (_, code) => (code < codes && code !== level ? -price : 0)),
  );
}

/** Beyond so many nats a value is only far from all groups; what is left is by how much it is farther from the others. */
const FAR = 1_000;
/** So that scores in their unit stay within 32 bits. */
const LEAST = -20_000;
