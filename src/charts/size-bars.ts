import { chartColumns, defineChart, picture } from './chart.ts';
import { AXIS_HEIGHT, gridLines } from './drawing/axis.ts';
import { compact, grouped, moneyOf, percentOf } from './drawing/format-number.ts';
import { legend } from './drawing/legend.ts';
import { PAINT, stripes } from './drawing/paint.ts';
import { layRows } from './drawing/rows.ts';
import { linearScale, niceExtent, niceTicks } from './drawing/scale.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, textWidth } from './drawing/text.ts';

/** How many are in each segment and what they pay. Shares are of the sums over all segments. */
export interface SizeBars {
  /** Null where customers have no money. */
  readonly currency: string | null;
  readonly segments: readonly {
    readonly title: string;
    readonly isFallback: boolean;
    readonly customers: number;
    /** Exact digits; null where nothing is known. */
    readonly money: string | null;
  }[];
}

const BAR = 11;

/** A bar of customers and one of money for each segment, on one scale of shares. */
export const sizeBars = defineChart<SizeBars>({
  id: 'size-bars',
  summary: 'Share of customers and of money of each segment, as bars.',
  reading:
    'Two bars a segment on one scale: its share of customers, and below it its share of money. Where the second is longer, these customers pay more than the rest.',
  draw(data, frame) {
    const { segments, currency } = data;
    const shares = sharesOf(data);
    const bars = currency === null ? 1 : 2;
    const key = legend(
      [
        { label: 'share of customers', fill: PAINT.accent },
        ...(currency === null ? [] : [{ label: `share of money, ${currency}`, fill: PAINT.accentSoft }]),
        ...(segments.some(({ isFallback }) => isFallback)
          ? [{ label: 'fallback', fill: `url(#${frame.id}-stripes)` }]
          : []),
      ],
      frame.width,
    );
    const values = shares.map(({ customers, money }, index) => [
      `${percentOf(customers, 1)} · ${grouped(segments[index]?.customers ?? 0)}`,
      `${percentOf(money, 1)} · ${compact(Number(segments[index]?.money ?? 0))}`,
    ]);
    const valueWidth = Math.max(
      0,
      ...values.flatMap((pair) => pair.slice(0, bars).map((text) => textWidth(text, SMALL_TEXT_SIZE))),
    );
    const rows = layRows(
      segments.map(({ title }) => title),
      valueWidth,
      {
        width: frame.width,
        top: key.bottom + 4,
        band: bars * (BAR + 4),
      },
    );
    const ticks = niceTicks(
      [0, Math.max(0.01, ...shares.flatMap(({ customers, money }) => [customers, money]))],
      4,
    );
    const scale = linearScale(niceExtent(ticks), rows.plot);
    const bar = (share: number, top: number, fill: string, text: string) =>
      element('rect', {
        x: rows.plot[0],
        y: top,
        width: scale(share) - rows.plot[0],
        height: BAR,
        rx: 1.5,
        fill,
      }) +
      textAt(frame.width, top + BAR - 1.5, text, { size: SMALL_TEXT_SIZE, anchor: 'end', fill: PAINT.muted });
    const drawn = segments.map(({ title, isFallback }, index) => {
      const top = rows.top(index) + 1;
      const { customers, money } = shares[index] ?? { customers: 0, money: 0 };
      const [count = '', paid = ''] = values[index] ?? [];
      return group(
        {},
        `${title}: ${count} customers${currency === null ? '' : `; ${paid} ${currency}`}`,
        rows.labelOf(index),
        bar(customers, top, isFallback ? `url(#${frame.id}-stripes)` : PAINT.accent, count),
        currency === null ? '' : bar(money, top + BAR + 3, PAINT.accentSoft, paid),
      );
    });
    const grid = gridLines(ticks, scale, {
      top: key.bottom,
      bottom: rows.bottom,
      format: (tick) => `${grouped(100 * tick)} %`,
      width: frame.width,
    });
    const defs = element('defs', {}, stripes(`${frame.id}-stripes`, PAINT.accent));
    return picture(frame, rows.bottom + AXIS_HEIGHT, defs, key.markup, grid, ...drawn);
  },
  table(data) {
    const { segments, currency } = data;
    const shares = sharesOf(data);
    return {
      columns: chartColumns(
        'Segment',
        '>Customers',
        '>Share',
        ...(currency === null ? [] : [`>Money, ${currency}`, '>Share of money']),
      ),
      rows: segments.map(({ title, isFallback, customers, money }, index) => [
        isFallback ? `${title} (fallback)` : title,
        grouped(customers),
        percentOf(shares[index]?.customers ?? 0, 1),
        ...(currency === null ? [] : [moneyOf(money), percentOf(shares[index]?.money ?? 0, 1)]),
      ]),
    };
  },
});

function sharesOf({ segments }: SizeBars): readonly { readonly customers: number; readonly money: number }[] {
  const customers = segments.reduce((sum, one) => sum + one.customers, 0);
  const money = segments.reduce((sum, one) => sum + Number(one.money ?? 0), 0);
  const part = (value: number, whole: number) => (whole > 0 ? Math.max(0, value) / whole : 0);
  return segments.map((one) => ({
    customers: part(one.customers, customers),
    money: part(Number(one.money ?? 0), money),
  }));
}
