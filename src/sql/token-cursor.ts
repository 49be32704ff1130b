import type { Span } from './expression.ts';
import type { ProblemLog } from './problem.ts';
import type { Token } from './tokenize.ts';
import { clip } from './tokenize.ts';

/** Words at which a broken operand is taken to have ended. */
const BOUNDARIES = new Set(['and', 'or', ',', ')', 'when', 'then', 'else', 'end']);

/** A reader of tokens that knows what it expected and how to go on after a mistake. */
export class TokenCursor {
  private index = 0;
  private readonly tokens: readonly Token[];
  private readonly log: ProblemLog;

  constructor(tokens: readonly Token[], log: ProblemLog) {
    this.tokens = tokens;
    this.log = log;
  }

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)];
    if (!token) throw new Error('a token list ends with `end`');
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index++;
    return token;
  }

  /** Whether the next token is this word or symbol. */
  at(key: string, ahead = 0): boolean {
    return this.peek(ahead).key === key;
  }

  accept(key: string): Token | null {
    return this.at(key) ? this.next() : null;
  }

  /** End of the last token taken. */
  get end(): number {
    return this.tokens[this.index - 1]?.span.end ?? 0;
  }

  /** Takes the word or symbol, or says that it is absent; `opened` is what it would have closed. */
  expect(key: string, opened: string): boolean {
    if (this.accept(key)) return true;
    this.refuse(`Expected \`${key}\` to go with \`${opened}\`, found ${this.found()}.`);
    this.skipOperand();
    return this.accept(key) !== null;
  }

  refuse(message: string, hint: string | null = null, code = 'condition-syntax', span?: Span): void {
    if (this.peek().kind === 'bad' && !span) return;
    this.log.report(code, span ?? this.peek().span, message, hint);
  }

  /** The next token in words. */
  found(): string {
    const token = this.peek();
    if (token.kind === 'end') return 'the end';
    return token.kind === 'text' ? `the text '${clip(token.value)}'` : `\`${clip(token.value)}\``;
  }

  /** Goes on to where a next part may begin: `and`, `or`, a comma, a word of `case` or the closing parenthesis. */
  skipOperand(): void {
    this.skipUntil((token) => BOUNDARIES.has(token.key));
  }

  /** Goes on to the parenthesis that closes the group one is in. */
  skipGroup(): void {
    this.skipUntil((token) => token.key === ')');
  }

  skipAll(): void {
    this.index = this.tokens.length - 1;
  }

  private skipUntil(stop: (token: Token) => boolean): void {
    let depth = 0;
    while (this.peek().kind !== 'end') {
      const token = this.peek();
      if (depth === 0 && stop(token)) return;
      if (token.key === '(') depth++;
      if (token.key === ')') depth--;
      this.next();
    }
  }
}
