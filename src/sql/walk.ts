import type { Expression } from './expression.ts';

/** The direct parts of an expression, in the order they are written. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'literal':
    case 'as-of':
      return [];
    case 'not':
    case 'like':
    case 'is-null':
    case 'is-true':
    case 'is-false':
    case 'negate':
    case 'cast':
    case 'day-of':
    case 'edge-count':
    case 'digest':
    case 'exp':
    case 'sqrt':
      return [expression.operand];
    case 'table-sum':
      return expression.tables.map(({ index }) => index);
    case 'window':
      return [expression.operand, ...(expression.within ?? [])];
    case 'running-sum':
      return [expression.operand, expression.by, ...(expression.within ?? [])];
    case 'and':
    case 'or':
    case 'at-least':
      return expression.operands;
    case 'compare':
    case 'arithmetic':
      return [expression.left, expression.right];
    case 'in':
      return [expression.operand, ...expression.values];
    case 'case':
      return [
        ...expression.branches.flatMap(({ when, then }) => [when, then]),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case 'call':
      return expression.args;
    case 'add-interval':
      return [expression.date];
    case 'aggregate':
      return [expression.operand, expression.where].filter((part) => part !== null);
    case 'value-at':
      return [expression.operand, expression.at, ...(expression.where ? [expression.where] : [])];
    case 'steps-reached':
      return [expression.at, ...expression.steps, ...(expression.where ? [expression.where] : [])];
  }
}

/** The same expression with each direct part replaced. */
export function mapChildren(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'column':
    case 'literal':
    case 'as-of':
      return expression;
    case 'not':
    case 'like':
    case 'is-null':
    case 'is-true':
    case 'is-false':
    case 'negate':
    case 'cast':
    case 'day-of':
    case 'edge-count':
    case 'digest':
    case 'exp':
    case 'sqrt':
      return { ...expression, operand: change(expression.operand) };
    case 'table-sum':
      return {
        ...expression,
        tables: expression.tables.map((one) => ({ ...one, index: change(one.index) })),
      };
    case 'window':
      return {
        ...expression,
        operand: change(expression.operand),
        ...(expression.within ? { within: expression.within.map(change) } : {}),
      };
    case 'running-sum':
      return {
        ...expression,
        operand: change(expression.operand),
        by: change(expression.by),
        ...(expression.within ? { within: expression.within.map(change) } : {}),
      };
    case 'and':
    case 'or':
    case 'at-least':
      return { ...expression, operands: expression.operands.map(change) };
    case 'compare':
    case 'arithmetic':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'in':
      return { ...expression, operand: change(expression.operand), values: expression.values.map(change) };
    case 'case':
      return {
        ...expression,
        branches: expression.branches.map(({ when, then }) => ({ when: change(when), then: change(then) })),
        otherwise: expression.otherwise && change(expression.otherwise),
      };
    case 'call':
      return { ...expression, args: expression.args.map(change) };
    case 'add-interval':
      return { ...expression, date: change(expression.date) };
    case 'aggregate':
      return {
        ...expression,
        operand: expression.operand && change(expression.operand),
        where: expression.where && change(expression.where),
      };
    case 'value-at':
      return {
        ...expression,
        operand: change(expression.operand),
        at: change(expression.at),
        where: expression.where && change(expression.where),
      };
    case 'steps-reached':
      return {
        ...expression,
        at: change(expression.at),
        steps: expression.steps.map(change),
        where: expression.where && change(expression.where),
      };
  }
}

/** The expression and everything in it, outermost first. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of childrenOf(expression)) yield* walk(child);
}

/** Names of the columns an expression reads, each once, in order of appearance. */
export function columnNames(expression: Expression): readonly string[] {
  const names = new Set<string>();
  for (const part of walk(expression)) if (part.kind === 'column') names.add(part.name);
  return [...names];
}

/** Replaces columns by what `change` returns for their name; null keeps the column. */
export function substituteColumns(
  expression: Expression,
  change: (name: string) => Expression | null,
): Expression {
  if (expression.kind === 'column') return change(expression.name) ?? expression;
  return mapChildren(expression, (part) => substituteColumns(part, change));
}

/** Gives columns other names; those that are not in the map keep theirs. */
export function renameColumns(expression: Expression, names: ReadonlyMap<string, string>): Expression {
  if (names.size === 0) return expression;
  if (expression.kind === 'column')
    return { ...expression, name: names.get(expression.name) ?? expression.name };
  return mapChildren(expression, (part) => renameColumns(part, names));
}

/** Equal expressions, wherever they were written, have equal keys. */
export function expressionKey(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => (key === 'span' ? undefined : value));
}
