import type { Span } from './expression.ts';
import type { ProblemLog } from './problem.ts';
import type { Syntax, Unplaced } from './syntax.ts';
import { partsOf } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Deepest nesting of a condition, counted in nodes of its tree. */
export const MOST_LEVELS = 200;
/** Most nodes once `between`, which holds its operand twice, is written out. */
const MOST_NODES = 20_000;

/** What the parts of the grammar share. */
export interface Grammar {
  readonly cursor: TokenCursor;
  readonly log: ProblemLog;
  readonly tree: SyntaxBuilder;
  /** An expression whose operators bind at least as tightly as `minimum`. */
  expression(minimum: number): Syntax;
  /** `(a, b, ...)`, perhaps empty; the cursor is at its opening parenthesis. */
  list(of: string): readonly Syntax[];
}

/** Puts nodes at their places and keeps trees within bounds, so that whoever walks one may recurse. */
export class SyntaxBuilder {
  private readonly cursor: TokenCursor;
  private readonly log: ProblemLog;
  private readonly sizes = new WeakMap<Syntax, { readonly levels: number; readonly nodes: number }>();

  constructor(cursor: TokenCursor, log: ProblemLog) {
    this.cursor = cursor;
    this.log = log;
  }

  /** The node from `start` to the last token read. */
  place(node: Unplaced, start: number): Syntax {
    const span = { start, end: Math.max(start, this.cursor.end) };
    const parts = partsOf(node).map((part) => this.sizes.get(part) ?? { levels: 1, nodes: 1 });
    const twice = node.kind === 'between' ? (parts[0]?.nodes ?? 0) : 0;
    const levels = parts.reduce((most, part) => Math.max(most, part.levels), 0) + 1;
    const nodes = parts.reduce((sum, part) => sum + part.nodes, twice) + 1;
    if (levels > MOST_LEVELS) return this.abandon(span);
    if (nodes > MOST_NODES)
      return this.abandon(span, 'grows beyond 20,000 parts once `between` is written out');
    const syntax: Syntax = { ...node, span };
    this.sizes.set(syntax, { levels, nodes });
    return syntax;
  }

  /** What stands from `start` on where something was refused; `parts` are what could be read of it. */
  hole(start: number, parts: readonly Syntax[] = []): Syntax {
    return this.place({ kind: 'hole', parts }, start);
  }

  /** Ends the reading: says once that the condition is too large, and nothing after. */
  abandon({ start, end }: Span, what = `nests more than ${MOST_LEVELS} levels`): Syntax {
    const span = { start, end: Math.min(end, start + 1) };
    this.log.report(
      'condition-too-deep',
      span,
      `The condition ${what}.`,
      'split it into attributes of their own',
    );
    this.log.close();
    this.cursor.skipAll();
    return { kind: 'hole', parts: [], span };
  }
}
