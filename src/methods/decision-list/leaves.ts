import type { Expression } from '../../sql/expression.ts';
import { boolean, column } from '../../sql/expression.ts';
import { BOOLEAN } from '../../sql/value-type.ts';
import { expressionKey, mapChildren } from '../../sql/walk.ts';

const CONNECTIVES: ReadonlySet<Expression['kind']> = new Set([
  'and',
  'or',
  'not',
  'at-least',
  'is-true',
  'is-false',
]);

/** The conditions rules are made of, each once: what stands below `and`, `or`, `not`, `at_least`, `is true`. */
export interface Leaves {
  readonly expressions: readonly Expression[];
  /** The rule with every leaf replaced by its column. */
  overColumns(rule: Expression): Expression;
}

export const leafColumn = (index: number): string => `leaf__${index + 1}`;

export function leavesOf(rules: readonly Expression[]): Leaves {
  const positions = new Map<string, number>();
  const expressions: Expression[] = [];
  const visit = (part: Expression): Expression => {
    if (CONNECTIVES.has(part.kind)) return mapChildren(part, visit);
    if (part.kind === 'literal') return part;
    const key = expressionKey(part);
    let position = positions.get(key);
    if (position === undefined) {
      position = expressions.push(part) - 1;
      positions.set(key, position);
    }
    return column(leafColumn(position), BOOLEAN);
  };
  for (const rule of rules) visit(rule);
  return { expressions, overColumns: visit };
}

/** Replaces leaf columns of known truth and folds what follows from it. */
export function withTruths(rule: Expression, truths: ReadonlyMap<string, boolean>): Expression {
  if (rule.kind === 'column') {
    const truth = truths.get(rule.name);
    return truth === undefined ? rule : boolean(truth);
  }
  return fold(mapChildren(rule, (part) => withTruths(part, truths)));
}

const truthOf = (part: Expression): boolean | null =>
  part.kind === 'literal' && part.literal.kind === 'boolean' ? part.literal.value : null;

function fold(rule: Expression): Expression {
  switch (rule.kind) {
    case 'not':
    case 'is-true':
    case 'is-false': {
      const truth = truthOf(rule.operand);
      return truth === null ? rule : boolean(rule.kind === 'is-true' ? truth : !truth);
    }
    case 'and':
    case 'or': {
      const absorbing = rule.kind === 'or';
      if (rule.operands.some((part) => truthOf(part) === absorbing)) return boolean(absorbing);
      const open = rule.operands.filter((part) => truthOf(part) === null);
      const [only] = open;
      if (!only) return boolean(!absorbing);
      return open.length === 1 ? only : { ...rule, operands: open };
    }
    case 'at-least': {
      const met = rule.operands.filter((part) => truthOf(part) === true).length;
      const open = rule.operands.filter((part) => truthOf(part) === null);
      if (met >= rule.count) return boolean(true);
      if (met + open.length < rule.count) return boolean(false);
      return { ...rule, count: rule.count - met, operands: open };
    }
    default:
      return rule;
  }
}
