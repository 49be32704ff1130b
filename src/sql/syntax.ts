import type { ArithmeticOperator, ComparisonOperator, IntervalUnit, Span } from './expression.ts';

interface Node {
  readonly span: Span;
}

/**
 * A condition as it was written, before names and types are known. Every node knows where it stands;
 * a pair of parentheses belongs to the span of what it holds. `hole` stands where something was refused, with
 * the parts of it that could be read.
 */
export type Syntax =
  | (Node & { readonly kind: 'name'; readonly name: string })
  /** Digits without leading zeros: `20`, `0.50`, `1e3`. */
  | (Node & { readonly kind: 'number'; readonly digits: string })
  | (Node & { readonly kind: 'text'; readonly value: string })
  | (Node & { readonly kind: 'boolean'; readonly value: boolean })
  | (Node & { readonly kind: 'null' | 'as-of' })
  | (Node & { readonly kind: 'hole'; readonly parts: readonly Syntax[] })
  | (Node & { readonly kind: 'date'; readonly value: string })
  | (Node & { readonly kind: 'interval'; readonly amount: number; readonly unit: IntervalUnit })
  /** The segment of another segmentation. */
  | (Node & { readonly kind: 'segment'; readonly segmentation: string })
  | (Node & { readonly kind: 'not'; readonly operand: Syntax })
  | (Node & { readonly kind: 'negate'; readonly operand: Syntax })
  | (Node & { readonly kind: 'and' | 'or'; readonly operands: readonly Syntax[] })
  | (Node & { readonly kind: 'at-least'; readonly count: number; readonly operands: readonly Syntax[] })
  | (Node & {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    })
  | (Node & {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    })
  | (Node & {
      readonly kind: 'between';
      readonly operand: Syntax;
      readonly low: Syntax;
      readonly high: Syntax;
      readonly negated: boolean;
    })
  | (Node & {
      readonly kind: 'in';
      readonly operand: Syntax;
      readonly values: readonly Syntax[];
      readonly negated: boolean;
    })
  /** `%` any characters, `_` one; a backslash makes `%`, `_` and itself plain. */
  | (Node & {
      readonly kind: 'like';
      readonly operand: Syntax;
      readonly pattern: string;
      readonly ignoreCase: boolean;
      readonly negated: boolean;
    })
  | (Node & {
      readonly kind: 'is';
      readonly operand: Syntax;
      readonly what: 'null' | 'true' | 'false';
      readonly negated: boolean;
    })
  | (Node & {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: Syntax; readonly then: Syntax }[];
      readonly otherwise: Syntax | null;
    })
  /** A function in lower case, known or not; `nameSpan` is the name alone. */
  | (Node & {
      readonly kind: 'call';
      readonly function: string;
      readonly nameSpan: Span;
      readonly args: readonly Syntax[];
    });

/** The nodes of one kind. */
export type SyntaxOf<Kind extends Syntax['kind']> = Syntax & { readonly kind: Kind };

/** A node without its place. */
export type Unplaced = Syntax extends infer Each ? (Each extends Syntax ? Omit<Each, 'span'> : never) : never;

/** The direct parts, in the order they are written. */
export function partsOf(syntax: Unplaced): readonly Syntax[] {
  switch (syntax.kind) {
    case 'name':
    case 'number':
    case 'text':
    case 'boolean':
    case 'null':
    case 'as-of':
    case 'date':
    case 'interval':
    case 'segment':
      return [];
    case 'hole':
      return syntax.parts;
    case 'not':
    case 'negate':
    case 'like':
    case 'is':
      return [syntax.operand];
    case 'and':
    case 'or':
    case 'at-least':
      return syntax.operands;
    case 'compare':
    case 'arithmetic':
      return [syntax.left, syntax.right];
    case 'between':
      return [syntax.operand, syntax.low, syntax.high];
    case 'in':
      return [syntax.operand, ...syntax.values];
    case 'case':
      return [
        ...syntax.branches.flatMap(({ when, then }) => [when, then]),
        ...(syntax.otherwise ? [syntax.otherwise] : []),
      ];
    case 'call':
      return syntax.args;
  }
}

/** How tightly operators bind, loosest first. */
export const POWER = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  sum: 5,
  product: 6,
  negation: 7,
} as const;
