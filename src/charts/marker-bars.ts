import { chartColumns, defineChart, picture } from './chart.ts';
import { AXIS_HEIGHT, gridLines } from './drawing/axis.ts';
import { grouped, signed } from './drawing/format-number.ts';
import { PAINT } from './drawing/paint.ts';
import { layRows } from './drawing/rows.ts';
import type { Extent } from './drawing/scale.ts';
import { linearScale, niceExtent, niceTicks } from './drawing/scale.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** Estimates with their intervals around a value that means no difference: 0 for effects, 100 for an index. */
export interface MarkerBars {
  readonly reference: number;
  /** Values are differences, shown with a + or −. */
  readonly isDifference: boolean;
  /** What is measured: `Cliff’s delta`, `index, 100 = everybody`. */
  readonly measure: string;
  readonly digits: number;
  /** Ends of the scale where several pictures share one; null takes them from the marks. */
  readonly extent: Extent | null;
  readonly marks: readonly {
    readonly title: string;
    readonly value: number;
    /** Ends of the 95 % interval; null where the value is no estimate. */
    readonly low: number | null;
    readonly high: number | null;
    readonly isMarker: boolean;
  }[];
}

const BAND = 22;

/** A bar from the reference to each estimate, and a whisker over its interval. */
export const markerBars = defineChart<MarkerBars>({
  id: 'marker-bars',
  summary: 'Estimates with their intervals around a reference.',
  reading:
    'A bar reaches from the line of no difference to the estimate; the whisker is its 95 % interval. Full dots are markers, hollow ones are not: their interval touches small differences.',
  draw({ reference, digits, marks, extent, isDifference }, frame) {
    const told = marks.map((mark) => toldOf(mark, isDifference, digits));
    const valueWidth = Math.max(0, ...told.map((text) => textWidth(text, SMALL_TEXT_SIZE)));
    const rows = layRows(
      marks.map(({ title }) => title),
      valueWidth,
      { width: frame.width, top: 2, band: BAND, gap: 6 },
    );
    const ends = [
      reference,
      ...marks.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
    ];
    const ticks = niceTicks(
      [Math.min(...ends, ...(extent ?? [])), Math.max(...ends, ...(extent ?? []))],
      rows.isWide ? 6 : 4,
    );
    const scale = linearScale(niceExtent(ticks), [rows.plot[0] + 5, rows.plot[1] - 5]);
    const zero = scale(reference);
    const drawn = marks.map((mark, index) => {
      const y = rows.middle(index);
      const at = scale(mark.value);
      const colour = mark.isMarker ? PAINT.accent : PAINT.muted;
      const whisker =
        mark.low === null || mark.high === null
          ? ''
          : element('path', {
              d: `M${path(scale(mark.low))} ${y}H${path(scale(mark.high))}M${path(scale(mark.low))} ${y - 4}v8M${path(scale(mark.high))} ${y - 4}v8`,
              stroke: colour,
              'stroke-width': 1.5,
              fill: 'none',
            });
      return group(
        {},
        `${mark.title}: ${told[index] ?? ''}${mark.isMarker ? ', a marker' : ''}`,
        rows.labelOf(index),
        element('rect', {
          x: Math.min(zero, at),
          y: y - 7,
          width: Math.abs(at - zero),
          height: 14,
          fill: mark.isMarker ? PAINT.accentSoft : PAINT.faint,
        }),
        whisker,
        element('circle', {
          cx: at,
          cy: y,
          r: 4,
          fill: mark.isMarker ? PAINT.accent : PAINT.surface,
          stroke: colour,
          'stroke-width': 1.5,
        }),
        textAt(frame.width, y + 4, told[index] ?? '', {
          size: SMALL_TEXT_SIZE,
          anchor: 'end',
          fill: PAINT.muted,
        }),
      );
    });
    const grid = gridLines(ticks, scale, {
      top: 0,
      bottom: rows.bottom,
      format: (tick) => grouped(tick, tickDigits(ticks)),
      width: rows.plot[1],
    });
    const line = element('line', { x1: zero, x2: zero, y1: 0, y2: rows.bottom, stroke: 'currentColor' });
    return picture(frame, rows.bottom + AXIS_HEIGHT, grid, line, ...drawn);
  },
  table: ({ measure, digits, isDifference, marks }) => ({
    columns: chartColumns('What', `>${measure}`, '>95 % interval', 'Marker'),
    rows: marks.map(({ title, value, low, high, isMarker }) => [
      title,
      number(value, isDifference, digits),
      low === null || high === null
        ? '–'
        : `${number(low, isDifference, digits)} to ${number(high, isDifference, digits)}`,
      isMarker ? 'yes' : 'no',
    ]),
  }),
});

const path = (value: number) => Math.round(value * 100) / 100;

const number = (value: number, isDifference: boolean, digits: number) =>
  isDifference ? signed(value, digits) : grouped(value, digits);

function toldOf(
  { value, low, high }: MarkerBars['marks'][number],
  isDifference: boolean,
  digits: number,
): string {
  const told = number(value, isDifference, digits);
  return low === null || high === null
    ? told
    : `${told} (${number(low, isDifference, digits)} to ${number(high, isDifference, digits)})`;
}

/** As many decimals as the ticks need to differ. */
function tickDigits(ticks: readonly number[]): number {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}
