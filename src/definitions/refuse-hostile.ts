import { Lexer, Parser } from 'yaml';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { PlaceFinder } from '../base/place.ts';

/** Size of a definition file, in UTF-16 code units. */
export const LARGEST_TEXT = 1_000_000;
/** Collections inside collections; definitions need about six. */
export const DEEPEST_NESTING = 60;
/** Lexical tokens of a file; a thousand definitions need about fifty thousand. */
export const MOST_TOKENS = 200_000;

/**
 * Null when a text is safe to parse. A text nested thousands deep does not throw in the YAML library, it aborts
 * the process, so depth is watched on the library's own stack and the text is left before that grows.
 */
export function refuseHostile(text: string, places: PlaceFinder): Finding | null {
  if (text.length > LARGEST_TEXT)
    return error('yaml-too-large', `The file holds ${text.length} characters; ${LARGEST_TEXT} are allowed.`, {
      place: places.at(0),
      hint: 'Split it: definitions may stand in any number of files.',
    });
  const parser = new Parser();
  let tokens = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) void token;
    if (parser.stack.length > DEEPEST_NESTING + 2)
      return error('yaml-too-deep', `The file nests lists and maps more than ${DEEPEST_NESTING} deep.`, {
        place: places.at(Math.min(parser.offset, text.length)),
        hint: 'A definition nests about six deep; look for brackets that are never closed.',
      });
    if (++tokens > MOST_TOKENS)
      return error('yaml-too-long', `The file holds more than ${MOST_TOKENS} words and signs.`, {
        place: places.at(Math.min(parser.offset, text.length)),
        hint: 'Split it: definitions may stand in any number of files.',
      });
  }
  return null;
}
