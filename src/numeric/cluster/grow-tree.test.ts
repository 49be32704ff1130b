import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/seeded-random.ts';
import type { Column } from './column.ts';
import { encodeTable, learnCoding } from './coded-table.ts';
import type { DecisionTree } from './decision-tree.ts';
import { leavesOfTree, placeByTree } from './decision-tree.ts';
import { growTree } from './grow-tree.ts';
import { pruneTree } from './prune-tree.ts';
import { roundTree } from './round-tree.ts';

const ROWS = 3_000;

/** Whole seats, spend with cents and many zeros, plans and an uneven flag; one value in twelve missing. */
function customers(seed: number): readonly Column[] {
  const random = seededRandom(seed);
  const rows = Array.from({ length: ROWS }, () => random.next());
  const orMissing = <Value>(value: Value) => (random.next() < 1 / 12 ? null : value);
  return [
    { name: 'seats', type: 'numbers', values: rows.map(() => orMissing(random.integer(1, 600))) },
    {
      name: 'spend',
      type: 'numbers',
      values: rows.map((row) =>
        orMissing(row < 0.3 ? 0 : Math.round(100 * Math.exp(6 + random.normal())) / 100),
      ),
    },
    {
      name: 'plan',
      type: 'words',
      values: rows.map(() => orMissing(['free', 'team', 'pro', 'max'][random.integer(0, 3)] ?? 'free')),
    },
    { name: 'live', type: 'flags', values: rows.map(() => orMissing(random.next() < 0.7)) },
  ];
}

function grown(columns: readonly Column[], labels: Int32Array, groups: number): DecisionTree {
  const table = encodeTable(columns, learnCoding(columns).books);
  return roundTree(growTree(table, labels, groups), columns, labels, (name) => (name === 'seats' ? 0 : 2));
}

const columns = customers(4);
const value = (name: string, row: number) => columns.find((one) => one.name === name)?.values[row] ?? null;

describe('a tree grown for labels', () => {
  it('is the one they were made by, edges and all', () => {
    // Without seats: 2. From 250 seats: 0. Below, plans pro and max with spend: 1, all others 2.
    const truth = Int32Array.from({ length: ROWS }, (_, row) => {
      const seats = value('seats', row);
      if (seats === null) return 2;
      if (Number(seats) >= 250) return 0;
      return ['pro', 'max'].includes(String(value('plan', row))) && Number(value('spend', row)) > 0 ? 1 : 2;
    });
    const tree = grown(columns, truth, 3);
    expect(placeByTree(tree, columns)).toEqual(truth);
    expect(leavesOfTree(tree).length).toBeLessThanOrEqual(6);
    expect(tree).toMatchObject({ test: { kind: 'below', column: 'seats', edge: 250 } });
  });

  it('asks for the missing alone where they are what differs', () => {
    const truth = Int32Array.from({ length: ROWS }, (_, row) => Number(value('spend', row) === null));
    const tree = grown(columns, truth, 2);
    expect(tree).toMatchObject({ kind: 'split', test: { kind: 'missing', column: 'spend' } });
    expect(placeByTree(tree, columns)).toEqual(truth);
  });

  it('sends the missing where they go with the others', () => {
    const truth = Int32Array.from({ length: ROWS }, (_, row) => {
      const seats = value('seats', row);
      return Number(seats === null || Number(seats) >= 100);
    });
    const tree = grown(columns, truth, 2);
    expect(tree).toMatchObject({ test: { kind: 'below', edge: 100 }, missing: 'no' });
    expect(placeByTree(tree, columns)).toEqual(truth);
  });

  it('places nobody by a value that was never missing before', () => {
    const whole: readonly Column[] = [
      { name: 'a', type: 'numbers', values: [1, 2, 3, 4, 11, 12, 13, 14, 15, 5] },
    ];
    const truth = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1, 1, 0]);
    const tree = grown(whole, truth, 2);
    const { values } = { values: [2, 12, null] };
    expect(Array.from(placeByTree(tree, [{ name: 'a', type: 'numbers', values }]))).toEqual([0, 1, -1]);
  });

  it('keeps to its depth and its leaves, and says nothing of noise', () => {
    const random = seededRandom(9);
    const noise = Int32Array.from({ length: ROWS }, () => random.integer(0, 2));
    expect(leavesOfTree(grown(columns, noise, 3)).length).toBe(1);
    const table = encodeTable(columns, learnCoding(columns).books);
    const stripes = Int32Array.from(
      { length: ROWS },
      (_, row) => Math.floor(Number(value('seats', row)) / 60) % 2,
    );
    const tree = growTree(table, stripes, 2, { worth: 0, leaves: 7, depth: 3 });
    expect(leavesOfTree(tree).length).toBeLessThanOrEqual(7);
    const depthOf = (node: DecisionTree): number =>
      node.kind === 'leaf' ? 0 : 1 + Math.max(depthOf(node.yes), depthOf(node.no));
    expect(depthOf(tree)).toBeLessThanOrEqual(3);
  });
});

describe('pruning', () => {
  const leaf = (...rows: readonly number[]): DecisionTree => ({
    kind: 'leaf',
    group: rows.indexOf(Math.max(...rows)),
    rows,
  });
  const split = (column: string, yes: DecisionTree, no: DecisionTree): DecisionTree => ({
    kind: 'split',
    test: { kind: 'missing', column },
    missing: 'yes',
    yes,
    no,
    rows: yes.rows.map((count, group) => count + no.rows[group]!),
  });

  // The inner split puts 3 of 200 right, the outer one 60 more.
  const inner = split('b', leaf(3, 5), leaf(97, 15));
  const tree = split('a', inner, leaf(10, 70));

  it('cuts what puts too few right for each leaf', () => {
    expect(pruneTree(tree, 0.005)).toEqual(tree);
    expect(pruneTree(tree, 0.02)).toEqual(split('a', leaf(100, 20), leaf(10, 70)));
    expect(pruneTree(tree, 0.5)).toEqual(leaf(110, 90));
  });

  it('never leaves two leaves of one group beside each other', () => {
    expect(pruneTree(split('a', leaf(5, 1), leaf(9, 2)), 0)).toEqual(leaf(14, 3));
  });
});
