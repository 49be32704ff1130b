import { readableNear } from '../readable-near.ts';
import type { Column } from './column.ts';
import type { DecisionTree, TreeSplit } from './decision-tree.ts';
import { placeByTree } from './decision-tree.ts';

/** Of the rows a tree misplaces, the share that may be added for the sake of round numbers. */
const ADDED = 0.05;

/**
 * The tree with edges that people can read: each becomes the roundest number near it with which the tree misplaces
 * hardly more of the rows than before, at most a twentieth of those it already does, all edges together; where it
 * misplaces none, none. `placesOf` says how many digits after the point a column has, null where that is open.
 */
export function roundTree(
  tree: DecisionTree,
  columns: readonly Column[],
  labels: ArrayLike<number>,
  placesOf: (column: string) => number | null,
): DecisionTree {
  const misplaced = (candidate: DecisionTree) =>
    placeByTree(candidate, columns).reduce((sum, group, row) => sum + Number(group !== labels[row]), 0);
  const most = (1 + ADDED) * misplaced(tree);
  return edgesOf(tree).reduce<DecisionTree>((rounded, path) => {
    const split = splitAt(rounded, path);
    if (split.test.kind !== 'below') return rounded;
    const { test } = split;
    const candidates = readableNear(test.edge, placesOf(test.column)).map((edge) =>
      replaced(rounded, path, { ...split, test: { ...test, edge } }),
    );
    return candidates.find((candidate) => misplaced(candidate) <= most) ?? candidates.at(-1) ?? rounded;
  }, tree);
}

type Path = readonly ('yes' | 'no')[];

/** Paths of the splits with an edge, from the top. */
function edgesOf(tree: DecisionTree, path: Path = []): readonly Path[] {
  if (tree.kind === 'leaf') return [];
  const below = [...edgesOf(tree.yes, [...path, 'yes']), ...edgesOf(tree.no, [...path, 'no'])];
  return tree.test.kind === 'below' ? [path, ...below] : below;
}

function splitAt(tree: DecisionTree, path: Path): TreeSplit {
  const [step, ...rest] = path;
  if (tree.kind === 'leaf') throw new RangeError('the path leads to a leaf');
  return step === undefined ? tree : splitAt(tree[step], rest);
}

function replaced(tree: DecisionTree, [step, ...rest]: Path, split: TreeSplit): DecisionTree {
  if (step === undefined || tree.kind === 'leaf') return split;
  return { ...tree, [step]: replaced(tree[step], rest, split) };
}
