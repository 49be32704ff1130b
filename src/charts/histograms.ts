import { chartColumns, defineChart, picture } from './chart.ts';
import { grouped, percentOf } from './drawing/format-number.ts';
import { PAINT } from './drawing/paint.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth, wrap } from './drawing/text.ts';

/** How an attribute is spread in every segment and over everybody, in the same cells. */
export interface Histograms {
  /** What a cell is: `Seats`. */
  readonly title: string;
  /** Cells in order: `0`, `1–9`, `10 and more`. */
  readonly cells: readonly string[];
  readonly everyone: HistogramGroup;
  readonly segments: readonly HistogramGroup[];
}

export interface HistogramGroup {
  readonly title: string;
  /** One a cell. */
  readonly counts: readonly number[];
  /** Without a value; in no cell. */
  readonly missing: number;
}

const ROW = 18;
const LEAST_PANEL = 92;
const GAP = 14;

/** A small histogram a segment, lying on its side, with a mark where everybody's share is. */
export const histograms = defineChart<Histograms>({
  id: 'histograms',
  summary: 'Distribution of an attribute in each segment, as small multiples with everybody’s beside.',
  reading:
    'A column a segment, a row a range of values. Bars are shares of the segment’s customers with a value, all on one scale; the upright mark is the share over everybody.',
  draw({ cells, everyone, segments }, frame) {
    const labelWidth = Math.min(
      frame.width / 3,
      Math.max(0, ...cells.map((cell) => textWidth(cell, SMALL_TEXT_SIZE))),
    );
    const room = frame.width - labelWidth - GAP;
    const across = Math.max(1, Math.min(segments.length, Math.floor((room + GAP) / (LEAST_PANEL + GAP))));
    const panel = Math.min(180, (room + GAP) / across - GAP);
    const all = sharesOf(everyone);
    const most = Math.max(0.0001, ...[everyone, ...segments].flatMap(sharesOf));
    const headHeight = 46;
    const blockHeight = headHeight + cells.length * ROW + 16;
    const blocks = Math.ceil(segments.length / across);
    const labels = Array.from({ length: blocks }, (_, block) =>
      cells.map((cell, row) =>
        textAt(labelWidth, block * blockHeight + headHeight + row * ROW + 12, cell, {
          size: SMALL_TEXT_SIZE,
          anchor: 'end',
          width: labelWidth,
          fill: PAINT.muted,
        }),
      ),
    ).flat();
    const drawn = segments.map((segment, index) => {
      const left = labelWidth + GAP + (index % across) * (panel + GAP);
      const top = Math.floor(index / across) * blockHeight;
      const shares = sharesOf(segment);
      const known = segment.counts.reduce((sum, count) => sum + count, 0);
      const bars = cells.map((cell, row) => {
        const y = top + headHeight + row * ROW;
        const share = shares[row] ?? 0;
        const mark = left + ((all[row] ?? 0) / most) * panel;
        return group(
          {},
          `${segment.title}, ${cell}: ${percentOf(share, 1)}, ${grouped(segment.counts[row] ?? 0)}; everybody ${percentOf(all[row] ?? 0, 1)}`,
          element('rect', {
            x: left,
            y: y + 2,
            width: (share / most) * panel,
            height: ROW - 4,
            fill: PAINT.accent,
          }),
          element('line', {
            x1: mark,
            x2: mark,
            y1: y,
            y2: y + ROW,
            stroke: PAINT.surface,
            'stroke-width': 3.5,
          }),
          element('line', {
            x1: mark,
            x2: mark,
            y1: y,
            y2: y + ROW,
            stroke: 'currentColor',
            'stroke-width': 1.5,
          }),
        );
      });
      const heading = wrap(segment.title, panel, 2, SMALL_TEXT_SIZE);
      return (
        heading
          .map((line, at) => textAt(left, top + 11 + at * 13, line, { size: SMALL_TEXT_SIZE, isBold: false }))
          .join('') +
        textAt(left, top + 38, `n ${grouped(known)}`, {
          size: SMALL_TEXT_SIZE,
          fill: PAINT.muted,
          width: panel,
        }) +
        element('line', {
          x1: left,
          x2: left,
          y1: top + headHeight,
          y2: top + headHeight + cells.length * ROW,
          stroke: PAINT.line,
        }) +
        bars.join('')
      );
    });
    return picture(frame, blocks * blockHeight - 16, ...labels, ...drawn);
  },
  table: ({ title, cells, everyone, segments }) => ({
    columns: chartColumns(title, '>Everybody', ...segments.map((segment) => `>${segment.title}`)),
    rows: [
      ...cells.map((cell, row) => [
        cell,
        ...[everyone, ...segments].map(
          (one) => `${grouped(one.counts[row] ?? 0)} (${percentOf(sharesOf(one)[row] ?? 0, 1)})`,
        ),
      ]),
      ['without a value', ...[everyone, ...segments].map(({ missing }) => grouped(missing))],
    ],
  }),
});

function sharesOf({ counts }: HistogramGroup): readonly number[] {
  const known = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (known === 0 ? 0 : count / known));
}
