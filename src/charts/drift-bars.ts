import { chartColumns, defineChart, picture } from './chart.ts';
import { AXIS_HEIGHT, gridLines } from './drawing/axis.ts';
import { grouped } from './drawing/format-number.ts';
import { PAINT } from './drawing/paint.ts';
import { layRows } from './drawing/rows.ts';
import { linearScale, niceExtent, niceTicks } from './drawing/scale.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** Stability indexes against the levels from which they are told. */
export interface DriftBars {
  readonly notice: number;
  readonly alarm: number;
  readonly marks: readonly {
    readonly title: string;
    /** Null where nobody can say. */
    readonly index: number | null;
    readonly level: 'alarm' | 'notice' | 'steady' | 'too-few';
    /** What the level is called beside the number: `drifted`. */
    readonly word: string;
  }[];
}

const BAND = 20;
const BAR = 11;
/** The scale ends at so many times the alarm level: beyond it only the number tells. */
const FARTHEST = 4;

const FILLS = {
  alarm: PAINT.accent,
  notice: PAINT.accentSoft,
  steady: PAINT.faint,
  'too-few': PAINT.faint,
} as const;

/** A bar for each index, and a line at each level. */
export const driftBars = defineChart<DriftBars>({
  id: 'drift-bars',
  summary: 'How far attributes or segments have moved since a day, beside the levels of notice and alarm.',
  reading:
    'A bar is the population stability index: 0 where shares are what they were. The dashed line is the level of notice, the full one that of alarm; bars end at the frame, numbers do not. A bar beyond a line that is called steady may be chance.',
  draw({ notice, alarm, marks }, frame) {
    const told = marks.map(wordsOf);
    const valueWidth = Math.max(0, ...told.map((text) => textWidth(text, SMALL_TEXT_SIZE)));
    const rows = layRows(
      marks.map(({ title }) => title),
      valueWidth,
      { width: frame.width, top: 4, band: BAND },
    );
    const most = Math.max(alarm * 1.2, ...marks.map(({ index }) => index ?? 0));
    const ticks = niceTicks([0, Math.min(most, alarm * FARTHEST)], 4);
    const scale = linearScale(niceExtent(ticks), rows.plot);
    const drawn = marks.map(({ title, index, level }, at) => {
      const middle = rows.middle(at);
      const bar =
        index === null
          ? ''
          : element('rect', {
              x: rows.plot[0],
              y: middle - BAR / 2,
              width: Math.max(1, Math.min(scale(index), rows.plot[1]) - rows.plot[0]),
              height: BAR,
              rx: 1.5,
              fill: FILLS[level],
            });
      return group(
        {},
        `${title}: ${told[at] ?? ''}`,
        rows.labelOf(at),
        bar,
        textAt(frame.width, middle + 4, told[at] ?? '', {
          size: SMALL_TEXT_SIZE,
          anchor: 'end',
          fill: PAINT.muted,
        }),
      );
    });
    const level = (value: number, dashes: string | undefined) =>
      element('line', {
        x1: scale(value),
        x2: scale(value),
        y1: 0,
        y2: rows.bottom,
        stroke: 'currentColor',
        ...(dashes === undefined ? {} : { 'stroke-dasharray': dashes }),
      });
    const grid = gridLines(ticks, scale, {
      top: 0,
      bottom: rows.bottom,
      format: (tick) => grouped(tick, 2),
      width: rows.plot[1],
    });
    const levels = [level(notice, '3 3'), level(alarm, undefined)];
    return picture(frame, rows.bottom + AXIS_HEIGHT, grid, ...levels, ...drawn);
  },
  table: ({ marks }) => ({
    columns: chartColumns('What', '>Index', 'Verdict'),
    rows: marks.map(({ title, index, word }) => [title, index === null ? '–' : index.toFixed(3), word]),
  }),
});

const wordsOf = ({ index, word }: DriftBars['marks'][number]): string =>
  index === null ? word : `${index.toFixed(2)} ${word}`;
