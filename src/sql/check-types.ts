import { didYouMean } from '../base/did-you-mean.ts';
import { checkBetween, checkCompare, checkIn, checkIs, checkLike } from './check-comparison.ts';
import {
  checkArithmetic,
  checkAtLeast,
  checkCall,
  checkCase,
  checkName,
  checkNegate,
  checkNumber,
} from './check-value.ts';
import type { Checker } from './checker.ts';
import { allOf } from './checker.ts';
import type { ConditionScope } from './condition.ts';
import type { Expression } from './expression.ts';
import { asOf, boolean, not, text } from './expression.ts';
import { at } from './fold.ts';
import type { Problem } from './problem.ts';
import { ProblemLog } from './problem.ts';
import type { Syntax } from './syntax.ts';
import { clip } from './tokenize.ts';
import { BOOLEAN, DATE, formatType } from './value-type.ts';

export interface Checked {
  /** Null exactly when there are problems, or holes in the syntax. */
  readonly expression: Expression | null;
  readonly problems: readonly Problem[];
}

/**
 * Gives every node its type: names become columns of the scope, operands meet in one common type by explicit
 * casts, exact numbers stay exact while 38 digits hold them, and `between`, `not in` and `not like` are written
 * out. `written` is the text the syntax was parsed from; `wanted` is `condition` where it must be true or false.
 */
export function checkTypes(
  syntax: Syntax,
  written: string,
  scope: ConditionScope,
  wanted: 'condition' | 'value',
): Checked {
  const log = new ProblemLog();
  const checker: Checker = {
    scope,
    value: (part) => checkNode(checker, part),
    condition: (part) => {
      const expression = checkNode(checker, part);
      if (!expression || expression.type.kind === 'boolean') return expression;
      const message = `Expected a condition, but \`${checker.words(part.span)}\` is ${formatType(expression.type)}.`;
      return checker.report('condition-type', part.span, message, 'compare it with a value');
    },
    report: (code, span, message, hint) => {
      log.report(code, span, message, hint);
      return null;
    },
    suggest: (word, candidates, quote) => {
      const near = log.full ? null : didYouMean(word, candidates);
      return near === null ? undefined : `did you mean ${quote}${near}${quote}?`;
    },
    words: ({ start, end }) => clip(written.slice(start, end)),
  };
  const expression = checker[wanted](syntax);
  return { expression, problems: log.problems };
}

/** What means something only where a certain part stands around it, and nothing in a hole. */
const ONLY_IN_PLACE: ReadonlySet<Syntax['kind']> = new Set(['null', 'interval', 'segment']);

function checkNode(checker: Checker, syntax: Syntax): Expression | null {
  const { span } = syntax;
  switch (syntax.kind) {
    case 'hole':
      for (const part of syntax.parts) if (!ONLY_IN_PLACE.has(part.kind)) checker.value(part);
      return null;
    case 'name':
      return checkName(checker, syntax);
    case 'number':
      return checkNumber(checker, syntax);
    case 'text':
      return at(text(syntax.value), span);
    case 'boolean':
      return at(boolean(syntax.value), span);
    case 'date':
      return { kind: 'literal', literal: { kind: 'date', value: syntax.value }, type: DATE, span };
    case 'as-of':
      return at(asOf(), span);
    case 'null':
      return checker.report(
        'condition-null',
        span,
        '`null` stands only for a result of `case`.',
        'write is null',
      );
    case 'interval':
      return checker.report(
        'condition-interval',
        span,
        'An interval stands only after a date and + or -.',
        'write as_of - interval 30 day',
      );
    case 'segment':
      return checker.report(
        'condition-segment-use',
        span,
        'A segment is only compared with ids of segments.',
        `write ${checker.words(span)} = 'enterprise'`,
      );
    case 'not': {
      const operand = checker.condition(syntax.operand);
      return operand && at(not(operand), span);
    }
    case 'and':
    case 'or': {
      const operands = allOf(syntax.operands.map((operand) => checker.condition(operand)));
      return operands && { kind: syntax.kind, operands, type: BOOLEAN, span };
    }
    case 'at-least':
      return checkAtLeast(checker, syntax);
    case 'compare':
      return checkCompare(checker, syntax);
    case 'between':
      return checkBetween(checker, syntax);
    case 'in':
      return checkIn(checker, syntax);
    case 'like':
      return checkLike(checker, syntax);
    case 'is':
      return checkIs(checker, syntax);
    case 'negate':
      return checkNegate(checker, syntax);
    case 'arithmetic':
      return checkArithmetic(checker, syntax);
    case 'case':
      return checkCase(checker, syntax);
    case 'call':
      return checkCall(checker, syntax);
  }
}
