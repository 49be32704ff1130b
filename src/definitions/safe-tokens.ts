import { Lexer, Parser } from 'yaml';
import type { CST } from 'yaml';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Place, PlaceFinder } from '../base/place.ts';

/** Size of a definition file, in UTF-16 code units. */
export const LARGEST_TEXT = 1_000_000;
/** Collections inside collections; definitions need about six. */
export const DEEPEST_NESTING = 60;
/** Words and signs of a file; a thousand definitions need about fifty thousand. */
export const MOST_LEXEMES = 200_000;

/**
 * The syntax tokens of a text that is safe to compose into documents. One nested thousands deep would not throw in
 * the YAML library, it would abort the process; so depth is watched on the parser's own stack, and the text is
 * left before that grows.
 */
export function safeTokens(
  text: string,
  places: PlaceFinder,
): { readonly tokens: readonly CST.Token[] } | { readonly refused: Finding } {
  if (text.length > LARGEST_TEXT)
    return refuse(
      'yaml-too-large',
      `The file holds ${text.length} characters; ${LARGEST_TEXT} are allowed.`,
      places.at(0),
      SPLIT,
    );
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    const place = () => places.at(Math.min(parser.offset, text.length));
    if (parser.stack.length > DEEPEST_NESTING + 2)
      return refuse(
        'yaml-too-deep',
        `The file nests lists and maps more than ${DEEPEST_NESTING} deep.`,
        place(),
        BRACKETS,
      );
    if (++lexemes > MOST_LEXEMES)
      return refuse(
        'yaml-too-long',
        `The file holds more than ${MOST_LEXEMES} words and signs.`,
        place(),
        SPLIT,
      );
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}

const SPLIT = 'Split it: definitions may stand in any number of files.';
const BRACKETS = 'A definition nests about six deep; look for brackets that are never closed.';

function refuse(code: string, message: string, place: Place, hint: string): { readonly refused: Finding } {
  return { refused: error(code, message, { place, hint }) };
}
