import { chartColumns, defineChart, picture } from './chart.ts';
import { percentOf } from './drawing/format-number.ts';
import { PAINT, SHADES } from './drawing/paint.ts';
import { MOST_LABEL } from './drawing/rows.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** Rows of groups, one row for each number of them, and from which groups of the row above each is made. */
export interface LevelSplits {
  readonly levels: readonly SplitLevel[];
}

export interface SplitLevel {
  readonly title: string;
  /** What is said of the row, beside it: `natural`. */
  readonly notes: readonly string[];
  /** The row that was chosen, or is recommended. */
  readonly isMarked: boolean;
  readonly groups: readonly SplitGroup[];
}

export interface SplitGroup {
  /** From 1; its name in the row. */
  readonly number: number;
  /** Of everybody, 0..1. */
  readonly share: number;
  /** By number of a group of the row above, the share of this group that comes from it; none in the first row. */
  readonly origins: readonly { readonly number: number; readonly share: number }[];
}

const BAR = 20;
const STREAM = 30;
const GAP = 3;
const LINE = 14;
const PAD = 12;

/** A group where it is drawn. */
interface Placed {
  readonly group: SplitGroup;
  readonly x: number;
  readonly width: number;
}

/** A bar for each group as wide as its share, and streams from the groups of the row above. */
export const levelSplits = defineChart<LevelSplits>({
  id: 'level-splits',
  summary: 'Which group splits into which, from one number of groups to the next.',
  reading:
    'A row for each number of groups; a bar is a group, as wide as its share of everybody, called by its place by size. Streams lead to the groups of the next row. Pale streams come from where most of a group was; strong ones from elsewhere: where they are wide, the row is no finer cut of the one above but drawn anew.',
  draw({ levels }, frame) {
    const labels = levels.map(({ title, notes }) => [title, ...notes]);
    const widest = Math.max(0, ...labels.flat().map((text) => textWidth(text, SMALL_TEXT_SIZE, true)));
    const labelWidth = Math.min(widest, frame.width * MOST_LABEL);
    const plot = [labelWidth + PAD, frame.width] as const;
    const rows = placeLevels(levels, plot);
    const heights = labels.map((lines) => Math.max(BAR, LINE * lines.length));
    const tops = heights.map(
      (_, at) => heights.slice(0, at).reduce((sum, height) => sum + height, 0) + at * STREAM,
    );
    const drawn = levels.map((level, at) => {
      const top = tops[at] ?? 0;
      const height = heights[at] ?? BAR;
      const texts = labels[at]?.map((text, line) =>
        textAt(0, top + 11 + line * LINE, text, {
          size: SMALL_TEXT_SIZE,
          width: labelWidth,
          isBold: line === 0 || level.isMarked,
          ...(line === 0 ? {} : { fill: PAINT.muted }),
        }),
      );
      const bars = (rows[at] ?? []).map((placed) => barOf(placed, level, top, height));
      return [...(texts ?? []), ...bars].join('');
    });
    const streams = rows.slice(1).flatMap((row, at) => {
      const from = (tops[at] ?? 0) + (heights[at] ?? BAR);
      return streamsOf(rows[at] ?? [], row, from, from + STREAM);
    });
    const bottom = (tops.at(-1) ?? 0) + (heights.at(-1) ?? 0);
    return picture(frame, Math.max(bottom, LINE), ...streams, ...drawn);
  },
  table: ({ levels }) => ({
    columns: chartColumns('Row', '>Group', '>Share', 'Of the row above'),
    rows: levels.flatMap(({ title, groups }) =>
      groups.map(({ number, share, origins }) => [
        title,
        String(number),
        percentOf(share, 1),
        origins.length === 0
          ? '–'
          : origins.map((one) => `${one.number} (${percentOf(one.share, 1)})`).join(', '),
      ]),
    ),
  }),
});

function barOf({ group: one, x, width }: Placed, level: SplitLevel, top: number, height: number): string {
  const shade = SHADES[level.isMarked ? 4 : 2];
  const said = [`${one.number} · ${percentOf(one.share, 1)}`, String(one.number)].find(
    (text) => textWidth(text, SMALL_TEXT_SIZE) + 4 <= width,
  );
  return group(
    {},
    `${level.title}: group ${one.number}, ${percentOf(one.share, 1)} of everybody`,
    element('rect', { x, y: top, width, height, rx: 1.5, fill: shade?.fill ?? PAINT.faint }),
    said === undefined
      ? ''
      : textAt(x + width / 2, top + height / 2 + 4, said, {
          size: SMALL_TEXT_SIZE,
          anchor: 'middle',
          ...(shade ? { fill: shade.ink } : {}),
        }),
  );
}

/** All rows on one scale, each in the middle; groups stand below those they are made of. */
function placeLevels(
  levels: readonly SplitLevel[],
  [left, right]: readonly [number, number],
): readonly (readonly Placed[])[] {
  const most = Math.max(1, ...levels.map(({ groups }) => groups.length));
  const scale = Math.max(0, right - left - GAP * (most - 1));
  const rows: (readonly Placed[])[] = [];
  for (const { groups } of levels) {
    const above = new Map((rows.at(-1) ?? []).map(({ group: one, x, width }) => [one.number, x + width / 2]));
    const middle = ({ origins }: SplitGroup) =>
      origins.reduce((sum, { number, share }) => sum + share * (above.get(number) ?? 0), 0);
    const widths = groups.map(({ share }) => Math.min(1, Math.max(0, share)) * scale);
    const all = widths.reduce((sum, width) => sum + width, 0);
    const fit = all > scale && all > 0 ? scale / all : 1;
    let x = left + (right - left - Math.min(all, scale) - GAP * (groups.length - 1)) / 2;
    const order = groups
      .map((one, index) => ({ one, width: (widths[index] ?? 0) * fit }))
      .toSorted((a, b) => middle(a.one) - middle(b.one) || a.one.number - b.one.number);
    rows.push(
      order.map(({ one, width }) => {
        const placed = { group: one, x, width };
        x += width + GAP;
        return placed;
      }),
    );
  }
  return rows;
}

/** Streams leave a group in the order of those they lead to, and arrive in the order of those they come from. */
function streamsOf(
  above: readonly Placed[],
  below: readonly Placed[],
  top: number,
  bottom: number,
): readonly string[] {
  const left = new Map(above.map(({ group: one, x }) => [one.number, x]));
  const drawn = below.flatMap(({ group: one, x, width }) => {
    let at = x;
    const mostly = one.origins[0]?.number;
    return above.flatMap(({ group: origin }) => {
      const part = width * (one.origins.find(({ number }) => number === origin.number)?.share ?? 0);
      if (part <= 0) return [];
      const from = left.get(origin.number) ?? 0;
      const isStray = origin.number !== mostly;
      const stream = element('path', {
        d: ribbon(from, at, part, top, bottom),
        fill: isStray ? PAINT.accent : PAINT.accentSoft,
        'fill-opacity': isStray ? 0.7 : 0.5,
      });
      left.set(origin.number, from + part);
      at += part;
      return [{ isStray, stream }];
    });
  });
  return drawn.toSorted((a, b) => Number(a.isStray) - Number(b.isStray)).map(({ stream }) => stream);
}

function ribbon(from: number, to: number, width: number, top: number, bottom: number): string {
  const middle = round((top + bottom) / 2);
  const [a, b, c, d] = [from, to, to + width, from + width].map(round);
  const [high, low] = [round(top), round(bottom)];
  return `M${a} ${high}C${a} ${middle} ${b} ${middle} ${b} ${low}H${c}C${c} ${middle} ${d} ${middle} ${d} ${high}Z`;
}

const round = (value: number) => Math.round(value * 100) / 100;
