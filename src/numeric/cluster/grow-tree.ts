import type { CodedTable } from './coded-table.ts';
import { CODES } from './code-book.ts';
import type { DecisionTree, TreeLeaf } from './decision-tree.ts';
import { leafOf } from './decision-tree.ts';
import { pruneTree } from './prune-tree.ts';
import type { Split } from './tree-splits.ts';
import { bestSplit } from './tree-splits.ts';

export interface TreeOptions {
  /** Questions from the top to any leaf; 4 unless given. */
  readonly depth?: number;
  /** Leaves at the most; twice the groups unless given. */
  readonly leaves?: number;
  /** Rows a leaf has at the least; 5 unless given. */
  readonly fewest?: number;
  /** Share of all rows that each leaf more has to put right; 0.005 unless given. */
  readonly worth?: number;
}

/**
 * A small decision tree for labels from 0 over a coded table: the leaf that gains most is split next, by Gini's
 * impurity, and what is not worth saying is pruned. Rows of one label never stand in two leaves beside each other.
 * Source: Breiman, Friedman, Olshen and Stone, Classification and Regression Trees (1984); best first: Shi, Best-first
 * decision tree learning (2007).
 */
export function growTree(
  table: CodedTable,
  labels: Int32Array,
  groups: number,
  options: TreeOptions = {},
): DecisionTree {
  const { depth = 4, leaves = 2 * groups, fewest = 5, worth = 0.005 } = options;
  const open = (rows: Uint32Array, level: number): Growing => ({
    leaf: leafOf(countLabels(rows, labels, groups)),
    rows,
    level,
    split: level < depth ? splitOf(table, rows, labels, groups, fewest) : null,
    branches: null,
  });
  const root = open(
    Uint32Array.from({ length: table.rows }, (_, row) => row),
    0,
  );
  const growing = [root];
  while (growing.length < leaves) {
    const next = growing.reduce((best, one) => (gainOf(one) > gainOf(best) ? one : best));
    if (next.split === null) break;
    const { saysYes, column } = next.split;
    const code = (row: number) => table.codes[row * table.books.length + column]!;
    next.branches = {
      yes: open(
        next.rows.filter((row) => saysYes[code(row)] === 1),
        next.level + 1,
      ),
      no: open(
        next.rows.filter((row) => saysYes[code(row)] === 0),
        next.level + 1,
      ),
    };
    growing.splice(growing.indexOf(next), 1, next.branches.yes, next.branches.no);
  }
  return pruneTree(settled(root), worth);
}

type ColumnSplit = Split & { readonly column: number };

/** A leaf as long as it has no branches. */
interface Growing {
  readonly leaf: TreeLeaf;
  readonly rows: Uint32Array;
  readonly level: number;
  readonly split: ColumnSplit | null;
  branches: { readonly yes: Growing; readonly no: Growing } | null;
}

const gainOf = ({ split }: Growing) => split?.gain ?? 0;

function splitOf(
  { books, codes }: CodedTable,
  rows: Uint32Array,
  labels: Int32Array,
  groups: number,
  fewest: number,
): ColumnSplit | null {
  let best: ColumnSplit | null = null;
  const counts = new Float64Array(CODES * groups);
  books.forEach((book, column) => {
    counts.fill(0);
    for (const row of rows) counts[codes[row * books.length + column]! * groups + labels[row]!]! += 1;
    const split = bestSplit(book, { counts, groups }, fewest);
    if (split && split.gain > (best?.gain ?? 0)) best = { ...split, column };
  });
  return best;
}

function countLabels(rows: Uint32Array, labels: Int32Array, groups: number): readonly number[] {
  const counts = Array.from({ length: groups }, () => 0);
  for (const row of rows) counts[labels[row]!]! += 1;
  return counts;
}

function settled({ leaf, split, branches }: Growing): DecisionTree {
  if (split === null || branches === null) return leaf;
  const { test, missing } = split;
  return {
    kind: 'split',
    test,
    missing,
    yes: settled(branches.yes),
    no: settled(branches.no),
    rows: leaf.rows,
  };
}
