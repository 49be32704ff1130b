import { element } from './svg.ts';

/** A colour of the page around, with one that serves where no page sets it. */
const paint = (name: string, fallback: string) => `var(--chart-${name}, ${fallback})`;

/** What charts are painted with. A page changes them by setting `--chart-…`, for dark mode or a brand. */
export const PAINT = {
  accent: paint('accent', '#17618f'),
  accentSoft: paint('accent-soft', '#a9cbe0'),
  faint: paint('faint', '#e3e6ea'),
  line: paint('line', '#c9ced6'),
  muted: paint('muted', '#57606c'),
  surface: paint('surface', '#ffffff'),
} as const;

/** Five shades of one colour, from nearly nothing to full, and the ink that can be read on each. */
export const SHADES = [0, 1, 2, 3, 4].map((step) => ({
  fill: paint(`shade-${step}`, ['#eef3f7', '#cfe1ec', '#96c1da', '#4f93bb', '#17618f'][step] ?? ''),
  ink: paint(`shade-ink-${step}`, step < 3 ? '#1b232c' : '#ffffff'),
}));

/** Seven steps from far below to far above, and the ink that can be read on each; the middle says nothing. */
export const DIVERGING = [-3, -2, -1, 0, 1, 2, 3].map((step, index) => ({
  step,
  fill: paint(
    `diverging-${index}`,
    ['#8f4a0e', '#d3924f', '#f0d7b8', '#f3f3f1', '#c3dcea', '#5f9fc4', '#17618f'][index] ?? '',
  ),
  ink: paint(`diverging-ink-${index}`, index === 0 || index === 6 ? '#ffffff' : '#1b232c'),
}));

/** Stripes, for what is unknown or in no segment: seen in grey and on paper too. Used as `url(#id)`. */
export function stripes(id: string, colour: string = PAINT.muted, ground: string = PAINT.surface): string {
  return element(
    'pattern',
    { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('rect', { width: 6, height: 6, fill: ground }),
    element('rect', { width: 2, height: 6, fill: colour }),
  );
}
