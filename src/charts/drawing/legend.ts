import { PAINT } from './paint.ts';
import { element } from './svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './text.ts';

export interface LegendEntry {
  readonly label: string;
  /** Null for a name that says itself what it stands for: `A  Champions`. */
  readonly fill: string | null;
}

const SWATCH = 12;
const LINE = 20;

/** Swatches with their names, on as many lines as the width asks for. */
export function legend(
  entries: readonly LegendEntry[],
  width: number,
  top = 0,
): { markup: string; bottom: number } {
  let x = 0;
  let y = top;
  const parts = entries.map(({ label, fill }) => {
    const indent = fill === null ? 0 : SWATCH + 6;
    const room = Math.min(width, indent + textWidth(label, SMALL_TEXT_SIZE));
    if (x > 0 && x + room > width) {
      x = 0;
      y += LINE;
    }
    const swatch =
      fill === null
        ? ''
        : element('rect', {
            x,
            y: y + 1,
            width: SWATCH,
            height: SWATCH,
            rx: 2,
            fill,
            stroke: PAINT.line,
          });
    const name = textAt(x + indent, y + 11, label, {
      size: SMALL_TEXT_SIZE,
      width: width - x - indent,
      fill: PAINT.muted,
    });
    x += room + 16;
    return swatch + name;
  });
  return { markup: parts.join(''), bottom: y + LINE };
}
