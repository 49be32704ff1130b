import type { Grammar } from './grammar.ts';
import { MOST_LEVELS, SyntaxBuilder } from './grammar.ts';
import { atComparison, parseComparison, refuseChained } from './parse-comparison.ts';
import { parseAtLeast, parseCase, parseDate, parseInterval, parseSegment } from './parse-forms.ts';
import type { Problem } from './problem.ts';
import { ProblemLog } from './problem.ts';
import type { Syntax } from './syntax.ts';
import { POWER } from './syntax.ts';
import { TokenCursor } from './token-cursor.ts';
import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/** Longest condition, in UTF-16 code units. */
export const MOST_CHARACTERS = 20_000;

const RESERVED = new Set(
  'and or not between in like ilike is null true false case when then else end as_of'.split(' '),
);

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

class Parser implements Grammar {
  readonly cursor: TokenCursor;
  readonly log: ProblemLog;
  readonly tree: SyntaxBuilder;
  private depth = 0;

  constructor(tokens: readonly Token[], log: ProblemLog) {
    this.cursor = new TokenCursor(tokens, log);
    this.log = log;
    this.tree = new SyntaxBuilder(this.cursor, log);
  }

  whole(): Syntax {
    let syntax = this.expression(0);
    while (this.cursor.peek().kind !== 'end') {
      this.refuseRest();
      this.cursor.next();
      this.cursor.skipOperand();
      syntax = this.loop(this.tree.hole(syntax.span.start, [syntax]), 0);
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

  expression(minimum: number): Syntax {
    if (this.depth >= MOST_LEVELS) return this.tree.abandon(this.cursor.peek().span);
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
        left = this.tree.place({ kind: 'arithmetic', operator: key, left, right }, start);
      } else if ((key === '*' || key === '/') && minimum <= POWER.product) {
        this.cursor.next();
        const right = this.expression(POWER.product + 1);
        left = this.tree.place({ kind: 'arithmetic', operator: key, left, right }, start);
      } else if (atComparison(this) && minimum <= POWER.comparison) {
        if (compared) left = refuseChained(this, left);
        left = parseComparison(this, left);
        compared = true;
      } else return left;
    }
  }

  private chain(first: Syntax, kind: 'and' | 'or'): Syntax {
    const operands = [first];
    while (this.cursor.accept(kind)) operands.push(this.expression(POWER[kind] + 1));
    return this.tree.place({ kind, operands }, first.span.start);
  }

  private operand(minimum: number): Syntax {
    const { cursor } = this;
    const token = cursor.peek();
    const { start } = token.span;
    switch (token.kind) {
      case 'number':
        cursor.next();
        return this.tree.place(
          { kind: 'number', digits: token.value.replace(/^0+(?=\d)/, '').toLowerCase() },
          start,
        );
      case 'text':
        cursor.next();
        return this.tree.place({ kind: 'text', value: token.value }, start);
      case 'word':
        return this.word(token, minimum);
      case 'symbol':
        if (token.key === '(') return this.group();
        if (token.key === '-') {
          cursor.next();
          const operand = this.expression(POWER.negation);
          return this.tree.place({ kind: 'negate', operand }, start);
        }
    }
    return this.unexpected();
  }

  private unexpected(): Syntax {
    const { cursor } = this;
    const { start } = cursor.peek().span;
    cursor.refuse(`Expected a value, found ${cursor.found()}.`);
    cursor.skipOperand();
    return this.tree.hole(start);
  }

  private group(): Syntax {
    const { start } = this.cursor.next().span;
    const inner = this.expression(0);
    this.cursor.expect(')', '(');
    return this.tree.place(inner, start);
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
          return this.tree.hole(start, [this.expression(POWER.negation)]);
        }
        cursor.next();
        return this.tree.place({ kind: 'not', operand: this.expression(POWER.not) }, start);
      }
      case 'true':
      case 'false':
        cursor.next();
        return this.tree.place({ kind: 'boolean', value: token.key === 'true' }, start);
      case 'null':
        cursor.next();
        return this.tree.place({ kind: 'null' }, start);
      case 'as_of':
        cursor.next();
        return this.tree.place({ kind: 'as-of' }, start);
      case 'case':
        return parseCase(this);
      case 'select':
        this.refuseSelect();
        cursor.skipGroup();
        return this.tree.hole(start);
      case 'date':
        if (following.kind === 'text') return parseDate(this);
        break;
      case 'interval':
        if (following.kind === 'number' || following.kind === 'text') return parseInterval(this);
        break;
      case 'segment':
        if (following.key === '(') return parseSegment(this);
        break;
      case 'at_least':
        if (following.key === '(') return parseAtLeast(this);
    }
    if (RESERVED.has(token.key)) return this.unexpected();
    cursor.next();
    if (following.key === '(') return this.call(token);
    return this.tree.place({ kind: 'name', name: token.value }, start);
  }

  private call(name: Token): Syntax {
    const { start } = name.span;
    const args = this.list(name.value);
    const call = this.tree.place({ kind: 'call', function: name.key, nameSpan: name.span, args }, start);
    if (!this.cursor.at('over')) return call;
    this.refuseRest();
    this.cursor.skipOperand();
    return this.tree.hole(start, args);
  }

  list(of: string): readonly Syntax[] {
    const { cursor } = this;
    cursor.next();
    const items: Syntax[] = [];
    if (cursor.accept(')')) return items;
    do items.push(this.expression(0));
    while (cursor.accept(','));
    cursor.expect(')', `${of}(`);
    return items;
  }
}
