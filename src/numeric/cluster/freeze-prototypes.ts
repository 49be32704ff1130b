import { MISSING } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import { measureFit } from './freeze-mixture.ts';
import type { FrozenColumn, FrozenMixture } from './frozen-mixture.ts';
import type { Prototypes } from './prototypes.ts';
import { assignTo, mixedOf } from './prototypes.ts';

/** A spread is never below this, or rows on their middle would be infinitely sure. */
const LEAST_VARIANCE = 1e-3;

/**
 * Groups around prototypes, frozen as a mixture of round parts of one size and spread: the part a row is likeliest of is
 * the nearest prototype, over the values it has. The spread is what a value is away from its prototype in the mean, so
 * similarities are those of k-means seen as a mixture. Segments are in the order of their size.
 * Source: Celeux and Govaert, Computational Statistics and Data Analysis 14 (1992).
 */
export function freezePrototypes(
  table: CodedTable,
  prototypes: Prototypes,
  groups: number,
  price?: number,
): FrozenMixture {
  const mixed = mixedOf(table, price);
  const { numbers, prices } = mixed;
  const { labels, cost } = assignTo(mixed, prototypes, groups);
  const variance = Math.max(LEAST_VARIANCE, cost / weightOfValues(table));
  const each = (of: (group: number) => number) => Array.from({ length: groups }, (_, group) => of(group));
  let [number, word] = [0, 0];
  const columns = table.books.map((book): FrozenColumn => {
    if (book.family === 'categories') {
      const c = word++;
      const levels = each((group) => prototypes.modes[group * prices.length + c]!);
      return { family: 'modes', levels, price: prices[c]! / book.weight / (2 * variance) };
    }
    const c = number++;
    const { mean, deviation, factor } = numbers.columns[c]!;
    const place = (group: number) =>
      mean + (deviation * prototypes.means[group * numbers.width + c]!) / factor;
    return { family: 'centres', means: each(place), spread: Math.sqrt(variance) * (deviation || 1) };
  });
  const sizes = each((group) => labels.reduce((sum, label) => sum + Number(label === group), 0));
  const frozen = {
    books: table.books,
    parameters: { shares: each(() => 1 / groups), columns },
    groups: each((group) => group)
      .toSorted((a, b) => sizes[b]! - sizes[a]! || a - b)
      .map((group) => [group]),
    fitQuantiles: [],
    fitMean: 0,
  };
  return measureFit(frozen, table);
}

/** How many values there are, each as much as its column's weight. */
function weightOfValues({ rows, books, codes }: CodedTable): number {
  let sum = 0;
  for (let row = 0; row < rows; row++)
    books.forEach(({ weight }, b) => (sum += codes[row * books.length + b] === MISSING ? 0 : weight));
  return Math.max(1, sum);
}
