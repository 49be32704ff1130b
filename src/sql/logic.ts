import { ORDERS, TRUE_KEY, domainOf, valuesWhere } from './domain.ts';
import type { ComparisonOperator, Expression, LiteralValue } from './expression.ts';
import { compare } from './expression.ts';
import type { Domain, ValueSet } from './value-set.ts';
import { intersection, union } from './value-set.ts';
import { INTEGER } from './value-type.ts';
import { expressionKey } from './walk.ts';

/** Outcomes of a condition, as bits of a set of them. */
export const TRUE = 1;
export const FALSE = 2;
export const UNKNOWN = 4;

/**
 * Something that has one value, or none, for a row: a column, a calculation, the order of two of them.
 * Equal keys have equal values. When the subject is not missing, none of `parts` is.
 */
export interface Subject {
  readonly key: string;
  /** Null for the order of two. */
  readonly expression: Expression | null;
  readonly domain: Domain;
  readonly parts: readonly Subject[];
}

/**
 * A condition reduced to what can be decided. `and` is at-least of all, `or` at-least of one. `atom` is true
 * where the subject is in `values`, false where it is outside and unknown where it is missing.
 * `constant` may be any of its outcomes. `outcome` is true where the operand's outcome is in the set, else
 * false; `missing` is true where the subject is, else false.
 */
export type Logic =
  | { readonly kind: 'constant'; readonly outcomes: number }
  | { readonly kind: 'not'; readonly operand: Logic }
  | { readonly kind: 'at-least'; readonly count: number; readonly operands: readonly Logic[] }
  | { readonly kind: 'outcome'; readonly operand: Logic; readonly outcomes: number }
  | { readonly kind: 'atom'; readonly subject: Subject; readonly values: ValueSet }
  | { readonly kind: 'missing'; readonly subject: Subject };

export function logicOf(expression: Expression): Logic {
  switch (expression.kind) {
    case 'literal':
      return constant(expression.literal);
    case 'not':
      return { kind: 'not', operand: logicOf(expression.operand) };
    case 'and':
      return atLeast(expression.operands.length, expression.operands.map(logicOf));
    case 'or':
      return atLeast(1, expression.operands.map(logicOf));
    case 'at-least':
      return atLeast(expression.count, expression.operands.map(logicOf));
    case 'is-true':
      return { kind: 'outcome', operand: logicOf(expression.operand), outcomes: TRUE };
    case 'is-false':
      return { kind: 'outcome', operand: logicOf(expression.operand), outcomes: FALSE };
    case 'is-null':
      return isMissing(expression.operand);
    case 'compare':
      return comparison(expression.left, expression.operator, expression.right) ?? opaque(expression);
    case 'in':
      return membership(expression.operand, expression.values);
    default:
      return opaque(expression);
  }
}

function atLeast(count: number, operands: readonly Logic[]): Logic {
  return { kind: 'at-least', count, operands };
}

function constant(literal: LiteralValue): Logic {
  if (literal.kind !== 'boolean') return { kind: 'constant', outcomes: UNKNOWN };
  return { kind: 'constant', outcomes: literal.value ? TRUE : FALSE };
}

/** A condition that is taken as it is: true, false or unknown, and the same wherever it stands. */
function opaque(expression: Expression): Logic {
  const subject = subjectOf(expression);
  return subject
    ? { kind: 'atom', subject, values: TRUE_KEY }
    : { kind: 'constant', outcomes: TRUE | FALSE | UNKNOWN };
}

function isMissing(operand: Expression): Logic {
  if (operand.kind === 'as-of') return { kind: 'constant', outcomes: FALSE };
  if (operand.kind === 'literal')
    return { kind: 'constant', outcomes: operand.literal.kind === 'null' ? TRUE : FALSE };
  if (operand.type.kind === 'boolean')
    return { kind: 'outcome', operand: logicOf(operand), outcomes: UNKNOWN };
  const subject = subjectOf(operand);
  return subject ? { kind: 'missing', subject } : { kind: 'constant', outcomes: TRUE | FALSE };
}

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Null where it is none of the forms that can be decided. */
function comparison(left: Expression, operator: ComparisonOperator, right: Expression): Logic | null {
  if (left.type.kind === 'boolean') return equality(logicOf(left), operator, logicOf(right));
  const literal = constantOf(right);
  if (literal) return againstConstant(left, operator, literal);
  const flipped = constantOf(left);
  if (flipped) return againstConstant(right, FLIPPED[operator], flipped);
  return againstOther(left, operator, right);
}

/** `a = b` of conditions is `a and b or not a and not b`, in three-valued logic too. */
function equality(a: Logic, operator: ComparisonOperator, b: Logic): Logic | null {
  const not = (operand: Logic): Logic => ({ kind: 'not', operand });
  const equal = atLeast(1, [atLeast(2, [a, b]), atLeast(2, [not(a), not(b)])]);
  if (operator === '=') return equal;
  return operator === '<>' ? not(equal) : null;
}

function constantOf(expression: Expression): LiteralValue | null {
  const { kind } = expression;
  return kind === 'literal' ? expression.literal : null;
}

function againstConstant(
  left: Expression,
  operator: ComparisonOperator,
  literal: LiteralValue,
): Logic | null {
  if (literal.kind === 'null') return { kind: 'constant', outcomes: UNKNOWN };
  const inner = withoutExactCasts(left);
  const values = valuesWhere(inner.type, operator, literal);
  if (!values) return null;
  if (inner.kind === 'literal') return ofLiteral(inner, values);
  const subject = subjectOf(inner);
  return subject && { kind: 'atom', subject, values };
}

/** Whether a literal is among the values. */
function ofLiteral(
  { literal, type }: Expression & { readonly kind: 'literal' },
  values: ValueSet,
): Logic | null {
  if (literal.kind === 'null') return { kind: 'constant', outcomes: UNKNOWN };
  const own = valuesWhere(type, '=', literal);
  if (!own) return null;
  return { kind: 'constant', outcomes: intersection(own, values).length > 0 ? TRUE : FALSE };
}

/** Two subjects against each other: the order of the two against zero. */
function againstOther(left: Expression, operator: ComparisonOperator, right: Expression): Logic | null {
  const a = subjectOf(left);
  const b = subjectOf(right);
  if (!a || !b) return null;
  if (a.key > b.key) return againstOther(right, FLIPPED[operator], left);
  const values = valuesWhere(INTEGER, operator, { kind: 'integer', digits: '0' }) ?? [];
  if (a.key === b.key) {
    const holds = operator === '=' || operator === '<=' || operator === '>=';
    return { kind: 'atom', subject: a, values: holds ? [a.domain] : [] };
  }
  const key = `order of ${a.key} and ${b.key}`;
  const subject = { key, expression: null, domain: ORDERS, parts: [a, b] };
  return { kind: 'atom', subject, values: intersection(values, [ORDERS]) };
}

function membership(operand: Expression, values: readonly Expression[]): Logic {
  const inner = withoutExactCasts(operand);
  const subject = inner.kind === 'literal' ? null : subjectOf(inner);
  const sets = values.map((value) => {
    const literal = constantOf(value);
    return literal && valuesWhere(inner.type, '=', literal);
  });
  if (subject && sets.every((set) => set !== null))
    return { kind: 'atom', subject, values: union(sets.flat()) };
  return atLeast(
    1,
    values.map((value) => comparison(operand, '=', value) ?? opaque(compare(operand, '=', value))),
  );
}

/** A cast from exact to exact keeps every value and their order. */
function withoutExactCasts(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'cast' && isExact(inner) && isExact(inner.operand)) inner = inner.operand;
  return inner;
}

function isExact({ type }: Expression): boolean {
  return type.kind === 'integer' || type.kind === 'decimal';
}

const subjects = new WeakMap<Expression, Subject>();

function subjectOf(expression: Expression): Subject | null {
  const inner = withoutExactCasts(expression);
  const known = subjects.get(inner);
  if (known) return known;
  const domain = domainOf(inner.type);
  if (!domain) return null;
  const parts = strictParts(inner)
    .map(subjectOf)
    .filter((part) => part !== null);
  const subject: Subject = { key: expressionKey(inner), expression: inner, domain, parts };
  subjects.set(inner, subject);
  return subject;
}

/** What must not be missing for the expression not to be. */
function strictParts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'arithmetic':
      return [expression.left, expression.right];
    case 'negate':
    case 'cast':
    case 'like':
      return [expression.operand];
    case 'add-interval':
      return [expression.date];
    case 'call':
      return expression.function === 'coalesce' ? [] : expression.args;
    default:
      return [];
  }
}
