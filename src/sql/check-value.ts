import { calculated } from './calculated.ts';
import { inCommonType } from './check-comparison.ts';
import type { Checker } from './checker.ts';
import { allOf } from './checker.ts';
import { exactNumber } from './exact-number.ts';
import type { Expression, Span } from './expression.ts';
import { castTo, doubleLiteral, exactLiteral, foldArithmetic, foldInterval, foldNegate } from './fold.ts';
import type { FunctionHead } from './functions.ts';
import { functionHeads, functionNames, isFunctionName } from './functions.ts';
import { exactOperandType } from './numeric-types.ts';
import type { Syntax, SyntaxOf } from './syntax.ts';
import { BOOLEAN, DATE, MOST_DIGITS, formatType, isNumeric } from './value-type.ts';

/** `20` is an integer, `0.5` a decimal of its own digits, `1e3` a double. */
export function checkNumber(checker: Checker, { digits, span }: SyntaxOf<'number'>): Expression | null {
  if (digits.includes('e')) {
    const value = Number(digits);
    const lost = value === 0 && /[1-9]/.test(digits.replace(/e.*/, ''));
    const literal = lost ? null : doubleLiteral(value, span);
    return literal ?? checker.report('condition-number', span, 'The number is outside what a double holds.');
  }
  const literal = exactLiteral(exactNumber(digits), span);
  if (literal) return literal;
  return checker.report(
    'condition-number',
    span,
    `A number has at most ${MOST_DIGITS} digits.`,
    'write it as 1e40',
  );
}

/** A name becomes the column the scope has for it. */
export function checkName(checker: Checker, { name, span }: SyntaxOf<'name'>): Expression | null {
  const { scope } = checker;
  const found = name.split('.').length <= 2 ? scope.column(name) : null;
  if (!found) {
    const hint = checker.suggest(name, scope.names(), '') ?? hintForName(name);
    return checker.report(
      'condition-unknown-name',
      span,
      `There is no attribute \`${name.slice(0, 60)}\` here.`,
      hint,
    );
  }
  if (found.type.kind === 'timestamp')
    return checker.report(
      'condition-type',
      span,
      `\`${name}\` is a timestamp; conditions see calendar days.`,
      'declare the column as a date',
    );
  return { kind: 'column', name: found.column, type: found.type, span };
}

function hintForName(name: string): string | undefined {
  if (name.split('.').length > 2) return 'one step at most: account.mrr';
  return isFunctionName(name) ? `it is a function: ${functionHeads[name].signature}` : undefined;
}

/** Integers are negated as decimals: the least of them has no opposite in 64 bits. */
export function checkNegate(checker: Checker, syntax: SyntaxOf<'negate'>): Expression | null {
  const { span } = syntax;
  const operand = checker.value(syntax.operand);
  if (!operand) return null;
  if (!isNumeric(operand.type)) return refuseNumber(checker, operand, syntax.operand.span);
  const folded = foldNegate(operand, span);
  if (folded) return folded;
  const type = exactOperandType(operand);
  return { kind: 'negate', operand: castTo(operand, type), type, span };
}

function refuseNumber(checker: Checker, { type }: Expression, span: Span): null {
  return checker.report('condition-type', span, `Expected a number, but this is ${formatType(type)}.`);
}

/** Numbers are calculated with, dates moved by intervals; literals alone are worked out here. */
export function checkArithmetic(checker: Checker, syntax: SyntaxOf<'arithmetic'>): Expression | null {
  const { operator, span } = syntax;
  if (syntax.right.kind === 'interval') return moved(checker, syntax, syntax.right);
  const left = checker.value(syntax.left);
  const right = checker.value(syntax.right);
  if (!left || !right) return null;
  if (left.type.kind === 'date' || right.type.kind === 'date')
    return refuseDates(checker, left, right, syntax);
  if (!isNumeric(left.type)) return refuseNumber(checker, left, syntax.left.span);
  if (!isNumeric(right.type)) return refuseNumber(checker, right, syntax.right.span);
  return foldArithmetic(operator, left, right, span) ?? calculated(operator, left, right, span);
}

function moved(
  checker: Checker,
  { operator, left, span }: SyntaxOf<'arithmetic'>,
  { amount, unit, span: intervalSpan }: SyntaxOf<'interval'>,
): Expression | null {
  const date = checker.value(left);
  if (!date) return null;
  if (date.type.kind !== 'date' || (operator !== '+' && operator !== '-'))
    return checker.report(
      'condition-interval',
      intervalSpan,
      'An interval is added to a date or taken from one.',
      'write as_of - interval 30 day',
    );
  const by = operator === '-' ? -amount : amount;
  return (
    foldInterval(date, by, unit, span) ?? { kind: 'add-interval', date, amount: by, unit, type: DATE, span }
  );
}

function refuseDates(
  checker: Checker,
  left: Expression,
  right: Expression,
  syntax: SyntaxOf<'arithmetic'>,
): null {
  const { operator, span } = syntax;
  const l = checker.words(syntax.left.span);
  const r = checker.words(syntax.right.span);
  if (operator === '-' && left.type.kind === right.type.kind)
    return checker.report(
      'condition-type',
      span,
      'Dates are not subtracted.',
      `write days_between(${r}, ${l})`,
    );
  const days = right.kind === 'literal' && right.literal.kind === 'integer' && /^[+-]$/.test(operator);
  return checker.report(
    'condition-type',
    span,
    'A date is moved by an interval, not calculated with.',
    days ? `write ${l} ${operator} interval ${r} day` : 'write as_of - interval 30 day',
  );
}

/** A function of the closed list, its arguments cast as its head says. */
export function checkCall(checker: Checker, syntax: SyntaxOf<'call'>): Expression | null {
  const { nameSpan, span } = syntax;
  const checked = allOf(syntax.args.map((arg) => checker.value(arg)));
  if (!isFunctionName(syntax.function)) return refuseFunction(checker, syntax);
  if (!checked) return null;
  const head = functionHeads[syntax.function];
  const args = coerced(checker, head, checked);
  if (!args) return null;
  const result = head.result(args.map(({ type }) => type));
  if ('refused' in result)
    return checker.report(
      'condition-arguments',
      nameSpan,
      `${head.name} ${result.refused}.`,
      `write ${head.signature}`,
    );
  return { kind: 'call', function: head.name, args, type: result, span };
}

function refuseFunction(checker: Checker, { function: name, nameSpan }: SyntaxOf<'call'>): null {
  const near = checker.suggest(name, [...functionNames, 'at_least', 'segment'], '');
  return checker.report(
    'condition-unknown-function',
    nameSpan,
    `There is no function \`${name.slice(0, 60)}\`.`,
    near ?? `there are ${functionNames.join(', ')}`,
  );
}

function coerced(
  checker: Checker,
  head: FunctionHead,
  args: readonly Expression[],
): readonly Expression[] | null {
  if (head.arguments === 'common') return args.length === 0 ? args : inCommonType(checker, args);
  if (head.arguments === 'own') return args;
  return args.map((arg) => (isNumeric(arg.type) ? castTo(arg, exactOperandType(arg)) : arg));
}

/** All results share one type, which a null among them takes on. */
export function checkCase(checker: Checker, syntax: SyntaxOf<'case'>): Expression | null {
  const { span } = syntax;
  const whens = allOf(syntax.branches.map(({ when }) => checker.condition(when)));
  const results = [
    ...syntax.branches.map(({ then }) => then),
    ...(syntax.otherwise ? [syntax.otherwise] : []),
  ];
  const given = allOf(results.filter(({ kind }) => kind !== 'null').map((result) => checker.value(result)));
  if (!whens || !given) return null;
  if (given.length === 0)
    return checker.report(
      'condition-null',
      span,
      'Every result of this case is null.',
      'give one of them a value',
    );
  const cast = inCommonType(checker, given);
  const type = cast?.[0]?.type;
  if (!cast || !type) return null;
  const left = [...cast];
  const take = (result: Syntax): Expression => {
    const value = result.kind === 'null' ? null : left.shift();
    return value ?? { kind: 'literal', literal: { kind: 'null' }, type, span: result.span };
  };
  const branches = syntax.branches.map(({ then }, index) => {
    const when = whens[index];
    if (!when) throw new Error('a branch has a condition');
    return { when, then: take(then) };
  });
  return { kind: 'case', branches, otherwise: syntax.otherwise && take(syntax.otherwise), type, span };
}

/** True when enough conditions are, false when too few still could be, else unknown. */
export function checkAtLeast(checker: Checker, syntax: SyntaxOf<'at-least'>): Expression | null {
  const { count, span } = syntax;
  const operands = allOf(syntax.operands.map((operand) => checker.condition(operand)));
  return operands && { kind: 'at-least', count, operands, type: BOOLEAN, span };
}
