import { escapeText } from './drawing/escape.ts';
import { element } from './drawing/svg.ts';
import { TEXT_SIZE } from './drawing/text.ts';

/** What a picture is called, and the room it has. */
export interface Frame {
  /** Begins every id inside; unique on its page. */
  readonly id: string;
  readonly title: string;
  /** What a reader who does not see the picture should know: what is shown, of whom, as of when. */
  readonly description: string;
  /** px, from 280; the height follows from the data. */
  readonly width: number;
}

/** The numbers of a picture as rows of texts. Columns of numbers stand right. */
export interface ChartTable {
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * One kind of picture. `draw` and `table` are pure and say the same: equal data gives equal bytes. `reading` is the
 * line under the picture that says how to read it.
 */
export interface Chart<Data> {
  readonly id: string;
  readonly summary: string;
  readonly reading: string;
  draw(data: Data, frame: Frame): string;
  table(data: Data): ChartTable;
}

/** Ties the type of the data of a chart. */
export const defineChart = <Data>(chart: Chart<Data>): Chart<Data> => chart;

/** The picture as one image with a name and a description, whatever is drawn inside. */
export function picture(frame: Frame, height: number, ...content: readonly string[]): string {
  const { id, title, description, width } = frame;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      fill: 'currentColor',
      'font-family': 'inherit',
      'font-size': TEXT_SIZE,
    },
    element('title', { id: `${id}-title` }, escapeText(title)),
    element('desc', { id: `${id}-desc` }, escapeText(description)),
    ...content,
  );
}

const left = (title: string) => ({ title, align: 'left' }) as const;
const right = (title: string) => ({ title, align: 'right' }) as const;

/** `>` before a title stands its column right. */
export const chartColumns = (...titles: readonly string[]): ChartTable['columns'] =>
  titles.map((title) => (title.startsWith('>') ? right(title.slice(1)) : left(title)));
