import type { Extent } from './scale.ts';
import { textAt, textWidth } from './text.ts';

/** From this width on labels stand beside what they name; below it, above. */
export const WIDE = 520;
const GAP = 12;
/** Share of the width that labels may take. */
export const MOST_LABEL = 0.4;
const LABEL_LINE = 20;

/** Rows of a chart: a label, a plot and at its right a value, each in a place of its own. */
export interface Rows {
  readonly isWide: boolean;
  /** From left to right where marks are drawn. */
  readonly plot: Extent;
  /** Height of a row, its label line included where that stands above. */
  readonly height: number;
  /** Top of a row, and the middle of its plot. */
  readonly top: (index: number) => number;
  readonly middle: (index: number) => number;
  /** Bottom of the last row. */
  readonly bottom: number;
  readonly labelOf: (index: number) => string;
}

/** Shares out the width: at most two fifths of it for labels, what the values need, the rest for the plot. */
export function layRows(
  labels: readonly string[],
  valueWidth: number,
  {
    width,
    top,
    band,
    gap = 10,
  }: { readonly width: number; readonly top: number; readonly band: number; readonly gap?: number },
): Rows {
  const isWide = width >= WIDE;
  const widest = Math.max(0, ...labels.map((label) => textWidth(label)));
  const labelWidth = isWide ? Math.min(widest, width * MOST_LABEL) : width;
  const from = isWide ? labelWidth + GAP : 0;
  const height = band + gap + (isWide ? 0 : LABEL_LINE);
  const topOf = (index: number) => top + index * height;
  const bandTop = (index: number) => topOf(index) + (isWide ? 0 : LABEL_LINE);
  return {
    isWide,
    plot: [from, Math.max(from + 40, width - valueWidth - (valueWidth > 0 ? GAP : 0))],
    height,
    top: bandTop,
    middle: (index) => bandTop(index) + band / 2,
    bottom: topOf(labels.length),
    labelOf: (index) =>
      isWide
        ? textAt(labelWidth, bandTop(index) + band / 2 + 4.5, labels[index] ?? '', {
            width: labelWidth,
            anchor: 'end',
          })
        : textAt(0, topOf(index) + 14, labels[index] ?? '', { width: labelWidth, hasHalo: true }),
  };
}
