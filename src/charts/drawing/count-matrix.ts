import type { Frame } from '../chart.ts';
import { compact } from './format-number.ts';
import { PAINT, SHADES } from './paint.ts';
import { MOST_LABEL, WIDE } from './rows.ts';
import { shadeOf } from './shade.ts';
import { element, group } from './svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './text.ts';

/** A cell of a matrix: what it counts of a base and what a pointer is told; or nothing, with a faint box around it or without. */
export type CountCell =
  | { readonly kind: 'count'; readonly count: number; readonly base: number; readonly title: string }
  | { readonly kind: 'empty'; readonly isBoxed: boolean };

export interface CountMatrix {
  /** Of rows, in order; columns are called by the same numbers. */
  readonly names: readonly string[];
  readonly columns: number;
  readonly widestCell: number;
  /** Whether a count of 0 is written. */
  readonly showsZeros: boolean;
  readonly cellAt: (row: number, column: number) => CountCell;
}

const CELL_HEIGHT = 30;
const HEAD = 24;

/** Rows of numbered names and cells, darker where a count is more of its base: the parts of a picture, and its height. */
export function drawCountMatrix(
  { names, columns, widestCell, showsZeros, cellAt }: CountMatrix,
  frame: Frame,
): { readonly height: number; readonly parts: readonly string[] } {
  const numbered = names.map((name, index) => `${index + 1}  ${name}`);
  const isWide = frame.width >= WIDE;
  const labelWidth = isWide
    ? Math.min(Math.max(0, ...numbered.map((name) => textWidth(name))), frame.width * MOST_LABEL) + 12
    : 0;
  const rowHeight = CELL_HEIGHT + (isWide ? 2 : 22);
  const cellWidth = Math.min(widestCell, (frame.width - labelWidth) / Math.max(1, columns));
  const indices = Array.from({ length: columns }, (_, index) => index);
  const heads = indices.map((index) =>
    textAt(labelWidth + (index + 0.5) * cellWidth, 14, String(index + 1), {
      size: SMALL_TEXT_SIZE,
      anchor: 'middle',
      fill: PAINT.muted,
    }),
  );
  const rows = numbered.map((name, row) => {
    const top = HEAD + row * rowHeight + (isWide ? 0 : 20);
    const label = isWide
      ? textAt(0, top + CELL_HEIGHT / 2 + 4.5, name, { width: labelWidth - 12 })
      : textAt(0, top - 6, name, { width: frame.width });
    const cells = indices.map((column) =>
      drawCell(cellAt(row, column), labelWidth + column * cellWidth, top, cellWidth, showsZeros),
    );
    return label + cells.join('');
  });
  return { height: HEAD + names.length * rowHeight, parts: [...heads, ...rows] };
}

function drawCell(cell: CountCell, x: number, top: number, width: number, showsZeros: boolean): string {
  const box = { x: x + 1, y: top, width: width - 2, height: CELL_HEIGHT, rx: 2 };
  if (cell.kind === 'empty')
    return element('rect', { ...box, fill: 'none', ...(cell.isBoxed ? { stroke: PAINT.faint } : {}) });
  const { count, base, title } = cell;
  const shade = SHADES[count === 0 ? 0 : shadeOf(count / Math.max(1, base))];
  const told = compact(count);
  const isHidden = (count === 0 && !showsZeros) || textWidth(told, SMALL_TEXT_SIZE) > width - 2;
  return group(
    {},
    title,
    element('rect', { ...box, fill: shade?.fill ?? null }),
    isHidden
      ? ''
      : textAt(x + width / 2, top + CELL_HEIGHT / 2 + 4, told, {
          size: SMALL_TEXT_SIZE,
          anchor: 'middle',
          fill: shade?.ink ?? 'currentColor',
        }),
  );
}
