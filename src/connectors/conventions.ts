import type { DateOrder } from '../definitions/project.ts';

/** How the texts of a file are meant. */
export interface Conventions {
  readonly decimalMark: '.' | ',';
  readonly dateOrder: DateOrder;
  /** IANA zone of naive timestamps, and the zone whose calendar days are meant. */
  readonly timeZone: string;
}

/** Space, tab, line ends, and the spaces that spreadsheets and web pages leave behind. */
const SPACES = ' \t\r\n\u00a0\u202f\u2007\ufeff';

/** A text without the space around it, as DuckDB says it. */
export function trimmed(text: string): string {
  return `trim(${text}, '${SPACES}')`;
}

/** A text literal of DuckDB. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Both are patterns of ours and hold no quote. */
export function matches(text: string, pattern: string): string {
  return `regexp_full_match(${text}, ${quoted(pattern)})`;
}
