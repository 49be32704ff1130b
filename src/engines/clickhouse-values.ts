import type { Parameter } from '../sql/statement.ts';
import type { Cell } from './engine.ts';

/** Bound values as the driver sends them: text, typed by the placeholder. */
export function queryParams(parameters: readonly Parameter[]): Record<string, unknown> {
  return Object.fromEntries(
    parameters.map(({ name, type, value }) => [
      name,
      type.kind === 'timestamp' && typeof value === 'string' ? withoutZone(value) : value,
    ]),
  );
}

/** How values of a column with a type of ClickHouse, as JSON holds them, become cells. */
export function cellReader(type: string): (value: Cell) => Cell {
  const read = readerOf(/^(?:Nullable\()?(\w+)/.exec(type)?.[1] ?? '');
  return (value) => (value === null ? null : read(value));
}

function readerOf(type: string): (value: NonNullable<Cell>) => Cell {
  if (type === 'Bool') return (value) => value === true;
  if (type.startsWith('Float')) return Number;
  if (/^U?Int/.test(type))
    return (value) => {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : String(value);
    };
  if (type === 'DateTime64') return (value) => `${String(value).replace(' ', 'T')}Z`;
  return String;
}

/** `2026-01-31T09:30:00.000000Z` as `2026-01-31 09:30:00.000000`. */
function withoutZone(instant: string): string {
  return instant.replace('T', ' ').replace('Z', '');
}
