import { chartColumns, defineChart, picture } from './chart.ts';
import { compact, grouped, percentOf } from './drawing/format-number.ts';
import { legend } from './drawing/legend.ts';
import { PAINT, SHADES, stripes } from './drawing/paint.ts';
import { WIDE } from './drawing/rows.ts';
import { shadeOf } from './drawing/shade.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** The cells of an RFM map: who is in each, and which segment has it. */
export interface RfmMap {
  readonly counted: string;
  /** Scores of each of the three, 2 to 9. */
  readonly scores: number;
  readonly segments: readonly string[];
  readonly cells: readonly {
    readonly recency: number;
    readonly frequency: number;
    readonly monetary: number;
    /** Position in `segments`; null where no segment has the cell. */
    readonly segment: number | null;
    readonly customers: number;
  }[];
}

type Cell = RfmMap['cells'][number];

const GAP = 22;
const MOST_CELL = 40;
const MARGIN = 16;

/** A square of recency and frequency for each monetary score. Letters name segments, stripes have none. */
export const rfmMap = defineChart<RfmMap>({
  id: 'rfm-map',
  summary: 'Customers in every cell of an RFM map, and the segment of each cell.',
  reading:
    'One square a monetary score (M). In it recency (R) rises upwards and frequency (F) to the right, so the best cell is at the top right. A letter names the segment of a cell, a darker cell holds more customers, a striped one belongs to no segment.',
  draw(data, frame) {
    const { scores, segments, cells, counted } = data;
    const hatch = `url(#${frame.id}-stripes)`;
    const most = Math.max(1, ...cells.map(({ customers }) => customers));
    const hasHoles = cells.some(({ segment }) => segment === null);
    const key = legend(
      [
        ...segments.map((title, index) => ({ label: `${letterOf(index)}  ${title}`, fill: null })),
        { label: `darker holds more, at most ${grouped(most)}`, fill: SHADES[4]?.fill ?? '' },
        ...(hasHoles ? [{ label: 'in no segment', fill: hatch }] : []),
      ],
      frame.width,
    );
    const across = squaresAcross(scores, frame.width);
    const side = Math.min(MOST_CELL, ((frame.width + GAP) / across - GAP - MARGIN) / scores);
    const panel = side * scores + MARGIN + GAP;
    const total = cells.reduce((sum, { customers }) => sum + customers, 0);
    const panelHeight = side * scores + 56;
    const drawn = Array.from({ length: scores }, (_, index) => {
      const monetary = index + 1;
      const left = (index % across) * panel + MARGIN;
      const top = key.bottom + Math.floor(index / across) * panelHeight + 24;
      const here = cells.filter((cell) => cell.monetary === monetary);
      const at = ({ recency, frequency }: Cell) => ({
        x: left + (frequency - 1) * side,
        y: top + (scores - recency) * side,
      });
      return (
        textAt(left, top - 9, `M ${monetary}`, { isBold: true, size: SMALL_TEXT_SIZE }) +
        here
          .map((cell) => drawCell(cell, at(cell), side, { most, total, counted, hatch, segments }))
          .join('') +
        borders(here, at, side) +
        axisLabels(scores, left, top, side)
      );
    });
    const height = key.bottom + Math.ceil(scores / across) * panelHeight;
    const defs = element('defs', {}, stripes(`${frame.id}-stripes`, PAINT.muted));
    return picture(frame, height, defs, key.markup, ...drawn);
  },
  table: ({ cells, segments }) => {
    const total = cells.reduce((sum, { customers }) => sum + customers, 0);
    return {
      columns: chartColumns('Cell', 'Segment', '>Customers', '>Share'),
      rows: cells
        .toSorted((a, b) => b.customers - a.customers || compareText(codeOf(a), codeOf(b)))
        .map((cell) => [
          codeOf(cell),
          cell.segment === null ? 'in no segment' : (segments[cell.segment] ?? ''),
          grouped(cell.customers),
          percentOf(cell.customers, total),
        ]),
    };
  },
});

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const codeOf = ({ recency, frequency, monetary }: Cell) => `${recency}${frequency}${monetary}`;

const letterOf = (index: number) => String.fromCodePoint(65 + (index % 26));

/** As many squares on a line as leave their cells legible: with a count in each where there is room. */
function squaresAcross(scores: number, width: number): number {
  const least = width >= WIDE ? 36 : 22;
  return Math.max(1, Math.min(scores, Math.floor((width + GAP) / (scores * least + MARGIN + GAP))));
}

function drawCell(
  cell: Cell,
  { x, y }: { readonly x: number; readonly y: number },
  side: number,
  {
    most,
    total,
    counted,
    hatch,
    segments,
  }: {
    readonly most: number;
    readonly total: number;
    readonly counted: string;
    readonly hatch: string;
    readonly segments: readonly string[];
  },
): string {
  const shade = SHADES[shadeOf(cell.customers / most)] ?? SHADES[0];
  const owner = cell.segment === null ? 'in no segment' : (segments[cell.segment] ?? '');
  const count = compact(cell.customers);
  const hasCount = side >= 34 && cell.customers > 0 && textWidth(count, 9.5) < side - 4;
  const letter = cell.segment === null ? '' : letterOf(cell.segment);
  const middle = x + side / 2;
  const ink = cell.segment === null ? 'currentColor' : (shade?.ink ?? 'currentColor');
  return group(
    {},
    `R ${cell.recency}, F ${cell.frequency}, M ${cell.monetary}: ${owner}, ${grouped(cell.customers)} ${counted}, ${percentOf(cell.customers, total)}`,
    element('rect', {
      x,
      y,
      width: side,
      height: side,
      fill: cell.segment === null ? hatch : (shade?.fill ?? null),
      stroke: PAINT.surface,
    }),
    letter === ''
      ? ''
      : textAt(middle, y + (hasCount ? side / 2 - 1 : side / 2 + 4), letter, {
          anchor: 'middle',
          size: SMALL_TEXT_SIZE,
          fill: ink,
        }),
    hasCount && letter !== ''
      ? textAt(middle, y + side - 6, count, { anchor: 'middle', size: 9.5, fill: ink })
      : '',
  );
}

/** A line wherever two neighbours belong to different segments. */
function borders(
  cells: readonly Cell[],
  at: (cell: Cell) => { readonly x: number; readonly y: number },
  side: number,
): string {
  const find = (recency: number, frequency: number) =>
    cells.find((cell) => cell.recency === recency && cell.frequency === frequency);
  const lines = cells.flatMap((cell) => {
    const { x, y } = at(cell);
    const right = find(cell.recency, cell.frequency + 1);
    const below = find(cell.recency - 1, cell.frequency);
    return [
      ...(right && right.segment !== cell.segment ? [`M${x + side} ${y}v${side}`] : []),
      ...(below && below.segment !== cell.segment ? [`M${x} ${y + side}h${side}`] : []),
    ];
  });
  return lines.length === 0
    ? ''
    : element('path', { d: lines.join(''), stroke: 'currentColor', 'stroke-width': 1.5, fill: 'none' });
}

function axisLabels(scores: number, left: number, top: number, side: number): string {
  const style = { size: 9.5, anchor: 'middle', fill: PAINT.muted } as const;
  const each = Array.from({ length: scores }, (_, index) => index + 1);
  return (
    each
      .map((score) => textAt(left - 8, top + (scores - score + 0.5) * side + 3.5, String(score), style))
      .join('') +
    each
      .map((score) => textAt(left + (score - 0.5) * side, top + scores * side + 13, String(score), style))
      .join('') +
    textAt(left + (scores * side) / 2, top + scores * side + 26, 'F', style) +
    textAt(left - 8, top - 9, 'R', style)
  );
}
