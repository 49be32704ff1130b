import { chartColumns, defineChart, picture } from './chart.ts';
import { compact, grouped, percentOf } from './drawing/format-number.ts';
import { PAINT, SHADES } from './drawing/paint.ts';
import { MOST_LABEL, WIDE } from './drawing/rows.ts';
import { shadeOf } from './drawing/shade.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** Customers at a boundary, by the segment they are in and the one they are next most like. */
export interface BoundaryMap {
  readonly segments: readonly {
    readonly title: string;
    readonly customers: number;
    /** By position of the runner-up. */
    readonly towards: readonly number[];
  }[];
}

const CELL_HEIGHT = 30;
const HEAD = 24;

/** A row for each segment, a column for each runner-up; darker where more of the segment stand there. */
export const boundaryMap = defineChart<BoundaryMap>({
  id: 'boundary-map',
  summary: 'Customers at a boundary between two segments, by their own and the next.',
  reading:
    'A row is the segment customers are in, a column the one they are next most like, by number. A cell counts those whose two similarities are nearly the same; the darker, the greater their share of the row’s segment. Two segments dark towards each other could be one.',
  draw({ segments }, frame) {
    const names = segments.map(({ title }, index) => `${index + 1}  ${title}`);
    const isWide = frame.width >= WIDE;
    const labelWidth = isWide
      ? Math.min(Math.max(0, ...names.map((name) => textWidth(name))), frame.width * MOST_LABEL) + 12
      : 0;
    const rowHeight = CELL_HEIGHT + (isWide ? 2 : 22);
    const cell = Math.min(84, (frame.width - labelWidth) / Math.max(1, segments.length));
    const heads = segments.map((_, index) =>
      textAt(labelWidth + (index + 0.5) * cell, 14, String(index + 1), {
        size: SMALL_TEXT_SIZE,
        anchor: 'middle',
        fill: PAINT.muted,
      }),
    );
    const drawn = segments.map(({ title, customers, towards }, row) => {
      const top = HEAD + row * rowHeight + (isWide ? 0 : 20);
      const cells = segments.map((other, column) => {
        const x = labelWidth + column * cell;
        const box = { x: x + 1, y: top, width: cell - 2, height: CELL_HEIGHT, rx: 2 };
        if (column === row) return element('rect', { ...box, fill: 'none', stroke: PAINT.faint });
        const count = towards[column] ?? 0;
        const shade = SHADES[count === 0 ? 0 : shadeOf(count / Math.max(1, customers))];
        const told = compact(count);
        return group(
          {},
          `${grouped(count)} of ${grouped(customers)} in ${title} are nearly as like ${other.title}, ${percentOf(count, customers)}`,
          element('rect', { ...box, fill: shade?.fill ?? null }),
          textWidth(told, SMALL_TEXT_SIZE) > cell - 2
            ? ''
            : textAt(x + cell / 2, top + CELL_HEIGHT / 2 + 4, told, {
                size: SMALL_TEXT_SIZE,
                anchor: 'middle',
                fill: shade?.ink ?? 'currentColor',
              }),
        );
      });
      const label = isWide
        ? textAt(0, top + CELL_HEIGHT / 2 + 4.5, names[row] ?? '', { width: labelWidth - 12 })
        : textAt(0, top - 6, names[row] ?? '', { width: frame.width });
      return label + cells.join('');
    });
    return picture(frame, HEAD + segments.length * rowHeight, ...heads, ...drawn);
  },
  table: ({ segments }) => ({
    columns: chartColumns('In', 'Nearly as like', '>Customers', '>Of those in it'),
    rows: segments.flatMap(({ title, customers, towards }) =>
      towards.flatMap((count, at) =>
        count === 0 ? [] : [[title, segments[at]?.title ?? '', grouped(count), percentOf(count, customers)]],
      ),
    ),
  }),
});
