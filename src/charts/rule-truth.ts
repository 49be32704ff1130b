import { chartColumns, defineChart, picture } from './chart.ts';
import { grouped, percentOf } from './drawing/format-number.ts';
import { legend } from './drawing/legend.ts';
import { PAINT, stripes } from './drawing/paint.ts';
import { layRows } from './drawing/rows.ts';
import { linearScale } from './drawing/scale.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** Of how many customers each rule is true, unknown and false; the three add up to the same base for every rule. */
export interface RuleTruth {
  /** Who is counted: `accounts`. */
  readonly counted: string;
  readonly rules: readonly {
    readonly segment: string;
    readonly trueCount: number;
    readonly unknownCount: number;
    readonly falseCount: number;
    /** Those it placed: true of them, and of none before it. */
    readonly takenCount: number;
  }[];
}

const BAR = 18;

/** A bar a rule, from true over unknown to false, and a mark at how many it took. */
export const ruleTruth = defineChart<RuleTruth>({
  id: 'rule-truth',
  summary: 'Share of customers a rule is true, unknown and false of, as stacked bars.',
  reading:
    'Each bar is everybody. The dark part meets the rule; the small line in it is how many the rule took, since rules above it come first. Stripes are customers whose data is missing: for them the rule is neither true nor false.',
  draw({ rules, counted }, frame) {
    const hatch = `url(#${frame.id}-stripes)`;
    const key = legend(
      [
        { label: 'true', fill: PAINT.accent },
        { label: 'unknown, data is missing', fill: hatch },
        { label: 'false', fill: PAINT.faint },
      ],
      frame.width,
    );
    const told = rules.map((rule) => percentOf(rule.trueCount, baseOf(rule)));
    const valueWidth = Math.max(0, ...told.map((text) => textWidth(text, SMALL_TEXT_SIZE)));
    const rows = layRows(
      rules.map(({ segment }) => segment),
      valueWidth,
      { width: frame.width, top: key.bottom + 4, band: BAR },
    );
    const drawn = rules.map((rule, index) => {
      const base = baseOf(rule);
      const scale = linearScale([0, Math.max(1, base)], rows.plot);
      const top = rows.top(index);
      const part = (from: number, count: number, fill: string) =>
        count === 0
          ? ''
          : element('rect', {
              x: scale(from),
              y: top,
              width: scale(from + count) - scale(from),
              height: BAR,
              fill,
            });
      const taken = scale(rule.takenCount);
      return group(
        {},
        `${rule.segment}: true of ${grouped(rule.trueCount)}, unknown of ${grouped(rule.unknownCount)}, false of ${grouped(rule.falseCount)} ${counted}; it took ${grouped(rule.takenCount)}`,
        rows.labelOf(index),
        part(0, rule.trueCount, PAINT.accent),
        part(rule.trueCount, rule.unknownCount, hatch),
        part(rule.trueCount + rule.unknownCount, rule.falseCount, PAINT.faint),
        rule.takenCount < rule.trueCount
          ? element('line', {
              x1: taken,
              x2: taken,
              y1: top - 2,
              y2: top + BAR + 2,
              stroke: PAINT.surface,
              'stroke-width': 3,
            }) +
              element('line', {
                x1: taken,
                x2: taken,
                y1: top - 3,
                y2: top + BAR + 3,
                stroke: 'currentColor',
                'stroke-width': 1,
              })
          : '',
        textAt(frame.width, top + BAR / 2 + 4, told[index] ?? '', {
          size: SMALL_TEXT_SIZE,
          anchor: 'end',
          fill: PAINT.muted,
        }),
      );
    });
    const defs = element('defs', {}, stripes(`${frame.id}-stripes`));
    return picture(frame, rows.bottom, defs, key.markup, ...drawn);
  },
  table: ({ rules }) => ({
    columns: chartColumns('Rule of', '>True', '>Unknown', '>False', '>Took'),
    rows: rules.map(({ segment, trueCount, unknownCount, falseCount, takenCount }) => [
      segment,
      ...[trueCount, unknownCount, falseCount, takenCount].map((count) => grouped(count)),
    ]),
  }),
});

const baseOf = ({ trueCount, unknownCount, falseCount }: RuleTruth['rules'][number]) =>
  trueCount + unknownCount + falseCount;
