import { chartColumns, defineChart, picture } from './chart.ts';
import { compact, grouped, signed } from './drawing/format-number.ts';
import { PAINT } from './drawing/paint.ts';
import { layRows } from './drawing/rows.ts';
import { linearScale } from './drawing/scale.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** Sizes of segments at every snapshot; null where a segment was not there yet. */
export interface SizeHistory {
  readonly counted: string;
  /** As-of dates, ascending, with their day number: snapshots need not be evenly apart. */
  readonly dates: readonly { readonly date: string; readonly day: number }[];
  readonly segments: readonly { readonly title: string; readonly customers: readonly (number | null)[] }[];
}

const BAND = 34;

/** A line with a dot a snapshot for every segment, each from zero to its own greatest size. */
export const sizeHistory = defineChart<SizeHistory>({
  id: 'size-history',
  summary: 'Size of each segment at every snapshot, as a small line.',
  reading:
    'One line a segment, a dot a snapshot, spaced by date. Each line has its own scale from zero to its greatest size, so compare shapes within a line and numbers between lines. At the right: the newest size, and the change since the snapshot before.',
  draw({ dates, segments, counted }, frame) {
    const told = segments.map(({ customers }) => lastAndChange(customers));
    const valueWidth = Math.max(0, ...told.map((text) => textWidth(text, SMALL_TEXT_SIZE)));
    const rows = layRows(
      segments.map(({ title }) => title),
      valueWidth,
      { width: frame.width, top: 0, band: BAND },
    );
    const days = dates.map(({ day }) => day);
    const [from, to] = [rows.plot[0] + 4, rows.plot[1] - 4];
    const across = linearScale([days[0] ?? 0, days.at(-1) ?? 0], [from, to]);
    const drawn = segments.map(({ title, customers }, index) => {
      const top = rows.top(index) + 4;
      const up = linearScale(
        [0, Math.max(1, ...customers.map((count) => count ?? 0))],
        [top + BAND - 8, top],
      );
      const dots = customers.flatMap((count, at) =>
        count === null ? [] : [{ x: across(days[at] ?? 0), y: up(count) }],
      );
      return group(
        {},
        `${title}: ${customers.map((count, at) => `${dates[at]?.date ?? ''} ${count === null ? '–' : grouped(count)}`).join(', ')} ${counted}`,
        rows.labelOf(index),
        element('line', {
          x1: rows.plot[0],
          x2: rows.plot[1],
          y1: top + BAND - 8,
          y2: top + BAND - 8,
          stroke: PAINT.line,
        }),
        dots.length > 1
          ? element('polyline', {
              points: dots.map(({ x, y }) => `${round(x)},${round(y)}`).join(' '),
              fill: 'none',
              stroke: PAINT.accent,
              'stroke-width': 1.5,
            })
          : '',
        ...dots.map(({ x, y }) => element('circle', { cx: x, cy: y, r: 2.75, fill: PAINT.accent })),
        textAt(frame.width, rows.middle(index) + 4, told[index] ?? '', {
          size: SMALL_TEXT_SIZE,
          anchor: 'end',
          fill: PAINT.muted,
        }),
      );
    });
    const [first, last] = [dates[0]?.date ?? '', dates.at(-1)?.date ?? ''];
    const style = { size: SMALL_TEXT_SIZE, fill: PAINT.muted } as const;
    const axis =
      textAt(rows.plot[0], rows.bottom + 8, first, style) +
      (textWidth(first + last, SMALL_TEXT_SIZE) + 12 < rows.plot[1] - rows.plot[0]
        ? textAt(rows.plot[1], rows.bottom + 8, last, { ...style, anchor: 'end' })
        : '');
    return picture(frame, rows.bottom + 14, ...drawn, axis);
  },
  table: ({ dates, segments }) => ({
    columns: chartColumns('Segment', ...dates.map(({ date }) => `>${date}`)),
    rows: segments.map(({ title, customers }) => [
      title,
      ...customers.map((count) => (count === null ? '–' : grouped(count))),
    ]),
  }),
});

const round = (value: number) => Math.round(value * 100) / 100;

function lastAndChange(customers: readonly (number | null)[]): string {
  const last = customers.at(-1) ?? null;
  const before = customers.at(-2) ?? null;
  if (last === null) return '–';
  return before === null ? compact(last) : `${compact(last)} (${signed(last - before)})`;
}
