import type { CategoryBook, CodeBook, ScaleBook } from './code-book.ts';
import { codeCount, CODES, MISSING, onScale, ZERO_ATOM } from './code-book.ts';
import type { Level, TreeTest } from './decision-tree.ts';

/** A question that would part the rows of a node, and which codes of its column say yes; missing has code 255. */
export interface Split {
  readonly test: TreeTest;
  readonly missing: 'yes' | 'no' | 'nowhere';
  readonly saysYes: Uint8Array;
  /** Rows times the fall of Gini's impurity. */
  readonly gain: number;
}

/** Rows of a node by code of one column and by group: `counts[code * groups + group]`. */
export interface CodeCounts {
  readonly counts: Float64Array;
  readonly groups: number;
}

interface Question {
  readonly test: TreeTest;
  /** Codes that say yes, missing aside. */
  readonly codes: readonly number[];
}

/**
 * The question about one column that parts the rows best by Gini's impurity; null where none leaves `fewest` rows on
 * both sides. Missing values go to whichever side they go with better, or make a side of their own.
 * Sources: Breiman, Friedman, Olshen and Stone, Classification and Regression Trees (1984); for missing values Twala,
 * Jones and Hand, Pattern Recognition Letters 29 (2008).
 */
export function bestSplit(book: CodeBook, histogram: CodeCounts, fewest: number): Split | null {
  const all = sumOver(
    histogram,
    Array.from({ length: CODES }, (_, code) => code),
  );
  const absent = sumOver(histogram, [MISSING]);
  const none = absent.map(() => 0);
  const isComplete = total(absent) === 0;
  let best: Split | null = null;
  const consider = ({ test, codes }: Question, passed: readonly number[], missing: Split['missing']) => {
    const yes = missing === 'yes' ? plus(passed, absent) : passed;
    const no = all.map((count, group) => count - yes[group]!);
    if (Math.min(total(yes), total(no)) < fewest) return;
    const gain = purity(yes) + purity(no) - purity(all);
    if (gain > (best?.gain ?? 0) + TIE * total(all))
      best = { test, missing, gain, saysYes: yesTable(codes, missing === 'yes') };
  };
  // First, as it is the plainest: an edge that nobody known is beyond would part the rows in the same way.
  if (!isComplete) consider({ test: { kind: 'missing', column: book.name }, codes: [] }, none, 'yes');
  for (const question of questionsOf(book, histogram)) {
    const passed = sumOver(histogram, question.codes);
    if (isComplete) consider(question, passed, 'nowhere');
    else for (const side of ['no', 'yes'] as const) consider(question, passed, side);
  }
  return best;
}

/** Gains that differ by less, for each row, are the same: the first question has it. */
const TIE = 1e-12;

function questionsOf(book: CodeBook, histogram: CodeCounts): readonly Question[] {
  if (book.family === 'categories') return levelQuestions(book, histogram);
  return book.order === null ? edgeQuestions(book) : orderQuestions(book, book.order);
}

/** One question between each two neighbours in the order of values, an exact zero in its place among them. */
function edgeQuestions(book: ScaleBook): readonly Question[] {
  const zero = onScale(book.transform, 0);
  const codes = book.centres.map((_, code) => code);
  const isBelowZero = (code: number) => book.centres[code]! <= zero;
  const placed = book.zeroAtom
    ? [...codes.filter(isBelowZero), ZERO_ATOM, ...codes.filter((code) => !isBelowZero(code))]
    : codes;
  return placed.slice(1).map((next, i): Question => {
    const [edge, including] =
      placed[i] === ZERO_ATOM ? [0, true] : next === ZERO_ATOM ? [0, false] : [book.edges[next - 1]!, false];
    return { test: { kind: 'below', column: book.name, edge, including }, codes: placed.slice(0, i + 1) };
  });
}

/** Ordered words are told by listing the lower ones, or the higher where those are fewer. */
function orderQuestions({ name, edges, zeroAtom }: ScaleBook, order: readonly string[]): readonly Question[] {
  const codeOf = (rank: number) =>
    zeroAtom && rank === 0 ? ZERO_ATOM : edges.filter((edge) => edge <= rank).length;
  return order.slice(1).map((_, i): Question => {
    const cut = i + 1;
    const [from, to] = cut <= order.length / 2 ? [0, cut] : [cut, order.length];
    const ranks = Array.from({ length: to - from }, (__, r) => from + r);
    return {
      test: { kind: 'among', column: name, levels: order.slice(from, to) },
      codes: [...new Set(ranks.map(codeOf))],
    };
  });
}

/**
 * Levels ordered by the share of one group in them and cut anywhere, for every group: for two groups the best cut is
 * among these (Breiman et al. 1984, 4.2.2). The side with fewer levels is listed; levels never seen are on the other.
 */
function levelQuestions(book: CategoryBook, histogram: CodeCounts): readonly Question[] {
  const { counts, groups } = histogram;
  const codes = Array.from({ length: codeCount(book) }, (_, code) => code);
  const sizes = codes.map((code) => total(sumOver(histogram, [code])));
  const seen = codes.filter((code) => sizes[code]! > 0);
  const others = book.others ? book.levels.length : null;
  const list = (chosen: readonly number[]): Question => ({
    test: { kind: 'among', column: book.name, levels: chosen.map((code): Level => book.levels[code]!) },
    codes: chosen,
  });
  return Array.from({ length: groups }, (_, group) => {
    const share = (code: number) => counts[code * groups + group]! / sizes[code]!;
    const ordered = seen.toSorted((a, b) => share(b) - share(a) || a - b);
    return ordered.slice(1).map((__, i) => {
      const [first, rest] = [ordered.slice(0, i + 1), ordered.slice(i + 1)];
      const isFirst =
        rest.includes(others ?? -1) || (!first.includes(others ?? -1) && first.length <= rest.length);
      return list((isFirst ? first : rest).toSorted((a, b) => a - b));
    });
  }).flat();
}

function yesTable(codes: readonly number[], missing: boolean): Uint8Array {
  const table = new Uint8Array(CODES);
  for (const code of codes) table[code] = 1;
  table[MISSING] = Number(missing);
  return table;
}

function sumOver({ counts, groups }: CodeCounts, codes: readonly number[]): readonly number[] {
  return Array.from({ length: groups }, (_, group) =>
    codes.reduce((sum, code) => sum + counts[code * groups + group]!, 0),
  );
}

const plus = (one: readonly number[], other: readonly number[]) => one.map((count, i) => count + other[i]!);
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** Rows times one minus Gini's impurity. */
function purity(counts: readonly number[]): number {
  const rows = total(counts);
  return rows === 0 ? 0 : counts.reduce((sum, count) => sum + (count * count) / rows, 0);
}
