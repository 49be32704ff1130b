import type { Cell, Column } from './column.ts';
import { cellAt, rowCount } from './column.ts';

/**
 * What a node asks of one column. `below`: less than `edge`, or with `including` at most it, in the column's own unit.
 * `among`: one of the levels. `missing`: there is no value.
 */
export type TreeTest =
  | { readonly kind: 'below'; readonly column: string; readonly edge: number; readonly including: boolean }
  | { readonly kind: 'among'; readonly column: string; readonly levels: readonly Level[] }
  | { readonly kind: 'missing'; readonly column: string };
export type Level = string | number | boolean;

/** `rows[group]` is how many of the rows learned from ended here, by their group; `group` is the commonest. */
export interface TreeLeaf {
  readonly kind: 'leaf';
  readonly group: number;
  readonly rows: readonly number[];
}

/** Rows that pass the test go to `yes`. Those without a value go where `missing` says; `nowhere` if none was seen. */
export interface TreeSplit {
  readonly kind: 'split';
  readonly test: TreeTest;
  readonly missing: 'yes' | 'no' | 'nowhere';
  readonly yes: DecisionTree;
  readonly no: DecisionTree;
  readonly rows: readonly number[];
}

/** A binary tree that tells groups apart by questions about single columns. */
export type DecisionTree = TreeLeaf | TreeSplit;

/** The group of every row by the tree; -1 where it asks for a value that is missing and never was before. */
export function placeByTree(tree: DecisionTree, columns: readonly Column[]): Int32Array {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const rows = rowCount(columns);
  const labels = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let node: DecisionTree | null = tree;
    while (node?.kind === 'split') {
      const column = byName.get(node.test.column);
      node = branchOf(node, column ? cellAt(column, row) : null);
    }
    labels[row] = node ? node.group : -1;
  }
  return labels;
}

/** Leaves from the first, `yes` before `no`. */
export function leavesOfTree(tree: DecisionTree): readonly TreeLeaf[] {
  return tree.kind === 'leaf' ? [tree] : [...leavesOfTree(tree.yes), ...leavesOfTree(tree.no)];
}

/** A leaf of rows counted by group; of equal counts the first group has it. */
export function leafOf(rows: readonly number[]): TreeLeaf {
  return { kind: 'leaf', group: rows.indexOf(Math.max(...rows)), rows };
}

function branchOf({ test, missing, yes, no }: TreeSplit, cell: Cell): DecisionTree | null {
  if (test.kind === 'missing') return cell === null ? yes : no;
  if (cell === null) return missing === 'nowhere' ? null : missing === 'yes' ? yes : no;
  return passes(test, cell) ? yes : no;
}

function passes(test: Exclude<TreeTest, { readonly kind: 'missing' }>, cell: Level): boolean {
  if (test.kind === 'among') return test.levels.includes(cell);
  return test.including ? Number(cell) <= test.edge : Number(cell) < test.edge;
}
