import { parseCalendarDate } from '../base/calendar-date.ts';
import type { ComparisonOperator, IntervalUnit, Span } from './expression.ts';
import type { Problem } from './problem.ts';
import { ProblemLog } from './problem.ts';
import type { Syntax, Unplaced } from './syntax.ts';
import { partsOf, POWER } from './syntax.ts';
import { TokenCursor } from './token-cursor.ts';
import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/** Longest condition, in UTF-16 code units. */
export const MOST_CHARACTERS = 20_000;
/** Deepest nesting of a condition, counted in nodes of its tree. */
export const MOST_LEVELS = 200;
/** Most nodes once `between` is written out; nested ones double what they hold. */
const MOST_NODES = 20_000;

/** Longest interval per unit: a hundred years. */
const LONGEST: Readonly<Record<IntervalUnit, number>> = { day: 36_500, week: 5_200, month: 1_200, year: 100 };

const RESERVED = new Set(
  'and or not between in like ilike is null true false case when then else end as_of'.split(' '),
);
const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const NEGATABLE = new Set(['in', 'like', 'ilike', 'between']);

export interface Parsed {
  /** Null when nothing could be read; has holes where something was refused. */
  readonly syntax: Syntax | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads a condition into its syntax tree (Pratt parser). Never throws; a mistake leaves a hole and reading goes
 * on, so one call tells of many mistakes. The tree is sound exactly when there are no problems.
 */
export function parse(text: string): Parsed {
  const log = new ProblemLog();
  const whole = { start: 0, end: text.length };
  if (text.length > MOST_CHARACTERS) {
    const message = `The condition has ${text.length} characters; the most is ${MOST_CHARACTERS}.`;
    log.report('condition-too-long', whole, message, 'split it into attributes of their own');
    return { syntax: null, problems: log.problems };
  }
  const tokens = tokenize(text, log);
  if (tokens.length === 1 && log.problems.length === 0)
    log.report('condition-empty', whole, 'The condition is empty.', 'write for example mrr >= 100');
  const syntax = new Parser(tokens, log).whole();
  return { syntax, problems: log.problems };
}

class Parser {
  private readonly cursor: TokenCursor;
  private readonly log: ProblemLog;
  private readonly sizes = new WeakMap<object, { readonly levels: number; readonly nodes: number }>();
  private depth = 0;

  constructor(tokens: readonly Token[], log: ProblemLog) {
    this.cursor = new TokenCursor(tokens, log);
    this.log = log;
  }

  whole(): Syntax {
    let syntax = this.expression(0);
    while (this.cursor.peek().kind !== 'end') {
      this.refuseRest();
      this.cursor.next();
      this.cursor.skipOperand();
      syntax = this.loop(this.hole(syntax.span.start), 0);
    }
    return syntax;
  }

  private refuseRest() {
    const { cursor } = this;
    if (cursor.at(')')) cursor.refuse('This parenthesis closes nothing.');
    else if (cursor.at('over'))
      cursor.refuse(
        'Window functions are not part of a condition.',
        'make the rank an attribute and compare that',
        'condition-window',
      );
    else if (cursor.at('select')) this.refuseSelect();
    else cursor.refuse(`Expected \`and\`, \`or\` or the end, found ${cursor.found()}.`);
  }

  private refuseSelect() {
    this.cursor.refuse(
      'A condition reads one row; it cannot hold a query.',
      'make it an attribute with `aggregate`',
      'condition-subquery',
    );
  }

  /** An expression whose operators bind at least as tightly as `minimum`. */
  private expression(minimum: number): Syntax {
    if (this.depth >= MOST_LEVELS) return this.abandon(this.cursor.peek().span);
    this.depth++;
    const syntax = this.loop(this.operand(minimum), minimum);
    this.depth--;
    return syntax;
  }

  private loop(first: Syntax, minimum: number): Syntax {
    let left = first;
    let compared = false;
    for (;;) {
      const start = left.span.start;
      const token = this.cursor.peek();
      const { key } = token;
      if ((key === 'or' || key === 'and') && minimum <= POWER[key]) {
        left = this.chain(left, key);
        compared = false;
      } else if ((key === '+' || key === '-') && minimum <= POWER.sum) {
        this.cursor.next();
        const right = this.expression(POWER.sum + 1);
        left = this.place({ kind: 'arithmetic', operator: key, left, right }, start);
      } else if ((key === '*' || key === '/') && minimum <= POWER.product) {
        this.cursor.next();
        const right = this.expression(POWER.product + 1);
        left = this.place({ kind: 'arithmetic', operator: key, left, right }, start);
      } else if (this.atComparison() && minimum <= POWER.comparison) {
        if (compared) left = this.refuseChained(start);
        left = this.comparison(left);
        compared = true;
      } else return left;
    }
  }

  private atComparison(): boolean {
    const { cursor } = this;
    const { key } = cursor.peek();
    return (
      COMPARISONS.has(key) ||
      key === 'is' ||
      NEGATABLE.has(key) ||
      (key === 'not' && NEGATABLE.has(cursor.peek(1).key))
    );
  }

  private refuseChained(start: number): Syntax {
    this.cursor.refuse(
      'Comparisons do not chain.',
      'write `1 < x and x < 5`, or put the first comparison in parentheses',
      'condition-chained',
    );
    return this.hole(start);
  }

  private chain(first: Syntax, kind: 'and' | 'or'): Syntax {
    const operands = [first];
    while (this.cursor.accept(kind)) operands.push(this.expression(POWER[kind] + 1));
    return this.place({ kind, operands }, first.span.start);
  }

  private comparison(left: Syntax): Syntax {
    const { start } = left.span;
    const { cursor } = this;
    const { key } = cursor.next();
    if (key === 'is') return this.is(left);
    const negated = key === 'not';
    switch (negated ? cursor.next().key : key) {
      case 'between': {
        const low = this.expression(POWER.sum);
        cursor.expect('and', 'between');
        const high = this.expression(POWER.sum);
        return this.place({ kind: 'between', operand: left, low, high, negated }, start);
      }
      case 'in': {
        if (!cursor.at('(')) {
          cursor.refuse(`Expected a list after \`in\`, found ${cursor.found()}.`, "write in ('a', 'b')");
          cursor.skipOperand();
          return this.hole(start);
        }
        const values = this.list('in');
        return this.place({ kind: 'in', operand: left, values, negated }, start);
      }
      case 'like':
        return this.like(left, negated, false);
      case 'ilike':
        return this.like(left, negated, true);
      default: {
        const right = this.expression(POWER.sum);
        return this.place({ kind: 'compare', operator: key as ComparisonOperator, left, right }, start);
      }
    }
  }

  private is(operand: Syntax): Syntax {
    const { cursor } = this;
    const negated = cursor.accept('not') !== null;
    const { key } = cursor.peek();
    if (key !== 'null' && key !== 'true' && key !== 'false') {
      cursor.refuse(
        `Expected \`null\`, \`true\` or \`false\` after \`is\`, found ${cursor.found()}.`,
        'compare values with =',
      );
      cursor.skipOperand();
      return this.hole(operand.span.start);
    }
    cursor.next();
    return this.place({ kind: 'is', operand, what: key, negated }, operand.span.start);
  }

  private like(operand: Syntax, negated: boolean, ignoreCase: boolean): Syntax {
    const { cursor } = this;
    const token = cursor.peek();
    if (token.kind !== 'text') {
      cursor.refuse(`Expected a pattern in quotes, found ${cursor.found()}.`, "write like 'north%'");
      cursor.skipOperand();
      return this.hole(operand.span.start);
    }
    cursor.next();
    if (!/^(?:[^\\]|\\[%_\\])*$/.test(token.value))
      cursor.refuse(
        'A backslash in a pattern stands only before %, _ or another backslash.',
        'write \\\\ for a backslash',
        'condition-pattern',
        token.span,
      );
    return this.place(
      { kind: 'like', operand, pattern: token.value, ignoreCase, negated },
      operand.span.start,
    );
  }

  private operand(minimum: number): Syntax {
    const { cursor } = this;
    const token = cursor.peek();
    const { start } = token.span;
    switch (token.kind) {
      case 'number':
        cursor.next();
        return this.place(
          { kind: 'number', digits: token.value.replace(/^0+(?=\d)/, '').toLowerCase() },
          start,
        );
      case 'text':
        cursor.next();
        return this.place({ kind: 'text', value: token.value }, start);
      case 'word':
        return this.word(token, minimum);
      case 'symbol':
        if (token.key === '(') return this.group();
        if (token.key === '-') {
          cursor.next();
          const operand = this.expression(POWER.negation);
          return this.place({ kind: 'negate', operand }, start);
        }
    }
    return this.unexpected();
  }

  private unexpected(): Syntax {
    const { cursor } = this;
    const { start } = cursor.peek().span;
    cursor.refuse(`Expected a value, found ${cursor.found()}.`);
    cursor.skipOperand();
    return this.hole(start);
  }

  private group(): Syntax {
    const { start } = this.cursor.next().span;
    const inner = this.expression(0);
    this.cursor.expect(')', '(');
    return this.place(inner, start);
  }

  private word(token: Token, minimum: number): Syntax {
    const { cursor } = this;
    const { start } = token.span;
    const following = cursor.peek(1);
    switch (token.key) {
      case 'not': {
        if (minimum > POWER.not) {
          cursor.refuse('`not` needs parentheses here.', 'write (not ...)');
          cursor.next();
          this.expression(POWER.negation);
          return this.hole(start);
        }
        cursor.next();
        return this.place({ kind: 'not', operand: this.expression(POWER.not) }, start);
      }
      case 'true':
      case 'false':
        cursor.next();
        return this.place({ kind: 'boolean', value: token.key === 'true' }, start);
      case 'null':
        cursor.next();
        return this.place({ kind: 'null' }, start);
      case 'as_of':
        cursor.next();
        return this.place({ kind: 'as-of' }, start);
      case 'case':
        return this.case();
      case 'select':
        this.refuseSelect();
        cursor.skipGroup();
        return this.hole(start);
      case 'date':
        if (following.kind === 'text') return this.date();
        break;
      case 'interval':
        if (following.kind === 'number' || following.kind === 'text') return this.interval();
        break;
      case 'segment':
        if (following.key === '(') return this.segment();
        break;
      case 'at_least':
        if (following.key === '(') return this.atLeast();
    }
    if (RESERVED.has(token.key)) return this.unexpected();
    cursor.next();
    if (following.key === '(') return this.call(token);
    return this.place({ kind: 'name', name: token.value }, start);
  }

  private call(name: Token): Syntax {
    const { start } = name.span;
    const args = this.list(name.value);
    const call = this.place({ kind: 'call', function: name.key, nameSpan: name.span, args }, start);
    if (!this.cursor.at('over')) return call;
    this.refuseRest();
    this.cursor.skipOperand();
    return this.hole(start);
  }

  /** `(a, b, ...)`, perhaps empty; the cursor is at its opening parenthesis. */
  private list(of: string): readonly Syntax[] {
    const { cursor } = this;
    cursor.next();
    const items: Syntax[] = [];
    if (cursor.accept(')')) return items;
    do items.push(this.expression(0));
    while (cursor.accept(','));
    cursor.expect(')', `${of}(`);
    return items;
  }

  private date(): Syntax {
    const { start } = this.cursor.next().span;
    const { value, span } = this.cursor.next();
    if (parseCalendarDate(value) === null)
      this.log.report(
        'condition-date',
        span,
        `'${value.slice(0, 40)}' is not a day between 1900-01-01 and 2299-12-31.`,
        "write date '2026-01-31'",
      );
    return this.place({ kind: 'date', value }, start);
  }

  private interval(): Syntax {
    const { cursor } = this;
    const { start } = cursor.next().span;
    const number = cursor.next();
    const unit = /^(day|week|month|year)s?$/.exec(cursor.peek().key)?.[1] as IntervalUnit | undefined;
    if (number.kind !== 'number' || !/^\d{1,9}$/.test(number.value) || !unit) {
      const span = { start, end: unit ? cursor.next().span.end : cursor.end };
      const message = 'An interval is a whole number of days, weeks, months or years.';
      this.log.report('condition-interval', span, message, 'write interval 30 day');
      return this.hole(start);
    }
    const amount = Number(number.value);
    cursor.next();
    if (amount > LONGEST[unit]) {
      const message = `An interval is at most ${LONGEST[unit]} ${unit}s.`;
      this.log.report('condition-interval', number.span, message);
    }
    return this.place({ kind: 'interval', amount, unit }, start);
  }

  private segment(): Syntax {
    const { cursor } = this;
    const { start } = cursor.next().span;
    cursor.next();
    const token = cursor.peek();
    if (token.kind === 'text') cursor.next();
    else {
      cursor.refuse(`Expected the id of a segmentation, found ${cursor.found()}.`, "write segment('value')");
      cursor.skipGroup();
    }
    cursor.expect(')', 'segment(');
    return token.kind === 'text'
      ? this.place({ kind: 'segment', segmentation: token.value }, start)
      : this.hole(start);
  }

  private atLeast(): Syntax {
    const { cursor } = this;
    const { start } = cursor.next().span;
    const number = cursor.peek(1);
    const [count, ...operands] = this.list('at_least');
    const most = operands.length;
    if (count?.kind !== 'number' || !/^\d+$/.test(count.digits)) {
      const message = 'at_least begins with how many of its conditions must hold.';
      this.log.report('condition-arguments', number.span, message, 'write at_least(2, a, b, c)');
      return this.hole(start);
    }
    const value = Number(count.digits);
    if (value < 1 || value > most) {
      const message = `at_least has ${most} condition${most === 1 ? '' : 's'}, so it can ask for 1 to ${most} of them.`;
      this.log.report('condition-arguments', number.span, most ? message : 'at_least has no conditions.');
    }
    return this.place({ kind: 'at-least', count: value, operands }, start);
  }

  private case(): Syntax {
    const { cursor } = this;
    const { start } = cursor.next().span;
    const branches: { when: Syntax; then: Syntax }[] = [];
    if (!cursor.at('when')) cursor.expect('when', 'case');
    else cursor.next();
    do {
      const when = this.expression(0);
      cursor.expect('then', 'when');
      branches.push({ when, then: this.expression(0) });
    } while (cursor.accept('when'));
    const otherwise = cursor.accept('else') ? this.expression(0) : null;
    cursor.expect('end', 'case');
    return this.place({ kind: 'case', branches, otherwise }, start);
  }

  private hole(start: number): Syntax {
    return this.place({ kind: 'hole' }, start);
  }

  /** The node at its place: from `start` to the last token read. Refuses trees too deep or too large. */
  private place(node: Unplaced, start: number): Syntax {
    const span = { start, end: Math.max(start, this.cursor.end) };
    const parts = partsOf(node).map((part) => this.sizes.get(part) ?? { levels: 1, nodes: 1 });
    const twice = node.kind === 'between' ? (parts[0]?.nodes ?? 0) : 0;
    const levels = 1 + parts.reduce((most, part) => Math.max(most, part.levels), 0);
    const nodes = 1 + parts.reduce((sum, part) => sum + part.nodes, twice);
    if (levels > MOST_LEVELS || nodes > MOST_NODES) return this.abandon(span);
    const syntax: Syntax = { ...node, span };
    this.sizes.set(syntax, { levels, nodes });
    return syntax;
  }

  private abandon(span: Span): Syntax {
    this.log.report(
      'condition-too-deep',
      { start: span.start, end: Math.min(span.end, span.start + 1) },
      `The condition nests more than ${MOST_LEVELS} levels.`,
      'split it into attributes of their own',
    );
    this.log.close();
    this.cursor.skipAll();
    return { kind: 'hole', span };
  }
}
