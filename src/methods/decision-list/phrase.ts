import type { Place } from '../../base/place.ts';
import type { Written } from '../../sql/condition.ts';
import type { Expression, Span } from '../../sql/expression.ts';
import { and, boolean, or } from '../../sql/expression.ts';
import { BOOLEAN } from '../../sql/value-type.ts';
import { mapChildren } from '../../sql/walk.ts';

/** A condition a method made, with the text people read of it; spans are offsets into that text. */
export interface Phrase {
  readonly text: string;
  readonly expression: Expression;
}

/** One condition, told as a whole: nothing inside it is told on its own. */
export function phrase(text: string, expression: Expression): Phrase {
  return { text, expression: { ...withoutSpans(expression), span: { start: 0, end: text.length } } };
}

/** All of them, in their order; `true` when there are none. */
export function allOf(phrases: readonly Phrase[]): Phrase {
  return phrases.length === 0 ? phrase('true', boolean(true)) : joined(phrases, ' and ', and);
}

/** Any of them, in their order; `false` when there are none. */
export function anyOf(phrases: readonly Phrase[]): Phrase {
  return phrases.length === 0 ? phrase('false', boolean(false)) : joined(phrases, ' or ', or);
}

/** At least `count` of them, as `at_least(2, a, b, c)`. */
export function atLeastOf(count: number, phrases: readonly Phrase[]): Phrase {
  const start = `at_least(${count}, `;
  const { text, parts } = beside(phrases, ', ', start.length, false);
  return {
    text: `${start}${text})`,
    expression: { kind: 'at-least', count, operands: parts, type: BOOLEAN },
  };
}

/** The phrase as a rule keeps it; all of it stands where it was asked for. */
export function writtenAs({ text, expression }: Phrase, place: Place): Written {
  return { text, expression, origin: { at: () => place } };
}

function joined(
  phrases: readonly Phrase[],
  sign: string,
  join: (operands: readonly Expression[]) => Expression,
): Phrase {
  const [only] = phrases;
  if (only && phrases.length === 1) return only;
  const { text, parts } = beside(phrases, sign, 0, true);
  return { text, expression: join(parts) };
}

/** Texts one after the other, compound ones in parentheses, and expressions whose spans have moved with them. */
function beside(phrases: readonly Phrase[], sign: string, from: number, inParentheses: boolean) {
  let text = '';
  const parts = phrases.map((one) => {
    const wrapped = inParentheses && (one.expression.kind === 'and' || one.expression.kind === 'or');
    text += text === '' ? '' : sign;
    const part = moved(one.expression, from + text.length + (wrapped ? 1 : 0));
    text += wrapped ? `(${one.text})` : one.text;
    return part;
  });
  return { text, parts };
}

function moved(expression: Expression, by: number): Expression {
  const inner = mapChildren(expression, (part) => moved(part, by));
  const { span } = expression;
  return span ? { ...inner, span: shifted(span, by) } : inner;
}

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

function withoutSpans(expression: Expression): Expression {
  const { span: _, ...rest } = mapChildren(expression, withoutSpans);
  return rest as Expression;
}
