import { describe, expect, it } from 'vitest';
import { readAll } from '../../test/support/small-world.ts';
import { aggregate, and, asOf, boolean, column, compare, integer, isNull, not } from './expression.ts';
import { INTEGER } from './value-type.ts';
import { childrenOf, columnNames, expressionKey, mapChildren, substituteColumns, walk } from './walk.ts';

const everything =
  "at_least(1, not is_trial, plan in ('a', lower(plan)), plan like '%a', (seats > 1) is true, is_trial is false) and " +
  '(case when signup + interval 1 day < as_of then -mrr * 2 else limits end > 0.5 or coalesce(score, 1) is null)';
const [written = boolean(true)] = readAll([everything]);
const rows = aggregate('count', null, INTEGER, compare(column('seats', INTEGER), '>', integer(5)));
const window = {
  kind: 'window',
  function: 'below',
  operand: column('limits', INTEGER),
  type: INTEGER,
} as const;

describe('walk', () => {
  it('gives every node once, a parent before its parts', () => {
    const nodes = [...walk(written)];
    expect(new Set(nodes).size).toBe(nodes.length);
    expect(nodes[0]).toBe(written);
    for (const node of nodes)
      for (const child of childrenOf(node)) expect(nodes.indexOf(child)).toBeGreaterThan(nodes.indexOf(node));
    expect(new Set(nodes.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(18);
  });

  it('sees the operand and the condition of an aggregate, and the operand of a window', () => {
    expect(columnNames(and([rows, window]))).toEqual(['seats', 'limits']);
    expect(childrenOf(aggregate('sum', column('seats', INTEGER), INTEGER))).toHaveLength(1);
    expect(childrenOf(asOf())).toEqual([]);
  });

  it('names columns once, in the order they are written', () => {
    expect(columnNames(written)).toEqual(['is_trial', 'plan', 'seats', 'signup', 'mrr', 'limits', 'score']);
  });
});

describe('mapChildren', () => {
  it('changes nothing when the parts stay, and every direct part when they do not', () => {
    for (const node of [...walk(written), rows, window]) {
      expect(mapChildren(node, (part) => part)).toEqual(node);
      const changed = mapChildren(node, () => boolean(false));
      expect(childrenOf(changed)).toEqual(childrenOf(node).map(() => boolean(false)));
      expect({ ...changed, kind: null }).toMatchObject({ type: node.type });
    }
  });
});

describe('substituteColumns', () => {
  it('replaces named columns everywhere and keeps the others', () => {
    const renamed = substituteColumns(written, (name) =>
      name === 'seats' || name === 'limits' ? column(`t.${name}`, INTEGER) : null,
    );
    expect(columnNames(renamed)).toEqual([
      'is_trial',
      'plan',
      't.seats',
      'signup',
      'mrr',
      't.limits',
      'score',
    ]);
    expect(columnNames(written)).toContain('seats');
  });
});

describe('expressionKey', () => {
  it('is the same wherever an expression stands, and differs with it', () => {
    const [a = asOf(), b = asOf(), c = asOf()] = readAll(['seats > 1', '  (seats   > 1)', 'seats > 2']);
    expect(expressionKey(a)).toBe(expressionKey(b));
    expect(expressionKey(a)).not.toBe(expressionKey(c));
    expect(expressionKey(not(a))).not.toBe(expressionKey(isNull(a)));
  });
});
