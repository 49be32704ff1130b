import type { Span } from './expression.ts';
import type { ProblemLog } from './problem.ts';

/**
 * A piece of a condition. `value` is what stands there (a text without its quotes, a word as written);
 * `key` is what grammar looks at: a word in lower case, a symbol, or empty for numbers and texts.
 * `bad` stands where something was refused, so that the parser does not complain again.
 */
export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'symbol' | 'bad' | 'end';
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}

const SPACE = /[ \t\r\n]+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y;
const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const NUMBER_TAIL = /[A-Za-z0-9_.]+/y;
const SYMBOL = /<=|>=|<>|[=<>+\-*/(),]/y;
const TEXT = /'(?:[^'\r\n]|'')*'?/y;
const LINE_COMMENT = /--[^\n]*/y;
const BLOCK_COMMENT = /\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/y;
const DOUBLE_QUOTED = /"[^"\n]*"?/y;
const BACK_QUOTED = /`[^`\n]*`?/y;
/** Controls, halves of characters, and what makes a line read in another order than it is written. */
const CONTROL = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** Spellings of other languages: what each is read as, and what to write. */
const FOREIGN: readonly {
  readonly written: string;
  readonly kind: Token['kind'];
  readonly key: string;
  readonly hint: string;
}[] = [
  { written: '!=', kind: 'symbol', key: '<>', hint: '' },
  { written: '===', kind: 'symbol', key: '=', hint: 'write `=`' },
  { written: '==', kind: 'symbol', key: '=', hint: 'write `=`' },
  { written: '&&', kind: 'word', key: 'and', hint: 'write `and`' },
  {
    written: '||',
    kind: 'word',
    key: 'or',
    hint: 'write `or` between conditions; texts cannot be joined here',
  },
];

/** Splits a condition into tokens, the last of which is `end`. Linear in the length of the text. */
export function tokenize(text: string, log: ProblemLog): readonly Token[] {
  return new Tokenizer(text, log).tokens();
}

/** Each reader takes what begins here, if it is of its kind, and says whether it did. */
class Tokenizer {
  private readonly text: string;
  private readonly log: ProblemLog;
  private readonly found: Token[] = [];
  private at = 0;

  constructor(text: string, log: ProblemLog) {
    this.text = text;
    this.log = log;
  }

  tokens(): readonly Token[] {
    while (this.at < this.text.length && !this.secondStatement()) {
      const taken =
        this.space() ||
        this.comment() ||
        this.word() ||
        this.number() ||
        this.quoted() ||
        this.foreign() ||
        this.symbol() ||
        this.otherQuotes();
      if (!taken) this.stranger();
    }
    this.push('end', '', '', 0);
    return this.found;
  }

  private match(pattern: RegExp, from = this.at): string | null {
    pattern.lastIndex = from;
    return pattern.exec(this.text)?.[0] ?? null;
  }

  private push(kind: Token['kind'], key: string, value: string, length: number): true {
    this.found.push({ kind, key, value, span: { start: this.at, end: this.at + length } });
    this.at += length;
    return true;
  }

  private refuse(code: string, length: number, message: string, hint: string | null = null) {
    this.log.report(code, { start: this.at, end: this.at + length }, message, hint);
  }

  private space(): boolean {
    const space = this.match(SPACE);
    this.at += space?.length ?? 0;
    return space !== null;
  }

  private comment(): boolean {
    const comment = this.match(LINE_COMMENT) ?? this.match(BLOCK_COMMENT);
    if (comment === null) return false;
    const hint = 'say it in the description';
    this.refuse('condition-comment', comment.length, 'A condition holds no comments.', hint);
    this.at += comment.length;
    return true;
  }

  private word(): boolean {
    const word = this.match(WORD);
    return word !== null && this.push('word', word.toLowerCase(), word, word.length);
  }

  private number(): boolean {
    const digits = this.match(NUMBER);
    if (digits === null) return false;
    const tail = this.match(NUMBER_TAIL, this.at + digits.length);
    if (tail === null) return this.push('number', '', digits, digits.length);
    const whole = digits + tail;
    const message = `\`${clip(whole)}\` is not a number.`;
    this.refuse('condition-number', whole.length, message, 'write 20, 0.5 or 1e3');
    return this.push('bad', '', whole, whole.length);
  }

  private quoted(): boolean {
    const quoted = this.match(TEXT);
    if (quoted === null) return false;
    const closed = trailingQuotes(quoted) % 2 === 1;
    const value = quoted.slice(1, closed ? -1 : undefined).replaceAll("''", "'");
    if (!closed) {
      const hint = "end it with '; write '' for a quote inside";
      this.refuse('condition-text-unended', quoted.length, 'A text is not ended on its line.', hint);
    } else if (CONTROL.test(value))
      this.refuse('condition-character', quoted.length, 'A text holds a character that cannot be seen.');
    return this.push(closed ? 'text' : 'bad', '', value, quoted.length);
  }

  private foreign(): boolean {
    const foreign = FOREIGN.find(({ written }) => this.text.startsWith(written, this.at));
    if (!foreign) return false;
    const { written, kind, key, hint } = foreign;
    if (hint) this.refuse('condition-operator', written.length, `\`${written}\` is not used here.`, hint);
    return this.push(kind, key, written, written.length);
  }

  private symbol(): boolean {
    const symbol = this.match(SYMBOL);
    return symbol !== null && this.push('symbol', symbol, symbol, symbol.length);
  }

  private otherQuotes(): boolean {
    const quoted = this.match(DOUBLE_QUOTED) ?? this.match(BACK_QUOTED);
    if (quoted === null) return false;
    const bare = quoted.slice(1, -1);
    const plain = /^[\w .-]{1,60}$/.test(bare);
    const hint = plain ? `write '${bare}' for a text, ${bare} for an attribute` : null;
    this.refuse('condition-quotes', quoted.length, 'Texts stand in single quotes and names in none.', hint);
    return this.push('bad', '', quoted, quoted.length);
  }

  /** What follows a `;` is not read. */
  private secondStatement(): boolean {
    if (this.text[this.at] !== ';') return false;
    const hint = 'remove `;` and what follows';
    this.refuse('condition-second-statement', 1, 'A condition is one expression, without `;`.', hint);
    return true;
  }

  private stranger() {
    const point = this.text.codePointAt(this.at) ?? 0;
    const character = String.fromCodePoint(point);
    const shown = CONTROL.test(character) ? '' : ` \`${character}\``;
    const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
    const hint = character === '.' ? 'write 0.5 or account.mrr' : null;
    const message = `The character${shown} (${name}) has no meaning here.`;
    this.refuse('condition-character', character.length, message, hint);
    this.push('bad', '', '', character.length);
  }
}

/** Quotes at the end of a quoted text, its opening one apart: an odd number means that the last one ends it. */
function trailingQuotes(quoted: string): number {
  let count = 0;
  while (count < quoted.length - 1 && quoted[quoted.length - 1 - count] === "'") count++;
  return count;
}

/** At most 40 characters of a text, for messages. */
export function clip(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
