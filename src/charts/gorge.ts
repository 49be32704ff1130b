import { chartColumns, defineChart, picture } from './chart.ts';
import { AXIS_HEIGHT } from './drawing/axis.ts';
import { grouped, percentOf } from './drawing/format-number.ts';
import { PAINT } from './drawing/paint.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, wrap } from './drawing/text.ts';

/** How like everybody is to each segment. */
export interface Gorge {
  readonly segments: readonly {
    readonly title: string;
    /** Customers by similarity to the segment, in equal steps from 0 to 1; everybody is in every segment's row. */
    readonly counts: readonly number[];
  }[];
}

const LEAST_PANEL = 190;
const MOST_PANEL = 320;
const GAP = 24;
const HEAD = 64;
const PLOT = 96;
const BELOW = AXIS_HEIGHT + 18;

/** A histogram of similarity for each segment, one scale for all: separated segments leave a gorge in the middle. */
export const gorge = defineChart<Gorge>({
  id: 'gorge',
  summary: 'How like every customer is to each segment, as small histograms.',
  reading:
    'A panel a segment: everybody by similarity to it, 0 % at the left. Separated segments have two peaks at the ends and a gorge between; the number above counts who is in it, from 20 % to 80 %. Similarities are surer than they should be where values go together inside segments.',
  draw({ segments }, frame) {
    const across = Math.max(
      1,
      Math.min(segments.length, Math.floor((frame.width + GAP) / (LEAST_PANEL + GAP))),
    );
    const panel = Math.min(MOST_PANEL, (frame.width + GAP) / across - GAP);
    const most = Math.max(0.0001, ...segments.flatMap((one) => sharesOf(one.counts)));
    const blockHeight = HEAD + PLOT + BELOW;
    const drawn = segments.map(({ title, counts }, index) => {
      const left = (index % across) * (panel + GAP);
      const top = Math.floor(index / across) * blockHeight;
      const floor = top + HEAD + PLOT;
      const step = panel / Math.max(1, counts.length);
      const bars = sharesOf(counts).map((share, at) => {
        const height = share === 0 ? 0 : Math.max(1, (share / most) * PLOT);
        return group(
          {},
          `${title}, similarity ${stepOf(at, counts.length)}: ${grouped(counts[at] ?? 0)} customers, ${percentOf(share, 1)}`,
          element('rect', {
            x: left + at * step + 0.5,
            y: floor - height,
            width: Math.max(0.5, step - 1),
            height,
            fill: PAINT.accent,
          }),
        );
      });
      const heading = wrap(title, panel, 2, SMALL_TEXT_SIZE).map((line, at) =>
        textAt(left, top + 11 + at * 13, line, { size: SMALL_TEXT_SIZE }),
      );
      const between = textAt(left, top + 40, `in between: ${percentOf(inGorge(counts), total(counts))}`, {
        size: SMALL_TEXT_SIZE,
        fill: PAINT.muted,
        width: panel,
      });
      const axis = element('line', {
        x1: left,
        x2: left + panel,
        y1: floor,
        y2: floor,
        stroke: PAINT.line,
      });
      const ticks = ([0, 0.5, 1] as const).map((tick) =>
        textAt(left + tick * panel, floor + 14, `${100 * tick} %`, {
          size: SMALL_TEXT_SIZE,
          anchor: tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle',
          fill: PAINT.muted,
        }),
      );
      const ends = ([0, counts.length - 1] as const).flatMap((at) => {
        const share = sharesOf(counts)[at];
        if (share === undefined || counts.length < 2) return [];
        return textAt(
          at === 0 ? left : left + panel,
          floor - (share / most) * PLOT - 5,
          percentOf(share, 1),
          {
            size: SMALL_TEXT_SIZE,
            anchor: at === 0 ? 'start' : 'end',
          },
        );
      });
      return [...heading, between, axis, ...bars, ...ends, ...ticks].join('');
    });
    const blocks = Math.ceil(segments.length / across);
    return picture(frame, Math.max(1, blocks) * blockHeight - 12, ...drawn);
  },
  table: ({ segments }) => ({
    columns: chartColumns('Similarity', ...segments.map(({ title }) => `>${title}`)),
    rows: (segments[0]?.counts ?? []).map((_, at, { length }) => [
      stepOf(at, length),
      ...segments.map(
        ({ counts }) => `${grouped(counts[at] ?? 0)} (${percentOf(counts[at] ?? 0, total(counts))})`,
      ),
    ]),
  }),
});

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

const sharesOf = (counts: readonly number[]) =>
  counts.map((count) => (total(counts) === 0 ? 0 : count / total(counts)));

/** Whose similarity is from 20 % to under 80 %. */
function inGorge(counts: readonly number[]): number {
  const at = (share: number) => Math.round(share * counts.length);
  return total(counts.slice(at(0.2), at(0.8)));
}

const stepOf = (at: number, steps: number) =>
  `${Math.round((100 * at) / steps)}–${Math.round((100 * (at + 1)) / steps)} %`;
