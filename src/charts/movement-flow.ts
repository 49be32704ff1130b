import { chartColumns, defineChart, picture } from './chart.ts';
import { grouped, percentOf } from './drawing/format-number.ts';
import { PAINT } from './drawing/paint.ts';
import { WIDE } from './drawing/rows.ts';
import { element, group } from './drawing/svg.ts';
import { SMALL_TEXT_SIZE, textAt, wrap } from './drawing/text.ts';

/** Streams from the states of one day to those of another. */
export interface MovementFlow {
  readonly counted: string;
  readonly dates: readonly [first: string, last: string];
  readonly from: readonly FlowState[];
  readonly to: readonly FlowState[];
  readonly flows: readonly Flow[];
}

export interface FlowState {
  readonly title: string;
  readonly customers: number;
}

/** By positions of its states; `stays` where both are the same. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly stays: boolean;
}

const HEAD = 24;
const BAR = 8;
const GAP = 6;
const LINE = 13;
/** Height all customers of a day have together, without gaps. */
const ALL = 300;

/** Bars for the states of both days, and between them a stream for each transition. */
export const movementFlow = defineChart<MovementFlow>({
  id: 'movement-flow',
  summary: 'Streams of customers from the segments of one day to those of another.',
  reading:
    'Left the first day, right the last; the height of a bar and of a stream counts customers, on one scale; empty ones are left out. Streams of who moved are strong, of who stayed pale. The greatest moves are told in words, all of them in the table.',
  draw({ from, to, flows, dates, counted }, frame) {
    const isWide = frame.width >= WIDE;
    const labelWidth = Math.min(190, frame.width * (isWide ? 0.25 : 0.29));
    const total = Math.max(1, ...[from, to].map((side) => side.reduce((sum, one) => sum + one.customers, 0)));
    const scale = ALL / total;
    const lines = (title: string) => wrap(title, labelWidth - 6, 2, SMALL_TEXT_SIZE);
    const [left, right] = [from, to].map((side) => stackOf(side, scale, (title) => lines(title).length + 1));
    const [start, end] = [labelWidth + BAR, frame.width - labelWidth - BAR];
    const streams = streamsOf(flows, left?.tops ?? [], right?.tops ?? [], scale);
    const ribbons = [...streams]
      .sort((a, b) => Number(b.stays) - Number(a.stays))
      .map(({ flow, y0, y1, height, stays }) => {
        const [was, is] = [from[flow.from], to[flow.to]];
        return group(
          {},
          `${was?.title ?? ''} to ${is?.title ?? ''}: ${grouped(flow.customers)} ${counted}, ${percentOf(flow.customers, was?.customers ?? 0)} of ${grouped(was?.customers ?? 0)}`,
          element('path', {
            d: ribbon(start + 1, y0, end - 1, y1, height),
            fill: stays ? PAINT.accentSoft : PAINT.accent,
            'fill-opacity': stays ? 0.45 : 0.6,
          }),
        );
      });
    const side = (states: readonly FlowState[], tops: readonly number[], isLeft: boolean) =>
      states.map(({ title, customers }, index) => {
        if (customers === 0) return '';
        const top = tops[index] ?? 0;
        const x = isLeft ? labelWidth - 4 : frame.width - labelWidth + 4;
        const told = [...lines(title), grouped(customers)];
        return (
          element('rect', {
            ...{ x: isLeft ? labelWidth : frame.width - labelWidth - BAR, y: top, width: BAR },
            ...{ height: Math.max(1, customers * scale), fill: PAINT.muted },
          }) +
          told
            .map((line, at) =>
              textAt(x, top + 10 + at * LINE, line, {
                size: SMALL_TEXT_SIZE,
                anchor: isLeft ? 'end' : 'start',
                width: labelWidth - 6,
                ...(at === told.length - 1 ? { fill: PAINT.muted } : {}),
              }),
            )
            .join('')
        );
      });
    const date = {
      size: SMALL_TEXT_SIZE,
      fill: PAINT.muted,
      isBold: true,
      width: frame.width / 2 - 8,
    } as const;
    return picture(
      frame,
      Math.max(left?.bottom ?? HEAD, right?.bottom ?? HEAD) + 4,
      textAt(0, 12, dates[0], date),
      textAt(frame.width, 12, dates[1], { ...date, anchor: 'end' }),
      ...ribbons,
      ...side(from, left?.tops ?? [], true),
      ...side(to, right?.tops ?? [], false),
    );
  },
  table: ({ from, to, flows }) => ({
    columns: chartColumns('From', 'To', '>Customers', '>Of the first'),
    rows: flows.map((flow) => [
      from[flow.from]?.title ?? '',
      to[flow.to]?.title ?? '',
      grouped(flow.customers),
      percentOf(flow.customers, from[flow.from]?.customers ?? 0),
    ]),
  }),
});

/** Tops of the bars of a side, each with room for its name, and where they end. */
function stackOf(states: readonly FlowState[], scale: number, linesOf: (title: string) => number) {
  let y = HEAD;
  const tops = states.map(({ title, customers }) => {
    const top = y;
    if (customers > 0) y += Math.max(customers * scale, linesOf(title) * LINE) + GAP;
    return top;
  });
  return { tops, bottom: y };
}

/** Where each stream begins and ends: in a bar they stand in the order of the bars on the other side. */
function streamsOf(flows: readonly Flow[], left: readonly number[], right: readonly number[], scale: number) {
  const [outOf, into] = [[...left], [...right]];
  const ends = new Map<Flow, number>();
  for (const flow of flows.toSorted((a, b) => a.to - b.to || a.from - b.from)) {
    ends.set(flow, into[flow.to] ?? 0);
    into[flow.to] = (into[flow.to] ?? 0) + flow.customers * scale;
  }
  return flows
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
    .map((flow) => {
      const y0 = outOf[flow.from] ?? 0;
      outOf[flow.from] = y0 + flow.customers * scale;
      return { flow, y0, y1: ends.get(flow) ?? 0, height: flow.customers * scale, stays: flow.stays };
    });
}

function ribbon(x0: number, y0: number, x1: number, y1: number, height: number): string {
  const middle = (x0 + x1) / 2;
  const at = (x: number, y: number) => `${round(x)} ${round(y)}`;
  const thick = Math.max(height, 0.75);
  return [
    `M${at(x0, y0)}`,
    `C${at(middle, y0)} ${at(middle, y1)} ${at(x1, y1)}`,
    `L${at(x1, y1 + thick)}`,
    `C${at(middle, y1 + thick)} ${at(middle, y0 + thick)} ${at(x0, y0 + thick)}Z`,
  ].join('');
}

const round = (value: number) => Math.round(value * 100) / 100;
