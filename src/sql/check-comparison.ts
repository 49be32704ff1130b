import { parseCalendarDate } from '../base/calendar-date.ts';
import type { Checker } from './checker.ts';
import { allOf } from './checker.ts';
import type { ComparisonOperator, Expression, Span } from './expression.ts';
import { and, compare, not } from './expression.ts';
import { at, castTo } from './fold.ts';
import { commonNumericType } from './numeric-types.ts';
import type { Syntax, SyntaxOf } from './syntax.ts';
import type { ValueType } from './value-type.ts';
import { BOOLEAN, TEXT, formatType, isNumeric } from './value-type.ts';

/**
 * The expressions in the one type they can be compared in: literals are written anew, the rest is cast.
 * Null, and told, when there is none.
 */
export function inCommonType(
  checker: Checker,
  expressions: readonly Expression[],
): readonly Expression[] | null {
  const type = commonType(checker, expressions);
  return type && expressions.map((expression) => castTo(expression, type));
}

function commonType(checker: Checker, expressions: readonly Expression[]): ValueType | null {
  const [first] = expressions;
  if (!first) return null;
  if (expressions.every(({ type }) => isNumeric(type))) return commonNumericType(expressions);
  const other = expressions.find(
    ({ type }) => type.kind !== first.type.kind && !(isNumeric(type) && isNumeric(first.type)),
  );
  return other ? refuseMixed(checker, first, other) : first.type;
}

function refuseMixed(checker: Checker, first: Expression, other: Expression): null {
  const types = `${formatType(first.type)} and ${formatType(other.type)}`;
  const literal = [first, other].find(({ kind, type }) => kind === 'literal' && type.kind === 'text');
  const plain = literal?.kind === 'literal' && literal.literal.kind === 'text' ? literal.literal.value : null;
  const wanted = literal === first ? other : first;
  return checker.report(
    'condition-type',
    (literal ?? other).span ?? { start: 0, end: 0 },
    `Values of types ${types} do not go together.`,
    plain === null ? undefined : hintForText(plain, wanted.type),
  );
}

function hintForText(value: string, wanted: ValueType): string | undefined {
  if (wanted.kind === 'date')
    return parseCalendarDate(value) ? `write date '${value}'` : "write a date as date '2026-01-31'";
  if (isNumeric(wanted) && /^-?\d+(\.\d+)?$/.test(value)) return `write ${value} without quotes`;
  if (wanted.kind === 'boolean' && /^(true|false)$/i.test(value))
    return `write ${value.toLowerCase()} without quotes`;
  return undefined;
}

/** Both sides in one type; a segment only against ids of its segmentation, null never. */
export function checkCompare(checker: Checker, syntax: SyntaxOf<'compare'>): Expression | null {
  const { left, right, operator, span } = syntax;
  if (left.kind === 'null' || right.kind === 'null') {
    const [other, nothing] = left.kind === 'null' ? [right, left] : [left, right];
    return refuseNull(checker, nothing.span, other, operator === '<>');
  }
  if (left.kind === 'segment') return compareSegment(checker, left, operator, right, span);
  if (right.kind === 'segment') return compareSegment(checker, right, operator, left, span);
  const sides = allOf([checker.value(left), checker.value(right)]);
  return sides && compared(checker, sides, operator, span);
}

function refuseNull(checker: Checker, span: Span, other: Syntax, negated: boolean): null {
  const what = negated ? 'is not null' : 'is null';
  return checker.report(
    'condition-null-comparison',
    span,
    'Nothing equals null: a comparison with it is never true.',
    other.kind === 'null' ? 'compare with a value' : `write ${checker.words(other.span)} ${what}`,
  );
}

function compared(
  checker: Checker,
  sides: readonly Expression[],
  operator: ComparisonOperator,
  span: Span,
): Expression | null {
  const [left, right] = inCommonType(checker, sides) ?? [];
  if (!left || !right) return null;
  if (left.type.kind === 'boolean' && operator !== '=' && operator !== '<>')
    return checker.report(
      'condition-type',
      span,
      'True and false have no order.',
      'compare them with = or <>',
    );
  return at(compare(left, operator, right), span);
}

function compareSegment(
  checker: Checker,
  segment: SyntaxOf<'segment'>,
  operator: ComparisonOperator,
  value: Syntax,
  span: Span,
): Expression | null {
  if (operator !== '=' && operator !== '<>')
    return checker.report(
      'condition-segment-use',
      span,
      'Segments have no order.',
      'compare them with = or <>',
    );
  const sides = allOf([segmentColumn(checker, segment), ...segmentIds(checker, segment, [value])]);
  const [left, right] = sides ?? [];
  return left && right ? at(compare(left, operator, right), span) : null;
}

/** The column with the segment of another segmentation. */
function segmentColumn(checker: Checker, { segmentation, span }: SyntaxOf<'segment'>): Expression | null {
  const found = checker.scope.segmentation(segmentation);
  if (found) return { kind: 'column', name: found.column, type: TEXT, span };
  const names = checker.scope.segmentationNames();
  const message = names.length
    ? `There is no segmentation '${segmentation.slice(0, 60)}' that can be asked for here.`
    : 'A segment cannot be asked for here.';
  return checker.report(
    'condition-unknown-segmentation',
    span,
    message,
    checker.suggest(segmentation, names, "'"),
  );
}

/** Text literals that name segments of the segmentation. */
function segmentIds(
  checker: Checker,
  { segmentation }: SyntaxOf<'segment'>,
  values: readonly Syntax[],
): readonly (Expression | null)[] {
  const segments = checker.scope.segmentation(segmentation)?.segments;
  return values.map((value) => {
    if (value.kind === 'hole') return null;
    if (value.kind === 'null') return refuseNull(checker, value.span, value, false);
    if (value.kind !== 'text')
      return checker.report(
        'condition-segment-use',
        value.span,
        'A segment is compared with the id of one, in quotes.',
      );
    if (segments && !segments.includes(value.value)) {
      return checker.report(
        'condition-unknown-segment',
        value.span,
        `The segmentation '${segmentation}' has no segment '${value.value.slice(0, 60)}'.`,
        checker.suggest(value.value, segments, "'") ?? `it has ${segments.slice(0, 10).join(', ')}`,
      );
    }
    return { kind: 'literal', literal: { kind: 'text', value: value.value }, type: TEXT, span: value.span };
  });
}

/** `a between b and c` is `a >= b and a <= c`. */
export function checkBetween(checker: Checker, syntax: SyntaxOf<'between'>): Expression | null {
  const { low, high, negated, span } = syntax;
  const bounds = [low, high];
  for (const bound of bounds)
    if (bound.kind === 'null') refuseNull(checker, bound.span, syntax.operand, negated);
  if (bounds.some(({ kind }) => kind === 'null')) return null;
  const operand = checker.value(syntax.operand);
  const parts = allOf([operand, checker.value(low), checker.value(high)]);
  const [from, lower, upper] = parts ?? [];
  if (!from || !lower || !upper) return null;
  const above = compared(checker, [from, lower], '>=', span);
  const below = compared(checker, [from, upper], '<=', span);
  if (!above || !below) return null;
  return negate(at(and([above, below]), span), negated, span);
}

/** `x not in (a, b)` is `not (x in (a, b))`. */
export function checkIn(checker: Checker, syntax: SyntaxOf<'in'>): Expression | null {
  const { operand, values, negated, span } = syntax;
  if (values.length === 0)
    return checker.report('condition-syntax', span, 'The list is empty.', "write in ('a', 'b')");
  const nothing = values.find(({ kind }) => kind === 'null');
  if (nothing) return refuseNull(checker, nothing.span, operand, negated);
  const parts =
    operand.kind === 'segment'
      ? allOf([segmentColumn(checker, operand), ...segmentIds(checker, operand, values)])
      : allOf([checker.value(operand), ...values.map((value) => checker.value(value))]);
  const [first, ...rest] = (parts && inCommonType(checker, parts)) ?? [];
  if (!first) return null;
  return negate({ kind: 'in', operand: first, values: rest, type: BOOLEAN, span }, negated, span);
}

/** `x not like p` is `not (x like p)`. */
export function checkLike(checker: Checker, syntax: SyntaxOf<'like'>): Expression | null {
  const { pattern, ignoreCase, negated, span } = syntax;
  const operand = checker.value(syntax.operand);
  if (!operand) return null;
  if (operand.type.kind !== 'text')
    return checker.report(
      'condition-type',
      syntax.operand.span,
      `Only texts are compared with a pattern; this is ${formatType(operand.type)}.`,
    );
  return negate({ kind: 'like', operand, pattern, ignoreCase, type: BOOLEAN, span }, negated, span);
}

/** `is null` of anything, `is true` and `is false` of conditions; never unknown itself. */
export function checkIs(checker: Checker, syntax: SyntaxOf<'is'>): Expression | null {
  const { what, negated, span } = syntax;
  if (what !== 'null') {
    const operand = checker.condition(syntax.operand);
    const kind = what === 'true' ? 'is-true' : 'is-false';
    return operand && negate({ kind, operand, type: BOOLEAN, span }, negated, span);
  }
  const operand =
    syntax.operand.kind === 'segment'
      ? segmentColumn(checker, syntax.operand)
      : checker.value(syntax.operand);
  return operand && negate({ kind: 'is-null', operand, type: BOOLEAN, span }, negated, span);
}

function negate(expression: Expression, negated: boolean, span: Span): Expression {
  return negated ? at(not(expression), span) : expression;
}
