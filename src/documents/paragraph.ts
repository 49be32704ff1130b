/** A few sentences under a heading, generated from numbers; what HTML, Markdown and the terminal print. */
export interface Paragraph {
  /** Stable, for anchors and tests. */
  readonly id: 'rule' | 'size' | 'money' | 'differences' | 'unknown';
  readonly heading: string;
  /** Whole sentences of plain text, in order. */
  readonly sentences: readonly string[];
  /** How many of them, from the first, each tell one thing and may stand on lines of their own; none unless given. */
  readonly listed?: number;
}

/** A segment told in words, with the base of every number. */
export interface SegmentPage {
  readonly segment: string;
  readonly title: string;
  readonly isFallback: boolean;
  readonly paragraphs: readonly Paragraph[];
}
