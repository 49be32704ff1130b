import type { ConditionScope } from './condition.ts';
import type { Expression, Span } from './expression.ts';
import type { Syntax } from './syntax.ts';

/**
 * What the parts of type checking share. `value` and `condition` give null where something was refused, in it
 * or below; it has been told then, and whoever gets null says nothing more.
 */
export interface Checker {
  readonly scope: ConditionScope;
  /** An expression of any type. */
  value(syntax: Syntax): Expression | null;
  /** An expression that is true, false or unknown. */
  condition(syntax: Syntax): Expression | null;
  report(code: string, span: Span, message: string, hint?: string): null;
  /** `did you mean mrr?`, or undefined when nothing is near; `quote` puts the suggestion in quotes. */
  suggest(word: string, candidates: readonly string[], quote: "'" | ''): string | undefined;
  /** The text at a place, shortened, for hints. */
  words(span: Span): string;
}

/** Every one of them, or null when one was refused. */
export function allOf(expressions: readonly (Expression | null)[]): readonly Expression[] | null {
  return expressions.every((each) => each !== null) ? expressions : null;
}
