import type { ComparisonOperator } from './expression.ts';
import type { Grammar } from './grammar.ts';
import type { Syntax } from './syntax.ts';
import { POWER } from './syntax.ts';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const NEGATABLE = new Set(['in', 'like', 'ilike', 'between']);

/** Whether a comparison, `is`, or a perhaps negated `in`, `like` or `between` comes next. */
export function atComparison(grammar: Grammar): boolean {
  const { cursor } = grammar;
  const { key } = cursor.peek();
  return (
    COMPARISONS.has(key) ||
    key === 'is' ||
    NEGATABLE.has(key) ||
    (key === 'not' && NEGATABLE.has(cursor.peek(1).key))
  );
}

/** Says that `1 < x < 5` is two conditions; what was compared already becomes a hole. */
export function refuseChained(grammar: Grammar, left: Syntax): Syntax {
  grammar.cursor.refuse(
    'Comparisons do not chain.',
    'write `1 < x and x < 5`, or put the first comparison in parentheses',
    'condition-chained',
  );
  return grammar.tree.hole(left.span.start, [left]);
}

/** What follows an operand that is compared; the cursor is at the operator. */
export function parseComparison(grammar: Grammar, left: Syntax): Syntax {
  const { start } = left.span;
  const { cursor } = grammar;
  const { key } = cursor.next();
  if (key === 'is') return parseIs(grammar, left);
  const negated = key === 'not';
  switch (negated ? cursor.next().key : key) {
    case 'between': {
      const low = grammar.expression(POWER.sum);
      cursor.expect('and', 'between');
      const high = grammar.expression(POWER.sum);
      return grammar.tree.place({ kind: 'between', operand: left, low, high, negated }, start);
    }
    case 'in': {
      if (!cursor.at('(')) {
        cursor.refuse(`Expected a list after \`in\`, found ${cursor.found()}.`, "write in ('a', 'b')");
        cursor.skipOperand();
        return grammar.tree.hole(start, [left]);
      }
      const values = grammar.list('in');
      return grammar.tree.place({ kind: 'in', operand: left, values, negated }, start);
    }
    case 'like':
      return parseLike(grammar, left, negated, false);
    case 'ilike':
      return parseLike(grammar, left, negated, true);
    default: {
      const right = grammar.expression(POWER.sum);
      return grammar.tree.place({ kind: 'compare', operator: key as ComparisonOperator, left, right }, start);
    }
  }
}

function parseIs(grammar: Grammar, operand: Syntax): Syntax {
  const { cursor } = grammar;
  const negated = cursor.accept('not') !== null;
  const { key } = cursor.peek();
  if (key !== 'null' && key !== 'true' && key !== 'false') {
    cursor.refuse(
      `Expected \`null\`, \`true\` or \`false\` after \`is\`, found ${cursor.found()}.`,
      'compare values with =',
    );
    cursor.skipOperand();
    return grammar.tree.hole(operand.span.start, [operand]);
  }
  cursor.next();
  return grammar.tree.place({ kind: 'is', operand, what: key, negated }, operand.span.start);
}

function parseLike(grammar: Grammar, operand: Syntax, negated: boolean, ignoreCase: boolean): Syntax {
  const { cursor } = grammar;
  const token = cursor.peek();
  if (token.kind !== 'text') {
    cursor.refuse(`Expected a pattern in quotes, found ${cursor.found()}.`, "write like 'north%'");
    cursor.skipOperand();
    return grammar.tree.hole(operand.span.start, [operand]);
  }
  cursor.next();
  if (!/^(?:[^\\]|\\[%_\\])*$/.test(token.value))
    cursor.refuse(
      'A backslash in a pattern stands only before %, _ or another backslash.',
      'write \\\\ for a backslash',
      'condition-pattern',
      token.span,
    );
  return grammar.tree.place(
    { kind: 'like', operand, pattern: token.value, ignoreCase, negated },
    operand.span.start,
  );
}
