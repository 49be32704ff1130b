import { quoted } from './conventions.ts';

/** A file of JSON lines that we wrote, as DuckDB reads it. */
export function jsonLines(path: string, columns: Readonly<Record<string, string>>): string {
  const types = Object.entries(columns).map(([name, type]) => `${name}: '${type}'`);
  return `read_json(${quoted(path)}, format='newline_delimited', columns={${types.join(', ')}})`;
}
