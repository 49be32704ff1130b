import type { DecisionTree, TreeSplit } from './decision-tree.ts';
import { leafOf, leavesOfTree } from './decision-tree.ts';

/**
 * The tree without the branches that put right less than `worth` of all rows for each leaf they add, the weakest first;
 * branches that end in one group all over are always cut.
 * Source: minimal cost-complexity pruning, Breiman, Friedman, Olshen and Stone (1984), chapter 3.
 */
export function pruneTree(tree: DecisionTree, worth: number): DecisionTree {
  const all = tree.rows.reduce((sum, count) => sum + count, 0);
  for (let pruned = tree; ;) {
    const weakest = splitsOf(pruned).reduce<TreeSplit | null>(
      (least, split) => (least && rightedByLeaf(least) <= rightedByLeaf(split) ? least : split),
      null,
    );
    const righted = weakest ? rightedByLeaf(weakest) : Infinity;
    if (weakest === null || (righted > 0 && righted >= worth * all)) return pruned;
    pruned = without(pruned, weakest);
  }
}

function splitsOf(tree: DecisionTree): readonly TreeSplit[] {
  return tree.kind === 'leaf' ? [] : [tree, ...splitsOf(tree.yes), ...splitsOf(tree.no)];
}

/** Rows in their right group because of a branch, for each leaf it has more than one. */
function rightedByLeaf(split: TreeSplit): number {
  const leaves = leavesOfTree(split);
  const right = leaves.reduce((sum, { group, rows }) => sum + rows[group]!, 0);
  return (right - Math.max(...split.rows)) / (leaves.length - 1);
}

function without(tree: DecisionTree, cut: TreeSplit): DecisionTree {
  if (tree === cut) return leafOf(tree.rows);
  if (tree.kind === 'leaf') return tree;
  return { ...tree, yes: without(tree.yes, cut), no: without(tree.no, cut) };
}
