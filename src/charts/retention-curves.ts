import { chartColumns, defineChart, picture } from './chart.ts';
import { grouped } from './drawing/format-number.ts';
import { PAINT } from './drawing/paint.ts';
import { layRows } from './drawing/rows.ts';
import type { Scale } from './drawing/scale.ts';
import { linearScale } from './drawing/scale.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** Of those in each segment on a first day, who is still in it, and still a customer, at later snapshots. */
export interface RetentionCurves {
  readonly counted: string;
  readonly from: string;
  /** As-of dates after the first, ascending, with the days since it. */
  readonly dates: readonly { readonly date: string; readonly days: number }[];
  readonly segments: readonly {
    readonly title: string;
    readonly base: number;
    /** One a date; null where the base is too few to say. */
    readonly points: readonly (RetentionPoint | null)[];
  }[];
}

/** Shares, 0..1, with the ends of the 95 % interval of the first. */
export interface RetentionPoint {
  readonly inSegment: number;
  readonly low: number;
  readonly high: number;
  readonly asCustomer: number;
}

const BAND = 52;

/** A line from all to what is left, a row for every segment, all on one scale. */
export const retentionCurves = defineChart<RetentionCurves>({
  id: 'retention-curves',
  summary: 'Share of a segment of the first day that is still in it at each later snapshot.',
  reading:
    'One row a segment, from 100 % above to nothing below, all on one scale; a dot a snapshot, spaced by date. The line is who is still in the segment, the band its 95 % interval; the broken line is who is still a customer, in whatever segment. At the right: the share at the last snapshot.',
  draw({ segments, dates, from, counted }, frame) {
    const labels = segments.map(({ title, base }) => `${title} (${grouped(base)})`);
    const values = segments.map(({ points }) => {
      const last = points.at(-1) ?? null;
      return last === null ? '' : lastTold(last);
    });
    const valueWidth = Math.max(0, ...values.map((text) => textWidth(text, SMALL_TEXT_SIZE)));
    const rows = layRows(labels, valueWidth, { width: frame.width, top: 4, band: BAND, gap: 12 });
    const across = linearScale([0, dates.at(-1)?.days ?? 1], [rows.plot[0] + 4, rows.plot[1] - 4]);
    const drawn = segments.map(({ title, points }, index) => {
      const [top, foot] = [rows.top(index), rows.top(index) + BAND];
      const up = linearScale([0, 1], [foot, top]);
      return group(
        {},
        `${title}: ${points.map((point, at) => `${dates[at]?.date ?? ''} ${lastTold(point)}`).join(', ')} of ${labels[index] ?? ''} ${counted}`,
        rows.labelOf(index),
        ...[0, 0.5, 1].map((share) =>
          element('line', {
            ...{ x1: rows.plot[0], x2: rows.plot[1], y1: up(share), y2: up(share) },
            stroke: share === 0 ? PAINT.line : PAINT.faint,
          }),
        ),
        points.some((point) => point !== null)
          ? curve(points, dates, across, up)
          : textAt(rows.plot[0] + 4, rows.middle(index) + 4, 'too few to say', {
              ...{ size: SMALL_TEXT_SIZE, fill: PAINT.muted, hasHalo: true },
              width: rows.plot[1] - rows.plot[0] - 8,
            }),
        textAt(frame.width, rows.middle(index) + 4, values[index] ?? '', {
          ...{ size: SMALL_TEXT_SIZE, anchor: 'end', fill: PAINT.muted },
        }),
      );
    });
    const style = { size: SMALL_TEXT_SIZE, fill: PAINT.muted } as const;
    const last = dates.at(-1)?.date ?? '';
    const room = rows.plot[1] - rows.plot[0];
    const axis =
      textAt(rows.plot[0], rows.bottom + 8, from, style) +
      (textWidth(from + last, SMALL_TEXT_SIZE) + 12 < room
        ? textAt(rows.plot[1], rows.bottom + 8, last, { ...style, anchor: 'end' })
        : '');
    return picture(frame, rows.bottom + 14, ...drawn, axis);
  },
  table: ({ segments, dates }) => ({
    columns: chartColumns('Segment', '>Base', ...dates.map(({ date }) => `>${date}`), '>Still customers'),
    rows: segments.map(({ title, base, points }) => [
      title,
      grouped(base),
      ...points.map(lastTold),
      percentTold(points.at(-1)?.asCustomer ?? null),
    ]),
  }),
});

function curve(
  points: readonly (RetentionPoint | null)[],
  dates: RetentionCurves['dates'],
  across: Scale,
  up: Scale,
): string {
  const known = points.flatMap((point, at) =>
    point === null ? [] : [{ ...point, x: across(dates[at]?.days ?? 0) }],
  );
  const whole = { x: across(0), inSegment: 1, low: 1, high: 1, asCustomer: 1 };
  const all = [whole, ...known];
  const line = (of: 'inSegment' | 'low' | 'high' | 'asCustomer', some = all) =>
    some.map((point) => `${round(point.x)},${round(up(point[of]))}`).join(' ');
  return [
    element('polygon', {
      points: `${line('high')} ${line('low', all.toReversed())}`,
      ...{ fill: PAINT.accentSoft, 'fill-opacity': 0.6 },
    }),
    element('polyline', {
      points: line('asCustomer'),
      ...{ fill: 'none', stroke: PAINT.muted, 'stroke-width': 1.25, 'stroke-dasharray': '4 3' },
    }),
    element('polyline', {
      points: line('inSegment'),
      ...{ fill: 'none', stroke: PAINT.accent, 'stroke-width': 1.5 },
    }),
    ...known.map(({ x, inSegment }) =>
      element('circle', { cx: x, cy: up(inSegment), r: 2.75, fill: PAINT.accent }),
    ),
  ].join('');
}

const round = (value: number) => Math.round(value * 100) / 100;
const percentTold = (share: number | null) => (share === null ? '–' : `${grouped(100 * share, 1)} %`);

/** `66.6 % (63.1–69.8)`. */
function lastTold(point: RetentionPoint | null): string {
  if (point === null) return '–';
  const ends = [point.low, point.high].map((end) => grouped(100 * end, 1)).join('–');
  return `${percentTold(point.inSegment)} (${ends})`;
}
