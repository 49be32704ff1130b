import type { Concept } from './concepts/concept.ts';
import type { ColumnSurvey } from './survey.ts';
import { wordsOf } from './words.ts';

/** A phrase that is the whole header; else one that is part of it counts by its length and what stands beside it. */
const WHOLE = 100;
const A_WORD = 10;
/** The last part of a compound: `Bruttobetrag` is a `betrag`. */
const A_TAIL = 5;
const SHORTEST_TAIL = 5;

const endsWith = (word: string, tail: string) =>
  tail.length >= SHORTEST_TAIL && word.length > tail.length && word.endsWith(tail);

/** How well one of the phrases names a header: 0 not at all, 100 word for word. */
export function likeness(header: string, phrases: readonly string[]): number {
  const words = wordsOf(header);
  const joined = words.join('');
  return Math.max(
    0,
    ...phrases.map((phrase) => {
      const parts = phrase.split(' ');
      if (parts.join('') === joined) return WHOLE;
      if (parts.length === 1 && words.some((word) => endsWith(word, phrase))) return A_TAIL;
      const at = words.findIndex((_, from) => parts.every((part, i) => words[from + i] === part));
      return at < 0 ? 0 : parts.length * A_WORD - (words.length - parts.length) * 2;
    }),
  );
}

/** Concepts with the column that names each best, and no column for two of them. */
export function recognise(
  columns: readonly ColumnSurvey[],
  concepts: readonly Concept[],
): ReadonlyMap<Concept, ColumnSurvey> {
  const pairs = concepts.flatMap((concept, order) =>
    columns
      .filter((column) => couldBe(column, concept))
      .map((column) => ({ concept, column, order, score: likeness(column.header, concept.words) })),
  );
  const found = new Map<Concept, ColumnSurvey>();
  const taken = new Set<ColumnSurvey>();
  for (const { concept, column, score } of pairs.toSorted((a, b) => b.score - a.score || a.order - b.order)) {
    if (score <= 0 || found.has(concept) || taken.has(column)) continue;
    found.set(concept, column);
    taken.add(column);
  }
  return found;
}

/** Whether a column's type and values allow it to be what a concept says. */
export function couldBe(column: ColumnSurvey, { takes, fits }: Concept): boolean {
  return column.filled > 0 && takes.includes(column.type) && (fits?.(column) ?? true);
}
