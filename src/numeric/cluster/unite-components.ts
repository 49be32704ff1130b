import type { CodeBook } from './code-book.ts';
import type { Pair } from './families/family.ts';
import { lossOf, uniteIn } from './families/index.ts';
import type { MixtureParameters } from './mixture.ts';

/** A component below this share of rows has none, so that no union is of nothing. */
const LEAST_SHARE = 1e-12;

/**
 * A mixture of fewer components: the two that lose least by becoming one do so, until so many are left. What is lost is
 * the likelihood of rows whose component is known, told by the components' moments; no row is looked at.
 * Source: Banfield and Raftery, Biometrics 49 (1993), agglomeration by classification likelihood; mclust starts from it too.
 */
export function uniteComponents(
  books: readonly CodeBook[],
  { shares, columns }: MixtureParameters,
  components: number,
): MixtureParameters {
  let mixture: MixtureParameters = { shares: shares.map((share) => Math.max(share, LEAST_SHARE)), columns };
  let losses = shares.map((_, other) =>
    shares.slice(0, other).map((_share, one) => lossAt(books, mixture, one, other)),
  );
  while (mixture.shares.length > components) {
    const [one, other] = leastOf(losses);
    mixture = unite(mixture, pairOf(mixture, one, other));
    const kept = losses.toSpliced(other, 1).map((row, i) => (i < other ? row : row.toSpliced(other, 1)));
    losses = kept.map((row, i) =>
      row.map((loss, j) => (i === one || j === one ? lossAt(books, mixture, j, i) : loss)),
    );
  }
  return mixture;
}

const pairOf = ({ shares }: MixtureParameters, one: number, other: number): Pair => ({
  places: [one, other],
  shares: [shares[one]!, shares[other]!],
});

const lossAt = (
  books: readonly CodeBook[],
  mixture: MixtureParameters,
  one: number,
  other: number,
): number => {
  const pair = pairOf(mixture, one, other);
  return books.reduce((sum, book, b) => sum + lossOf(book, mixture.columns[b]!, pair), 0);
};

const unite = ({ shares, columns }: MixtureParameters, pair: Pair): MixtureParameters => ({
  shares: shares.with(pair.places[0], pair.shares[0] + pair.shares[1]).toSpliced(pair.places[1], 1),
  columns: columns.map((column) => uniteIn(column, pair)),
});

/** The pair with the least loss, the first one before the second; `losses[other][one]`. */
function leastOf(losses: readonly (readonly number[])[]): readonly [number, number] {
  let [least, one, other] = [Infinity, 0, 1];
  losses.forEach((row, i) =>
    row.forEach((loss, j) => {
      if (loss < least) [least, one, other] = [loss, j, i];
    }),
  );
  return [one, other];
}
