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
const TRAILING_QUOTES = /'*$/;
const LINE_COMMENT = /--[^\n]*/y;
const BLOCK_COMMENT = /\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/y;
const DOUBLE_QUOTED = /"[^"\n]*"?/y;
const BACK_QUOTED = /`[^`\n]*`?/y;
/** Controls, halves of characters, and what makes a line read in another order than it is written. */
const CONTROL = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** Spellings of other languages: what each is read as, and what to write. */
const FOREIGN: readonly { written: string; kind: Token['kind']; key: string; hint: string }[] = [
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
  const tokens: Token[] = [];
  let at = 0;

  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const push = (kind: Token['kind'], key: string, value: string, length: number) => {
    tokens.push({ kind, key, value, span: { start: at, end: at + length } });
    at += length;
  };
  const refuse = (code: string, length: number, message: string, hint: string | null) =>
    log.report(code, { start: at, end: at + length }, message, hint);

  while (at < text.length) {
    const space = match(SPACE);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const comment = match(LINE_COMMENT) ?? match(BLOCK_COMMENT);
    if (comment !== null) {
      refuse(
        'condition-comment',
        comment.length,
        'A condition holds no comments.',
        'say it in the description',
      );
      at += comment.length;
      continue;
    }
    const word = match(WORD);
    if (word !== null) {
      push('word', word.toLowerCase(), word, word.length);
      continue;
    }
    const number = match(NUMBER);
    if (number !== null) {
      readNumber(number);
      continue;
    }
    const quoted = match(TEXT);
    if (quoted !== null) {
      readText(quoted);
      continue;
    }
    const foreign = FOREIGN.find(({ written }) => text.startsWith(written, at));
    if (foreign) {
      const { written, kind, key, hint } = foreign;
      if (hint) refuse('condition-operator', written.length, `\`${written}\` is not used here.`, hint);
      push(kind, key, written, written.length);
      continue;
    }
    const symbol = match(SYMBOL);
    if (symbol !== null) {
      push('symbol', symbol, symbol, symbol.length);
      continue;
    }
    const name = match(DOUBLE_QUOTED) ?? match(BACK_QUOTED);
    if (name !== null) {
      const bare = name.slice(1, -1);
      refuse(
        'condition-quotes',
        name.length,
        'Texts stand in single quotes and names in none.',
        /^[\w .-]*$/.test(bare) ? `write '${bare}' for a text, ${bare} for an attribute` : null,
      );
      push('bad', '', name, name.length);
      continue;
    }
    if (text[at] === ';') {
      refuse(
        'condition-second-statement',
        1,
        'A condition is one expression, without `;`.',
        'remove `;` and what follows',
      );
      break;
    }
    readStranger();
  }
  tokens.push({ kind: 'end', key: '', value: '', span: { start: at, end: at } });
  return tokens;

  function readNumber(digits: string) {
    const start = at;
    at += digits.length;
    const tail = match(NUMBER_TAIL);
    at = start;
    if (tail === null) return push('number', '', digits, digits.length);
    const whole = digits + tail;
    refuse('condition-number', whole.length, `\`${clip(whole)}\` is not a number.`, 'write 20, 0.5 or 1e3');
    push('bad', '', whole, whole.length);
  }

  function readText(quoted: string) {
    const closed = quoted.length > 1 && trailingQuotes(quoted) % 2 === 1;
    const value = quoted.slice(1, closed ? -1 : undefined).replaceAll("''", "'");
    if (!closed)
      refuse(
        'condition-text-unended',
        quoted.length,
        'A text is not ended on its line.',
        "end it with '; write '' for a quote inside",
      );
    else if (CONTROL.test(value))
      refuse('condition-character', quoted.length, 'A text holds a character that cannot be seen.', null);
    push(closed ? 'text' : 'bad', '', value, quoted.length);
  }

  function readStranger() {
    const point = text.codePointAt(at) ?? 0;
    const length = point > 0xffff ? 2 : 1;
    const shown = CONTROL.test(String.fromCodePoint(point)) ? '' : ` \`${String.fromCodePoint(point)}\``;
    const hint = text[at] === '.' ? 'write 0.5 or account.mrr' : null;
    const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
    refuse('condition-character', length, `The character${shown} (${code}) has no meaning here.`, hint);
    push('bad', '', '', length);
  }
}

/** Quotes at the end of a quoted text, its opening one apart: an odd number means that the last one ends it. */
function trailingQuotes(quoted: string): number {
  return TRAILING_QUOTES.exec(quoted.slice(1))?.[0].length ?? 0;
}

/** At most 40 characters of a text, for messages. */
export function clip(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
