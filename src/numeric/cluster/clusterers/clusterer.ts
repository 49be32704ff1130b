import type { CodedTable } from '../coded-table.ts';
import type { FrozenMixture } from '../frozen-mixture.ts';

export interface ClusterOptions {
  readonly groups: number;
  readonly seed: number;
}

/** The same with what a search takes where it is one. */
export interface FreezeOptions extends ClusterOptions {
  /** Rows searched. */
  readonly sample: number;
  /** Components searched before they are merged into groups. */
  readonly mostComponents: number;
}

/**
 * A way to part the rows of a coded table into a given number of groups. The head says what it can take; `cluster`
 * returns a label for every row, from 0, the largest group first, and the same again for the same seed; `freeze` learns
 * as many groups and gives all it takes to place any row among them, with missing values too.
 */
export interface Clusterer {
  readonly id: 'mixture' | 'k-means' | 'k-prototypes' | 'hierarchical';
  readonly title: string;
  readonly source: string;
  readonly summary: string;
  /** Whether levels without order count, or only numbers and ordered levels. */
  readonly takes: 'mixed' | 'numbers';
  /** Rows it can group; null where there is no limit. Of more, `freeze` learns from a sample. */
  readonly mostRows: number | null;
  cluster(table: CodedTable, options: ClusterOptions): Int32Array;
  /** Null where the rows or columns do not suffice for so many. */
  freeze(table: CodedTable, options: FreezeOptions): FrozenMixture | null;
}

/** The same groups with labels from 0 by size, the largest first; of equal ones the one whose row comes first. */
export function bySize(labels: ArrayLike<number>): Int32Array {
  const groups = new Map<number, { size: number; first: number }>();
  for (let row = 0; row < labels.length; row++) {
    const group = groups.get(labels[row]!) ?? { size: 0, first: row };
    groups.set(labels[row]!, { ...group, size: group.size + 1 });
  }
  const order = [...groups].toSorted(([, a], [, b]) => b.size - a.size || a.first - b.first);
  const names = new Map(order.map(([label], name) => [label, name]));
  return Int32Array.from(labels, (label) => names.get(label)!);
}
