import type { Chart, ChartTable, Frame } from '../charts/chart.ts';

/**
 * A page as a tree, before anybody prints it: HTML and Markdown are printed from the same blocks, so they cannot say
 * different things. Texts are plain; a stretch between backticks is shown as code.
 */
export interface Document {
  readonly language: 'en';
  readonly title: string;
  /** What the page is, above the title: `Segmentation report`. */
  readonly kicker: string;
  readonly lead: string | null;
  /** What every number on the page rests on, and the few that say most. */
  readonly facts: readonly Fact[];
  /** Where it all comes from, in a sentence. */
  readonly provenance: string;
  readonly sections: readonly Section[];
  readonly footer: readonly string[];
}

export interface Fact {
  readonly term: string;
  readonly text: string;
}

/** A heading and what stands below it; its level follows from where it stands. */
export interface Section {
  /** Unique on the page; letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** A word beside the title: `primary`. */
  readonly mark?: string;
  /** Begins a page on paper. */
  readonly isChapter?: boolean;
  readonly blocks: readonly Block[];
}

export type Block =
  /** `lead` stands before it, like a small heading. */
  | { readonly kind: 'paragraph'; readonly lead?: string; readonly text: string }
  /** A line for the reader: how to read what stands beside it, or why something is not there. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'table'; readonly table: CaptionedTable }
  | { readonly kind: 'figure'; readonly figure: Figure }
  /** What a reader may open: on paper it is left out, and the summary says what it holds. */
  | { readonly kind: 'fold'; readonly summary: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'findings'; readonly findings: readonly ToldFinding[] }
  | { readonly kind: 'section'; readonly section: Section };

/**
 * A table with the words that say what is counted, of whom and as of when. A cell may have a second line, after a line
 * break: the base and the interval of its number.
 */
export interface CaptionedTable extends ChartTable {
  readonly caption: string;
  /** Ids of sections that rows lead to, by position. */
  readonly links?: readonly (string | null)[];
}

/** What one check says, once or of several places. */
export interface ToldFinding {
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: string;
  readonly hint: string | null;
  readonly said: readonly {
    readonly message: string;
    /** `file:line:column`. */
    readonly place: string | null;
  }[];
}

/** A picture with its numbers. The table stands beside it, or folded below. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What is counted, of whom and as of when. */
  readonly caption: string;
  readonly reading: string;
  readonly table: ChartTable;
  readonly isTableShown: boolean;
  readonly draw: (frame: Frame) => string;
}

/** A figure of a chart: picture and table come from the same data. */
export function figure<Data>(
  chart: Chart<Data>,
  data: Data,
  head: Pick<Figure, 'id' | 'title' | 'caption'> &
    Partial<Pick<Figure, 'isTableShown' | 'table' | 'reading'>>,
): Block {
  return {
    kind: 'figure',
    figure: {
      isTableShown: false,
      table: chart.table(data),
      reading: chart.reading,
      ...head,
      draw: (frame) => chart.draw(data, frame),
    },
  };
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const note = (text: string): Block => ({ kind: 'note', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const table = (captioned: CaptionedTable): Block => ({ kind: 'table', table: captioned });
export const section = (one: Section): Block => ({ kind: 'section', section: one });
export const fold = (summary: string, blocks: readonly Block[]): Block => ({ kind: 'fold', summary, blocks });
