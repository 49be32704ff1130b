import { chartColumns, defineChart, picture } from './chart.ts';
import type { CountCell } from './drawing/count-matrix.ts';
import { drawCountMatrix } from './drawing/count-matrix.ts';
import { grouped, percentOf } from './drawing/format-number.ts';

/** Customers a rule is true of that an earlier one took, rule by rule in their order. */
export interface OverlapMatrix {
  readonly counted: string;
  readonly rules: readonly {
    readonly segment: string;
    readonly trueCount: number;
    /** By position of the rule that took them; earlier ones only. */
    readonly lost: readonly { readonly to: number; readonly customers: number }[];
  }[];
}

/** A row for each rule, a column for each that came before it; darker where it lost more of its own. */
export const overlapMatrix = defineChart<OverlapMatrix>({
  id: 'overlap-matrix',
  summary: 'Customers two rules are true of, by the one that came first.',
  reading:
    'A row is a rule, a column a rule above it, by number. A cell counts the customers both are true of and the earlier one took; the darker, the greater its share of the row’s rule.',
  draw(data, frame) {
    const { height, parts } = drawCountMatrix(
      {
        names: data.rules.map(({ segment }) => segment),
        columns: Math.max(1, data.rules.length - 1),
        widestCell: 72,
        showsZeros: false,
        cellAt: (row, column) => cellOf(data, row, column),
      },
      frame,
    );
    return picture(frame, height, ...parts);
  },
  table: ({ rules }) => ({
    columns: chartColumns('Rule of', 'Taken before by', '>Customers', '>Of those it is true of'),
    rows: rules.flatMap(({ segment, trueCount, lost }) =>
      lost.map(({ to, customers }) => [
        segment,
        rules[to]?.segment ?? '',
        grouped(customers),
        percentOf(customers, trueCount),
      ]),
    ),
  }),
});

function cellOf({ rules, counted }: OverlapMatrix, row: number, column: number): CountCell {
  const own = rules[row];
  if (!own || column >= row) return { kind: 'empty', isBoxed: false };
  const count = own.lost.find(({ to }) => to === column)?.customers ?? 0;
  const share = percentOf(count, own.trueCount);
  const title = `${grouped(count)} ${counted} meet ${own.segment} and were taken by ${rules[column]?.segment ?? ''}, ${share} of ${grouped(own.trueCount)}`;
  return { kind: 'count', count, base: own.trueCount, title };
}
