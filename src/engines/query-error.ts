/** An engine refused or failed a statement. Carries the label and the engine's own words, never bound values. */
export class QueryError extends Error {
  readonly label: string;
  readonly statement: string;
  constructor(label: string, statement: string, cause: unknown) {
    const words = cause instanceof Error ? cause.message : String(cause);
    super(`${label}: ${words}`, { cause });
    this.name = 'QueryError';
    this.label = label;
    this.statement = statement;
  }
}
