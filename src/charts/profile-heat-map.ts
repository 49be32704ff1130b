import { chartColumns, defineChart, picture } from './chart.ts';
import { signed } from './drawing/format-number.ts';
import { legend } from './drawing/legend.ts';
import { DIVERGING, PAINT } from './drawing/paint.ts';
import { MOST_LABEL, WIDE } from './drawing/rows.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth, wrap } from './drawing/text.ts';

/** How far each segment is from everybody else, attribute by attribute. */
export interface ProfileHeatMap {
  readonly segments: readonly string[];
  readonly attributes: readonly {
    readonly title: string;
    /** The segments were made by it. */
    readonly formed: boolean;
    /** One a segment; null where there are too few to say. */
    readonly cells: readonly (HeatCell | null)[];
  }[];
}

export interface HeatCell {
  /** -1..1; above 0 means more, or more often. */
  readonly strength: number;
  readonly word: 'negligible' | 'small' | 'medium' | 'large';
  /** The whole interval lies beyond a small effect. */
  readonly isMarker: boolean;
}

const CELL_HEIGHT = 28;
const WORDS = ['negligible', 'small', 'medium', 'large'] as const;

/** A row an attribute, a column a segment; blue is more, brown is less, a dot marks what tells a segment apart. */
export const profileHeatMap = defineChart<ProfileHeatMap>({
  id: 'profile-heat-map',
  summary: 'Effect sizes of attributes by segment, in seven steps around no difference.',
  reading:
    'A row is an attribute, a column a segment against everybody outside it. + is more or more often than the others, − less; the stronger the colour, the larger the effect (small, medium, large). Bold with a dot is a marker: its whole interval lies beyond a small effect. Empty cells have too few customers to say.',
  draw({ segments, attributes }, frame) {
    const isWide = frame.width >= WIDE;
    const names = attributes.map(({ title, formed }) => (formed ? `${title} *` : title));
    const labelWidth = isWide
      ? Math.min(Math.max(0, ...names.map((name) => textWidth(name))), frame.width * MOST_LABEL) + 12
      : 0;
    const cell = Math.min(110, (frame.width - labelWidth) / Math.max(1, segments.length));
    const isNumbered = cell < 66;
    const scale = legend(
      [
        ...DIVERGING.map(({ step, fill }) => ({ label: stepName(step), fill })),
        ...(isNumbered
          ? segments.map((title, index) => ({ label: `${index + 1}  ${title}`, fill: null }))
          : []),
      ],
      frame.width,
    );
    const heads = segments.map((title) => (isNumbered ? [] : wrap(title, cell - 6, 3, SMALL_TEXT_SIZE)));
    const headHeight = 8 + 14 * Math.max(1, ...heads.map((lines) => lines.length));
    const top = scale.bottom + headHeight;
    const headings = segments.map((title, index) => {
      const middle = labelWidth + (index + 0.5) * cell;
      const lines = isNumbered ? [String(index + 1)] : (heads[index] ?? []);
      return group(
        {},
        title,
        ...lines.map((line, at) =>
          textAt(middle, top - 8 - 14 * (lines.length - 1 - at), line, {
            size: SMALL_TEXT_SIZE,
            anchor: 'middle',
            fill: PAINT.muted,
          }),
        ),
      );
    });
    const rowHeight = CELL_HEIGHT + (isWide ? 2 : 22);
    const drawn = attributes.map(({ title, cells }, row) => {
      const y = top + row * rowHeight + (isWide ? 0 : 20);
      const label = isWide
        ? textAt(0, y + CELL_HEIGHT / 2 + 4.5, names[row] ?? '', { width: labelWidth - 12 })
        : textAt(0, y - 6, names[row] ?? '', { width: frame.width });
      return (
        label +
        cells
          .map((one, column) =>
            drawCell(one, `${segments[column] ?? ''}, ${title}`, labelWidth + column * cell, y, cell),
          )
          .join('')
      );
    });
    return picture(frame, top + attributes.length * rowHeight, scale.markup, ...headings, ...drawn);
  },
  table: ({ segments, attributes }) => ({
    columns: chartColumns('Attribute', ...segments.map((title) => `>${title}`)),
    rows: attributes.map(({ title, formed, cells }) => [
      formed ? `${title} (formed the segments)` : title,
      ...cells.map((cell) =>
        cell === null
          ? 'too few to say'
          : `${signed(cell.strength, 2)} ${cell.word}${cell.isMarker ? ', marker' : ''}`,
      ),
    ]),
  }),
});

/** `large −`, `none`, `small +`. */
const stepName = (step: number) =>
  step === 0 ? 'none' : `${WORDS[Math.abs(step)] ?? ''} ${step < 0 ? '\u2212' : '+'}`;

function drawCell(cell: HeatCell | null, name: string, x: number, y: number, width: number): string {
  const box = { x: x + 1, y, width: width - 2, height: CELL_HEIGHT, rx: 2 };
  if (cell === null)
    return group(
      {},
      `${name}: too few to say`,
      element('rect', { ...box, fill: 'none', stroke: PAINT.faint, 'stroke-dasharray': '3 3' }),
    );
  const step = WORDS.indexOf(cell.word) * Math.sign(cell.strength);
  const tone = DIVERGING[step + 3];
  const told = signed(cell.strength, 2);
  const short = cell.strength > 0 ? '+' : '\u2212';
  const fits = textWidth(told, SMALL_TEXT_SIZE, cell.isMarker) <= width - 4;
  return group(
    {},
    `${name}: ${told}, ${cell.word}${cell.isMarker ? ', marker' : ''}`,
    element('rect', { ...box, fill: tone?.fill ?? null }),
    cell.isMarker
      ? element('circle', { cx: x + width - 7, cy: y + 6, r: 2.25, fill: tone?.ink ?? null })
      : '',
    textAt(x + width / 2, y + CELL_HEIGHT / 2 + 4, fits ? told : step === 0 ? '' : short, {
      size: SMALL_TEXT_SIZE,
      anchor: 'middle',
      fill: tone?.ink ?? 'currentColor',
      isBold: cell.isMarker,
    }),
  );
}
