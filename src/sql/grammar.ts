import type { Span } from './expression.ts';
import type { ProblemLog } from './problem.ts';
import type { Syntax, Unplaced } from './syntax.ts';
import { partsOf } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Deepest nesting of a condition, counted in nodes of its tree. */
export const MOST_LEVELS = 200;
/** Most nodes once written out for an engine, where some parts stand twice: nested ones double each time. */
const MOST_NODES = 20_000;

/**
 * How often a part stands in the SQL of a node. `between` asks twice about its operand, at_least counts the
 * true and the possible, least and greatest look for missing ones first, a moved date is held against the
 * calendar, and a calculation that is done is held against infinity.
 */
function copiesOf(node: Unplaced, part: Syntax, index: number): number {
  const calculates = node.kind === 'arithmetic' && node.operator !== '/';
  const done = part.kind === 'arithmetic' && !(calculates && part.operator !== '/') ? 2 : 1;
  switch (node.kind) {
    case 'between':
      return index === 0 ? 2 * done : done;
    case 'at-least':
      return 2;
    case 'call':
      return node.function === 'least' || node.function === 'greatest' ? 2 * done : done;
    case 'arithmetic':
      return node.right.kind === 'interval' ? 2 : done;
    default:
      return done;
  }
}

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
    const parts = partsOf(node).map((part, index) => {
      const { levels, nodes } = this.sizes.get(part) ?? { levels: 1, nodes: 1 };
      return { levels, nodes: nodes * copiesOf(node, part, index) };
    });
    const levels = parts.reduce((most, part) => Math.max(most, part.levels), 0) + 1;
    const nodes = parts.reduce((sum, part) => sum + part.nodes, 1);
    if (levels > MOST_LEVELS) return this.abandon(span);
    if (nodes > MOST_NODES) return this.abandon(span, 'grows beyond 20,000 parts once written out');
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
