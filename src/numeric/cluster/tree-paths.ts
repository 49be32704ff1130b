import type { DecisionTree, Level, TreeTest } from './decision-tree.ts';

/** An end of a range; `including` where the value itself is inside. */
export interface RangeEnd {
  readonly value: number;
  readonly including: boolean;
}

/** What a path through a tree says of one column; null ends are open, null `among` is any level but those in `not`. */
export interface ColumnPath {
  readonly column: string;
  readonly from: RangeEnd | null;
  readonly to: RangeEnd | null;
  /** Empty: nobody with a value is taken. */
  readonly among: readonly Level[] | null;
  readonly not: readonly Level[];
  /** Whether those without a value are taken. */
  readonly missing: boolean;
}

/** The way to a leaf: everything it says of each column, in the order of the questions. */
export interface TreePath {
  readonly group: number;
  readonly columns: readonly ColumnPath[];
}

/**
 * Every leaf with the one conjunction that leads to it: questions about the same column become one statement, and a leaf
 * that nobody can come to is left out.
 */
export function pathsOfTree(tree: DecisionTree, columns: readonly ColumnPath[] = []): readonly TreePath[] {
  if (columns.some(({ among, missing }) => among?.length === 0 && !missing)) return [];
  if (tree.kind === 'leaf') return [{ group: tree.group, columns }];
  const { test, missing, yes, no } = tree;
  const isMissing = test.kind === 'missing';
  return [
    ...pathsOfTree(yes, narrowed(columns, test, true, isMissing || missing === 'yes')),
    ...pathsOfTree(no, narrowed(columns, test, false, !isMissing && missing === 'no')),
  ];
}

function narrowed(
  columns: readonly ColumnPath[],
  test: TreeTest,
  holds: boolean,
  takesMissing: boolean,
): readonly ColumnPath[] {
  const before = columns.find(({ column }) => column === test.column) ?? anyValue(test.column);
  const after = { ...said(before, test, holds), missing: before.missing && takesMissing };
  return columns.includes(before)
    ? columns.map((one) => (one === before ? after : one))
    : [...columns, after];
}

const anyValue = (column: string): ColumnPath => ({
  column,
  from: null,
  to: null,
  among: null,
  not: [],
  missing: true,
});

function said(before: ColumnPath, test: TreeTest, holds: boolean): ColumnPath {
  if (test.kind === 'missing') return holds ? { ...before, among: [], not: [] } : before;
  if (test.kind === 'below') {
    const end = { value: test.edge, including: test.including === holds };
    return holds
      ? { ...before, to: nearer(before.to, end, -1) }
      : { ...before, from: nearer(before.from, end, 1) };
  }
  const { among, not } = before;
  const isNew = (level: Level) => !not.includes(level);
  if (among !== null)
    return { ...before, among: among.filter((level) => test.levels.includes(level) === holds) };
  return holds
    ? { ...before, among: test.levels.filter(isNew), not: [] }
    : { ...before, not: [...not, ...test.levels.filter(isNew)] };
}

/** Of two ends the one that takes fewer values; `sign` is 1 for lower ends. */
function nearer(one: RangeEnd | null, other: RangeEnd, sign: 1 | -1): RangeEnd {
  if (one === null) return other;
  const difference = sign * (one.value - other.value);
  if (difference === 0) return one.including ? other : one;
  return difference > 0 ? one : other;
}
