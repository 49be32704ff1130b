import { encodeTable } from '../../numeric/cluster/coded-table.ts';
import type { Column } from '../../numeric/cluster/column.ts';
import type { FrozenMixture } from '../../numeric/cluster/frozen-mixture.ts';
import { scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { growTree } from '../../numeric/cluster/grow-tree.ts';
import { labelRows } from '../../numeric/cluster/place-rows.ts';
import { roundTree } from '../../numeric/cluster/round-tree.ts';
import { sampleRows } from '../../numeric/cluster/sample-rows.ts';
import type { ValueType } from '../../sql/value-type.ts';
import type { LearningRow } from '../method.ts';
import { columnsOfRows } from './basis.ts';
import type { LearnedGroups } from './learned-groups.ts';
import { treeConditions } from './tree-conditions.ts';

/** The condition of a segment; null where no few words tell it from the others. */
export interface GroupRule {
  readonly segment: string;
  readonly when: string | null;
}

/** Rows on which round numbers are weighed against the learned edges. */
const ROUNDED_ON = 20_000;

/**
 * A small tree over the same codes, grown for the segments that learned groups give the rows, as one condition a segment
 * in the order of the groups, the largest first.
 */
export function rulesFromGroups(
  { basis, parameters }: LearnedGroups,
  rows: readonly LearningRow[],
): readonly GroupRule[] {
  const mixture = parameters.mixture as FrozenMixture;
  const groups = mixture.groups.length;
  const columns = columnsOfRows(basis, rows);
  const table = encodeTable(columns, mixture.books);
  const labels = labelRows(scoreTables(mixture), table);
  const types = new Map(basis.map(({ name, expression }) => [name, expression.type]));
  const chosen = sampleRows(table.rows, ROUNDED_ON, 1);
  const tree = roundTree(
    growTree(table, labels, groups),
    columns.map((column) => takeRows(column, chosen)),
    Array.from(chosen, (row) => labels[row] ?? -1),
    (name) => placesAfterPoint(types.get(name)),
  );
  const conditions = treeConditions(tree, groups);
  return parameters.segments.map((segment, group) => ({ segment, when: conditions[group] ?? null }));
}

function takeRows({ name, type, values }: Column, rows: ArrayLike<number>): Column {
  return { name, type, values: Array.from(rows, (row) => values[row] ?? null) } as Column;
}

/** Digits after the point that values of a type have; null where there may be any. */
function placesAfterPoint(type: ValueType | undefined): number | null {
  if (type?.kind === 'integer') return 0;
  return type?.kind === 'decimal' ? type.scale : null;
}
