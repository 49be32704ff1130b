import { chartColumns, defineChart, picture } from './chart.ts';
import { compact, grouped, percentOf } from './drawing/format-number.ts';
import { PAINT, SHADES } from './drawing/paint.ts';
import { shadeOf } from './drawing/shade.ts';
import { MOST_LABEL, WIDE } from './drawing/rows.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** Customers a rule is true of that an earlier one took, rule by rule in their order. */
export interface OverlapMatrix {
  readonly counted: string;
  readonly rules: readonly {
    readonly segment: string;
    readonly trueCount: number;
    /** By position of the rule that took them; earlier ones only. */
    readonly lost: readonly { readonly to: number; readonly customers: number }[];
  }[];
}

const CELL_HEIGHT = 30;
const HEAD = 24;

/** A row for each rule, a column for each that came before it; darker where it lost more of its own. */
export const overlapMatrix = defineChart<OverlapMatrix>({
  id: 'overlap-matrix',
  summary: 'Customers two rules are true of, by the one that came first.',
  reading:
    'A row is a rule, a column a rule above it, by number. A cell counts the customers both are true of and the earlier one took; the darker, the greater its share of the row’s rule.',
  draw({ rules, counted }, frame) {
    const columns = Math.max(1, rules.length - 1);
    const names = rules.map(({ segment }, index) => `${index + 1}  ${segment}`);
    const isWide = frame.width >= WIDE;
    const labelWidth = isWide
      ? Math.min(Math.max(0, ...names.map((name) => textWidth(name))), frame.width * MOST_LABEL) + 12
      : 0;
    const rowHeight = CELL_HEIGHT + (isWide ? 2 : 22);
    const cell = Math.min(72, (frame.width - labelWidth) / columns);
    const heads = Array.from({ length: columns }, (_, index) =>
      textAt(labelWidth + (index + 0.5) * cell, 14, String(index + 1), {
        size: SMALL_TEXT_SIZE,
        anchor: 'middle',
        fill: PAINT.muted,
      }),
    );
    const drawn = rules.map(({ segment, trueCount, lost }, row) => {
      const top = HEAD + row * rowHeight + (isWide ? 0 : 20);
      const cells = Array.from({ length: columns }, (_, column) => {
        const count = lost.find(({ to }) => to === column)?.customers ?? 0;
        const x = labelWidth + column * cell;
        const box = { x: x + 1, y: top, width: cell - 2, height: CELL_HEIGHT, rx: 2 };
        if (column >= row) return element('rect', { ...box, fill: 'none' });
        const shade = SHADES[count === 0 ? 0 : shadeOf(count / Math.max(1, trueCount))];
        const told = compact(count);
        return group(
          {},
          `${grouped(count)} ${counted} meet ${segment} and were taken by ${rules[column]?.segment ?? ''}, ${percentOf(count, trueCount)} of ${grouped(trueCount)}`,
          element('rect', { ...box, fill: shade?.fill ?? null }),
          count === 0 || textWidth(told, SMALL_TEXT_SIZE) > cell - 2
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
    return picture(frame, HEAD + rules.length * rowHeight, ...heads, ...drawn);
  },
  table: ({ rules }) => ({
    columns: chartColumns('Rule of', 'Taken before by', '>Customers', '>Of those it is true of'),
    rows: rules.flatMap(({ segment, trueCount, lost }) =>
      lost.map(({ to, customers }) => [
        segment,
        rules[to]?.segment ?? '',
        grouped(customers),
        percentOf(customers, trueCount),
      ]),
    ),
  }),
});
