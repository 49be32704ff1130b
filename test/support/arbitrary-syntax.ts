import fc from 'fast-check';
import type { Syntax, Unplaced } from '../../src/sql/syntax.ts';

const span = { start: 0, end: 0 };
const place = (node: Unplaced): Syntax => ({ ...node, span });

const names = fc.constantFrom(
  'a',
  'mrr',
  'account.mrr',
  'date',
  'interval',
  'segment',
  'at_least',
  'over',
  'days',
);
const texts = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const quotes = fc.constantFrom('', "it's", "''", '\\', '--', '/*', ';', '"');
const pattern = fc.array(fc.constantFrom('a', '%', '_', '\\%', '\\_', '\\\\', "'", ';'), { maxLength: 5 });

const leaf = fc.oneof(
  names.map((name) => place({ kind: 'name', name })),
  fc.constantFrom('0', '20', '0.50', '1e3', '1.5e-7').map((digits) => place({ kind: 'number', digits })),
  fc.oneof(texts, quotes).map((value) => place({ kind: 'text', value })),
  fc.boolean().map((value) => place({ kind: 'boolean', value })),
  fc.constantFrom('null' as const, 'as-of' as const).map((kind) => place({ kind })),
  fc.constantFrom('2026-01-31', '1900-01-01').map((value) => place({ kind: 'date', value })),
  fc
    .record({
      kind: fc.constant('interval' as const),
      amount: fc.integer({ min: 0, max: 100 }),
      unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
    })
    .map(place),
  fc.oneof(texts, quotes).map((segmentation) => place({ kind: 'segment', segmentation })),
);

/** Any syntax tree that a text can have, well typed or not, without places and without holes. */
export const arbitrarySyntax: fc.Arbitrary<Syntax> = fc.letrec<{ node: Syntax }>((tie) => {
  const node = tie('node');
  const several = (minLength: number) => fc.array(node, { minLength, maxLength: 3 });
  const negated = fc.boolean();
  const kinds: readonly fc.Arbitrary<Unplaced>[] = [
    node.map((operand) => ({ kind: 'not', operand })),
    node.map((operand) => ({ kind: 'negate', operand })),
    several(2).map((operands) => ({ kind: 'and', operands })),
    several(2).map((operands) => ({ kind: 'or', operands })),
    several(1).map((operands) => ({ kind: 'at-least', count: operands.length, operands })),
    fc
      .tuple(
        fc.constantFrom(
          '=' as const,
          '<>' as const,
          '<' as const,
          '<=' as const,
          '>' as const,
          '>=' as const,
        ),
        node,
        node,
      )
      .map(([operator, left, right]) => ({ kind: 'compare', operator, left, right })),
    fc
      .tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), node, node)
      .map(([operator, left, right]) => ({ kind: 'arithmetic', operator, left, right })),
    fc.record({ kind: fc.constant('between' as const), operand: node, low: node, high: node, negated }),
    fc.record({ kind: fc.constant('in' as const), operand: node, values: several(0), negated }),
    fc.record({
      kind: fc.constant('like' as const),
      operand: node,
      pattern: pattern.map((parts) => parts.join('')),
      ignoreCase: fc.boolean(),
      negated,
    }),
    fc.record({
      kind: fc.constant('is' as const),
      operand: node,
      what: fc.constantFrom('null' as const, 'true' as const, 'false' as const),
      negated,
    }),
    fc.record({
      kind: fc.constant('case' as const),
      branches: fc.array(fc.record({ when: node, then: node }), {
        minLength: 1,
        maxLength: 2,
      }),
      otherwise: fc.oneof(node, fc.constant(null)),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      function: fc.constantFrom('coalesce', 'f', 'lower'),
      nameSpan: fc.constant(span),
      args: several(0),
    }),
  ];
  return {
    node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, ...kinds.map((kind) => kind.map(place))),
  };
}).node;
