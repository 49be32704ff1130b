import type { Parameter } from '../sql/statement.ts';

/** An engine refused or failed a statement. Carries the label and the engine's own words, never bound values. */
export class QueryError extends Error {
  readonly label: string;
  readonly statement: string;
  constructor(label: string, statement: string, cause: unknown, parameters: readonly Parameter[] = []) {
    super(`${label}: ${wordsWithout(cause, parameters)}`);
    this.name = 'QueryError';
    this.label = label;
    this.statement = statement;
  }
}

/** ClickHouse tells the whole query, with bound values written into it; DuckDB quotes a value it cannot read. */
function wordsWithout(cause: unknown, parameters: readonly Parameter[]): string {
  const words = cause instanceof Error ? cause.message : String(cause);
  const short = words.replace(/:? in scope [^]*?(?=\. Maybe you meant|\.?\s*$)/i, '');
  return parameters.reduce(
    (text, { value }) => (typeof value === 'string' ? text.replaceAll(`'${value}'`, `'…'`) : text),
    short,
  );
}

/** The caller's signal stopped a statement; the engine no longer works on it. */
export class AbortError extends Error {
  constructor(label: string) {
    super(`${label}: stopped on request`);
    this.name = 'AbortError';
  }
}

/** Another process (or another opening in this one) holds the state file. `pid` is null where the system does not say. */
export class EngineBusyError extends Error {
  readonly path: string;
  readonly pid: number | null;
  constructor(path: string, pid: number | null) {
    super(`${path} is in use${pid === null ? '' : ` by process ${pid}`}`);
    this.name = 'EngineBusyError';
    this.path = path;
    this.pid = pid;
  }
}
