import { MOST_LEXEMES } from './safe-tokens.ts';

/** A stretch of a file that holds one YAML document at most. */
export interface DocumentText {
  readonly text: string;
  /** Offset in the file. */
  readonly start: number;
  readonly linesBefore: number;
}

/** What makes documents depend on each other, or lines end otherwise: directives, ends of documents, carriage returns. */
const TOGETHER = /\r|\u2028|\u2029|\uFEFF|^%|^\.\.\.(?:\s|$)/m;

/**
 * A file cut before every line that begins with `---`, wherever YAML lets a document begin. Null for a file that can only
 * be read as a whole, and for one so large that its size is judged.
 */
export function documentTexts(text: string): readonly DocumentText[] | null {
  if (text.length >= MOST_LEXEMES || TOGETHER.test(text)) return null;
  const starts = [
    0,
    ...[...text.matchAll(/^---(?=\s|$)/gm)].flatMap(({ index }) => (index > 0 ? [index] : [])),
  ];
  let linesBefore = 0;
  return starts.map((start, index) => {
    const part = { text: text.slice(start, starts[index + 1]), start, linesBefore };
    linesBefore += part.text.split('\n').length - 1;
    return part;
  });
}
