import type { QuarantineCode } from './connector.ts';
import { quoted } from './conventions.ts';

/** Sentences about a value, by its code; `{column}`, `{text}` and `{type}` stand for what they say. */
const SENTENCES: Readonly<Partial<Record<QuarantineCode, string>>> = {
  'malformed-json': 'the line is not a JSON object',
  'missing-value': '{column} is missing',
  'not-a-number': '{column} is "{text}", which is not a number',
  'not-an-integer': '{column} is "{text}", which is not a whole number',
  'too-many-digits': '{column} is "{text}", which is too large for {type}',
  'not-a-boolean': '{column} is "{text}", which is neither true nor false',
  'not-a-date': '{column} is "{text}", which is not a day of the calendar',
  'date-out-of-range': '{column} is "{text}", which is outside the years 1900 to 2299',
};

const SHOWN_TEXT = 60;

/** The sentence for a code, as a DuckDB expression over names of a code and a text. */
export function sentenceOf(code: string, text: string, column: string, type: string): string {
  const shown = `left(coalesce(${text}, ''), ${SHOWN_TEXT})`;
  const cases = Object.entries(SENTENCES).map(([name, sentence]) => {
    const filled = sentence.replace('{column}', column).replace('{type}', type);
    const [before = '', after] = filled.split('{text}');
    const said = after === undefined ? quoted(before) : `${quoted(before)} || ${shown} || ${quoted(after)}`;
    return `when ${quoted(name)} then ${said}`;
  });
  return `case ${code} ${cases.join(' ')} end`;
}
