import { error } from '../base/finding.ts';
import { formatType, isNumeric } from '../sql/value-type.ts';
import type { SourceFrame } from './kinds/source.ts';
import type { Report } from './names.ts';
import type { Path, Positions } from './positions.ts';
import type { SourceColumn } from './project.ts';

/** What a key that names a column wants of it; `exact` is a decimal or an integer, `any` is anything. */
export type WantedType = 'date' | 'day' | 'text' | 'exact' | 'any';

const WORDS: { readonly [Wanted in WantedType]: string } = {
  date: 'a date',
  day: 'a date or a timestamp',
  text: 'a text',
  exact: 'a decimal or an integer',
  any: 'any column',
};

/**
 * Follows names of columns of one source, each under its key; a column of another type is told with `code`. Keys stand
 * under `before` in the definition.
 */
export function typedColumns(
  rows: SourceFrame,
  { positions }: { readonly positions: Positions },
  code: string,
  report: Report,
  before: Path = [],
) {
  return (key: string, name: string, wanted: WantedType): SourceColumn | null => {
    const place = positions.placeOf([...before, key]);
    const found = rows.columns.follow(name, place, report);
    if (!found || fits(found, wanted)) return found;
    report(
      error(code, `\`${key}\` takes ${WORDS[wanted]}, and \`${name}\` is ${formatType(found.type)}.`, {
        place,
        hint: 'Declare the column so in its source, or name another.',
      }),
    );
    return null;
  };
}

function fits({ type }: SourceColumn, wanted: WantedType): boolean {
  if (wanted === 'any') return true;
  if (wanted === 'exact') return isNumeric(type) && type.kind !== 'double';
  if (wanted === 'day') return type.kind === 'date' || type.kind === 'timestamp';
  return type.kind === wanted;
}
