import { beforeAll, describe, expect, it } from 'vitest';
import { placeFinder } from '../../../src/base/place.ts';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import type { SeededRandom } from '../../../src/base/seeded-random.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Cell, Row } from '../../../src/engines/engine.ts';
import { treeConditions } from '../../../src/methods/cluster/tree-conditions.ts';
import type { Column as NumericColumn } from '../../../src/numeric/cluster/column.ts';
import type { DecisionTree, TreeTest } from '../../../src/numeric/cluster/decision-tree.ts';
import { placeByTree } from '../../../src/numeric/cluster/decision-tree.ts';
import { choose, column, integer } from '../../../src/sql/expression.ts';
import type { NamedExpression } from '../../../src/sql/expression.ts';
import { printRelation } from '../../../src/sql/print.ts';
import { readCondition } from '../../../src/sql/read-condition.ts';
import type { Relation } from '../../../src/sql/relation.ts';
import { select } from '../../../src/sql/relation.ts';
import { BOOLEAN, decimal, DOUBLE, INTEGER, TEXT } from '../../../src/sql/value-type.ts';
import { conditionScope } from '../../support/condition-scope.ts';
import { loadRows } from './load-rows.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const ROWS = 400;
const TREES = 60;
const GROUPS = 3;
const TYPES = [
  { name: 'seats', type: INTEGER },
  { name: 'spend', type: decimal(18, 2) },
  { name: 'use', type: DOUBLE },
  { name: 'plan', type: TEXT },
  { name: 'live', type: BOOLEAN },
];
const PLANS = ['free', "o'team", 'pro', '50% off', ''];

/** Values that lie on the edges trees may have, beside and between them. */
function cellOf(name: string, random: SeededRandom): Cell {
  if (random.next() < 0.2) return null;
  switch (name) {
    case 'seats':
      return random.integer(-3, 6);
    case 'spend':
      return random.integer(-200, 200) / 100;
    case 'use':
      return [random.normal(), 0.5, 0, 1e-7, 1e21][random.integer(0, 4)] ?? 0;
    case 'plan':
      return PLANS[random.integer(0, PLANS.length - 1)] ?? '';
    default:
      return random.next() < 0.5;
  }
}

function drawTree(random: SeededRandom, depth: number): DecisionTree {
  if (depth === 0 || random.next() < 0.15)
    return { kind: 'leaf', group: random.integer(0, GROUPS - 1), rows: [] };
  const test = drawTest(random);
  return {
    kind: 'split',
    test,
    missing:
      test.kind === 'missing' ? 'yes' : ((['yes', 'no', 'nowhere'] as const)[random.integer(0, 2)] ?? 'no'),
    yes: drawTree(random, depth - 1),
    no: drawTree(random, depth - 1),
    rows: [],
  };
}

function drawTest(random: SeededRandom): TreeTest {
  const name = TYPES[random.integer(0, TYPES.length - 1)]?.name ?? '';
  if (random.next() < 0.15) return { kind: 'missing', column: name };
  if (name === 'live') return { kind: 'among', column: name, levels: [random.next() < 0.5] };
  if (name === 'plan')
    return {
      kind: 'among',
      column: name,
      levels: PLANS.slice(0, -1).filter((plan, i) => i === 0 || random.next() < 0.4 || plan === ''),
    };
  if (name === 'seats' && random.next() < 0.3) return { kind: 'among', column: name, levels: [-1, 2] };
  const edge =
    name === 'use' ? Number(cellOf(name, random) ?? 0) : random.integer(-2, 4) / (name === 'spend' ? 4 : 1);
  return { kind: 'below', column: name, edge, including: random.next() < 0.3 };
}

describe(`conditions of a tree on ${testedEngine}`, () => {
  const tested = useEngine();
  const random = seededRandom(17);
  const rows: readonly Row[] = Array.from({ length: ROWS }, (_, key) => ({
    key,
    ...Object.fromEntries(TYPES.map(({ name }) => [name, cellOf(name, random)])),
  }));
  const columns = TYPES.map(({ name, type }): NumericColumn => {
    const cells = rows.map((row) => row[name] ?? null);
    if (type === TEXT) return { name, type: 'words', values: cells as readonly (string | null)[] };
    if (type === BOOLEAN) return { name, type: 'flags', values: cells as readonly (boolean | null)[] };
    return { name, type: 'numbers', values: cells as readonly (number | null)[] };
  });
  let loaded: Relation;

  beforeAll(async () => {
    const all = [{ name: 'key', type: INTEGER }, ...TYPES];
    loaded = await loadRows(tested.engine, tested.directory, 'customers', all, rows);
  });

  /** The group of every row by the conditions; -1 where none is true. */
  function placing(tree: DecisionTree, name: string): NamedExpression {
    const branches = treeConditions(tree, GROUPS).flatMap((text, group) => {
      if (text === null) return [];
      const reading = readCondition(text, placeFinder('tree.yaml', text), conditionScope(TYPES));
      expect(reading.findings, text).toEqual([]);
      return reading.written ? [{ when: reading.written.expression, then: integer(group) }] : [];
    });
    return { name, expression: choose(branches, integer(-1), INTEGER) };
  }

  it('are true of exactly those whom the tree places there, whatever is missing', async () => {
    const trees = Array.from({ length: TREES }, (_, index) => drawTree(random.fork(`tree ${index}`), 4));
    const placed = select(
      loaded,
      trees.map((tree, index) => placing(tree, `tree_${index}`)),
      { orderBy: [{ expression: column('key', INTEGER), descending: false }] },
    );
    const found = await tested.engine.query(
      printRelation(placed, tested.engine.dialect, {
        asOf: '2026-06-30' as CalendarDate,
        label: 'trees',
        values: 'bound',
      }),
    );
    trees.forEach((tree, index) => {
      const asked = treeConditions(tree, GROUPS).join(' | ');
      expect(
        found.map((row) => Number(row[`tree_${index}`])),
        asked,
      ).toEqual(Array.from(placeByTree(tree, columns)));
    });
  });
});
