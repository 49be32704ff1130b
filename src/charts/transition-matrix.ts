import { chartColumns, defineChart, picture } from './chart.ts';
import { compact, grouped, moneyOf, percentOf } from './drawing/format-number.ts';
import { legend } from './drawing/legend.ts';
import { DIVERGING, PAINT, SHADES } from './drawing/paint.ts';
import { MOST_LABEL, WIDE } from './drawing/rows.ts';
import { shadeOf } from './drawing/shade.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth, wrap } from './drawing/text.ts';

/** Who went from which state to which between two days. Money is exact digits. */
export interface TransitionMatrixData {
  readonly counted: string;
  /** What cells are shaded by: their share of the row, or what they did to the money. */
  readonly tells: 'customers' | 'money';
  /** Null where nobody's money is told. */
  readonly currency: string | null;
  /** States of the first day; `same` is the position of the column of the same state, null where the last day has none. */
  readonly rows: readonly {
    readonly title: string;
    readonly customers: number;
    readonly same: number | null;
  }[];
  readonly columns: readonly { readonly title: string; readonly customers: number }[];
  readonly cells: readonly TransitionCell[];
}

export interface TransitionCell {
  readonly row: number;
  readonly column: number;
  readonly customers: number;
  /** 0..1 of the row; null where the row is too few to say. */
  readonly share: number | null;
  readonly change: string;
}

const CELL_HEIGHT = 38;
const LINE = 13;
/** From this width on a column has room for its name. */
const NAMED = 62;

/** A row for each state of the first day, a column for each of the last. */
export const transitionMatrix = defineChart<TransitionMatrixData>({
  id: 'transition-matrix',
  summary: 'Who went from which segment to which between two days, by customers or by money.',
  reading:
    'A row is where they were on the first day, in brackets how many; a column where they are on the last; who stayed is framed. By customers: a cell counts them, below it their share of the row, the darker the greater. By money: a cell says what became more or less, the stronger the colour the greater, and counts them below.',
  draw(data, frame) {
    const { rows, columns } = data;
    const isWide = frame.width >= WIDE;
    const widest = Math.max(0, ...rows.map((row) => textWidth(labelOf(row, true))));
    const labelWidth = isWide ? Math.min(widest, frame.width * (MOST_LABEL - 0.1)) + 12 : 0;
    const cell = Math.min(104, (frame.width - labelWidth) / Math.max(1, columns.length));
    const isNamed = cell >= NAMED && columns.every(({ title }) => hasRoom(title, cell - 6));
    const heads = columns.map(({ title }) => (isNamed ? wrap(title, cell - 6, 3, SMALL_TEXT_SIZE) : []));
    const headLines = isNamed ? Math.max(1, ...heads.map((lines) => lines.length)) : 1;
    const top = 8 + headLines * LINE;
    const head = columns.map((_, column) => {
      const lines = isNamed ? (heads[column] ?? []) : [String(column + 1)];
      return lines
        .map((line, at) =>
          textAt(labelWidth + (column + 0.5) * cell, top - 6 - (lines.length - 1 - at) * LINE, line, {
            ...{ size: SMALL_TEXT_SIZE, anchor: 'middle', fill: PAINT.muted },
            width: cell - 6,
          }),
        )
        .join('');
    });
    const rowHeight = CELL_HEIGHT + (isWide ? 2 : 24);
    const most = Math.max(0, ...data.cells.map(({ change }) => Math.abs(Number(change))));
    const drawn = rows.map((row, index) => {
      const y = top + index * rowHeight + (isWide ? 0 : 22);
      const label = labelOf(row, isNamed);
      const name = isWide
        ? textAt(0, y + CELL_HEIGHT / 2 + 4.5, label, { width: labelWidth - 12 })
        : textAt(0, y - 6, label, { width: frame.width });
      const cells = columns.map((_, column) =>
        drawCell(data, index, column, most, { x: labelWidth + column * cell, y, width: cell }),
      );
      return name + cells.join('');
    });
    const bottom = top + rows.length * rowHeight;
    if (isNamed) return picture(frame, bottom + 2, ...head, ...drawn);
    const names = legend(
      columns.map(({ title }, column) => ({ label: `${column + 1}  ${title}`, fill: null })),
      frame.width,
      bottom + 8,
    );
    return picture(frame, names.bottom, ...head, ...drawn, names.markup);
  },
  table: ({ rows, columns, cells, currency, tells }) => ({
    columns: chartColumns(
      'From',
      'To',
      '>Customers',
      tells === 'customers' ? '>Of the row' : `>Change, ${currency ?? 'money'}`,
    ),
    rows: cells.map(({ row, column, customers, share, change }) => [
      rows[row]?.title ?? '',
      columns[column]?.title ?? '',
      grouped(customers),
      tells === 'money'
        ? signedMoney(change)
        : share === null
          ? '–'
          : percentOf(customers, rows[row]?.customers ?? 0),
    ]),
  }),
});

/** Whether each word of a name stands whole in a column. */
const hasRoom = (title: string, width: number) =>
  title.split(/[\s_/-]+/).every((word) => textWidth(word, SMALL_TEXT_SIZE) <= width);

/** The name of a row with its base, and where columns have numbers with its own. */
function labelOf({ title, customers, same }: TransitionMatrixData['rows'][number], isNamed: boolean): string {
  return `${isNamed || same === null ? '' : `${same + 1}  `}${title} (${grouped(customers)})`;
}

function drawCell(
  { rows, columns, cells, tells, counted, currency }: TransitionMatrixData,
  row: number,
  column: number,
  most: number,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): string {
  const isSame = rows[row]?.same === column;
  const box = {
    ...{ x: x + 1.5, y: y + 0.5, width: width - 3, height: CELL_HEIGHT - 1, rx: 2 },
    stroke: isSame ? PAINT.muted : 'none',
    'stroke-width': isSame ? 1.5 : null,
  };
  const cell = cells.find((one) => one.row === row && one.column === column);
  if (!cell) return element('rect', { ...box, fill: SHADES[0]?.fill ?? null, 'fill-opacity': 0.5 });
  const change = Number(cell.change);
  const strength = most === 0 ? 0 : Math.max(0, shadeOf(Math.abs(change) / most) - 1);
  const step = Math.sign(change) * strength;
  const paint =
    tells === 'money'
      ? DIVERGING.find((one) => one.step === step)
      : SHADES[cell.share === null ? 1 : shadeOf(cell.share)];
  const money = `${change > 0 ? '+' : ''}${compact(change)}`;
  const lines =
    tells === 'money' ? [money, compact(cell.customers)] : [compact(cell.customers), shareTold(cell.share)];
  const from = rows[row]?.title ?? '';
  const [base, to] = [rows[row]?.customers ?? 0, columns[column]?.title ?? ''];
  const isEach = lines.map((line) => textWidth(line, SMALL_TEXT_SIZE) <= width - 6);
  const shown = lines.filter((_, at) => isEach[at]);
  return group(
    {},
    `${from} to ${to}: ${grouped(cell.customers)} ${counted}${cell.share === null ? '' : `, ${percentOf(cell.customers, base)} of ${grouped(base)}`}${currency === null ? '' : `, money ${signedMoney(cell.change)} ${currency}`}`,
    element('rect', { ...box, fill: paint?.fill ?? null }),
    ...shown.map((line, at) =>
      textAt(x + width / 2, y + (shown.length === 1 ? 23 : 16 + at * 14), line, {
        size: SMALL_TEXT_SIZE,
        anchor: 'middle',
        fill: paint?.ink ?? 'currentColor',
        isBold: at === 0 && shown.length > 1 && textWidth(line, SMALL_TEXT_SIZE, true) <= width - 6,
      }),
    ),
  );
}

/** Whole percent, where there is room for few digits; what is there and rounds to nothing is below 1 %. */
function shareTold(share: number | null): string {
  if (share === null) return '–';
  return share > 0 && share < 0.01 ? '<1 %' : `${grouped(100 * share)} %`;
}

function signedMoney(change: string): string {
  const shown = moneyOf(change);
  return shown === '0' || change.startsWith('-') ? shown : `+${shown}`;
}
