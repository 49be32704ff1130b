import type { Span } from './expression.ts';

/** What is wrong with a written text, before its origin turns offsets into a place. `hint` says what to write. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly span: Span;
}

/** Problems told of one text; more would be noise, and would cost more than linear time. */
const MOST_PROBLEMS = 50;

/** Collects problems: one for a place, because a second one there is an echo of the first. */
export class ProblemLog {
  readonly problems: Problem[] = [];
  private readonly starts = new Set<number>();
  private closed = false;

  report(code: string, span: Span, message: string, hint: string | null = null): void {
    if (this.full || this.starts.has(span.start)) return;
    this.starts.add(span.start);
    this.problems.push({ code, message, hint, span });
  }

  /** Whether nothing more will be told, so that hints need not be looked for. */
  get full(): boolean {
    return this.closed || this.problems.length >= MOST_PROBLEMS;
  }

  /** From here on nothing is reported: what follows would be an echo. */
  close(): void {
    this.closed = true;
  }
}
