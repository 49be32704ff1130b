import type { Finding } from '../base/finding.ts';

/** What two judgements of one thing say differently. */
export interface ComparedFindings {
  readonly added: readonly Finding[];
  readonly gone: readonly Finding[];
  /** Said by both with other numbers. */
  readonly changed: readonly { readonly before: Finding; readonly after: Finding }[];
  /** Said by both in the same words. */
  readonly same: number;
}

/**
 * Findings of both sides, each paired with one of the other that says the same of the same file: first in the same words, then
 * with other numbers in them. Lines do not count: an edit above a definition moves it.
 */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): ComparedFindings {
  const exact = paired(before, after, wordsOf);
  const near = paired(exact.gone, exact.added, (finding) => wordsOf(finding).replaceAll(/\d[\d.,]*/g, '0'));
  return { added: near.added, gone: near.gone, changed: near.pairs, same: exact.pairs.length };
}

const wordsOf = ({ code, severity, place, message }: Finding) =>
  [code, severity, place?.path ?? '', message].join('\n');

interface Paired {
  readonly pairs: readonly { readonly before: Finding; readonly after: Finding }[];
  readonly gone: readonly Finding[];
  readonly added: readonly Finding[];
}

/** Each finding is in one pair at most. */
function paired(
  before: readonly Finding[],
  after: readonly Finding[],
  keyOf: (finding: Finding) => string,
): Paired {
  const waiting = new Map<string, Finding[]>();
  for (const one of before) waiting.set(keyOf(one), [...(waiting.get(keyOf(one)) ?? []), one]);
  const pairs: { before: Finding; after: Finding }[] = [];
  const added: Finding[] = [];
  for (const one of after) {
    const match = waiting.get(keyOf(one))?.shift();
    if (match) pairs.push({ before: match, after: one });
    else added.push(one);
  }
  return { pairs, added, gone: [...waiting.values()].flat() };
}
