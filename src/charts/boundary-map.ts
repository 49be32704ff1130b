import { chartColumns, defineChart, picture } from './chart.ts';
import type { CountCell } from './drawing/count-matrix.ts';
import { drawCountMatrix } from './drawing/count-matrix.ts';
import { grouped, percentOf } from './drawing/format-number.ts';

/** Customers at a boundary, by the segment they are in and the one they are next most like. */
export interface BoundaryMap {
  readonly segments: readonly {
    readonly title: string;
    readonly customers: number;
    /** By position of the runner-up. */
    readonly towards: readonly number[];
  }[];
}

/** A row for each segment, a column for each runner-up; darker where more of the segment stand there. */
export const boundaryMap = defineChart<BoundaryMap>({
  id: 'boundary-map',
  summary: 'Customers at a boundary between two segments, by their own and the next.',
  reading:
    'A row is the segment customers are in, a column the one they are next most like, by number. A cell counts those whose two similarities are nearly the same; the darker, the greater their share of the row’s segment. Two segments dark towards each other could be one.',
  draw({ segments }, frame) {
    const { height, parts } = drawCountMatrix(
      {
        names: segments.map(({ title }) => title),
        columns: segments.length,
        widestCell: 84,
        showsZeros: true,
        cellAt: (row, column) => cellOf(segments, row, column),
      },
      frame,
    );
    return picture(frame, height, ...parts);
  },
  table: ({ segments }) => ({
    columns: chartColumns('In', 'Nearly as like', '>Customers', '>Of those in it'),
    rows: segments.flatMap(({ title, customers, towards }) =>
      towards.flatMap((count, at) =>
        count === 0 ? [] : [[title, segments[at]?.title ?? '', grouped(count), percentOf(count, customers)]],
      ),
    ),
  }),
});

function cellOf(segments: BoundaryMap['segments'], row: number, column: number): CountCell {
  const [own, other] = [segments[row], segments[column]];
  if (!own || !other || row === column) return { kind: 'empty', isBoxed: true };
  const count = own.towards[column] ?? 0;
  const share = percentOf(count, own.customers);
  const title = `${grouped(count)} of ${grouped(own.customers)} in ${own.title} are nearly as like ${other.title}, ${share}`;
  return { kind: 'count', count, base: own.customers, title };
}
