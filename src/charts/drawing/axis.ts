import { PAINT } from './paint.ts';
import type { Scale } from './scale.ts';
import { element } from './svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './text.ts';

/** Height an axis below a plot needs. */
export const AXIS_HEIGHT = 18;

/** Fine lines from top to bottom at the ticks, named below; names that would touch are left out. */
export function gridLines(
  ticks: readonly number[],
  scale: Scale,
  {
    top,
    bottom,
    format,
    width,
  }: {
    readonly top: number;
    readonly bottom: number;
    readonly format: (tick: number) => string;
    readonly width: number;
  },
): string {
  let free = -Infinity;
  return ticks
    .map((tick) => {
      const x = scale(tick);
      const line = element('line', { x1: x, x2: x, y1: top, y2: bottom, stroke: PAINT.faint });
      const room = textWidth(format(tick), SMALL_TEXT_SIZE);
      const middle = Math.min(Math.max(x, room / 2), width - room / 2);
      if (middle - room / 2 < free) return line;
      free = middle + room / 2 + 6;
      return (
        line +
        textAt(middle, bottom + 14, format(tick), {
          size: SMALL_TEXT_SIZE,
          anchor: 'middle',
          fill: PAINT.muted,
        })
      );
    })
    .join('');
}
