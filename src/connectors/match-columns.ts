import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Source, SourceColumn } from '../definitions/project.ts';

const LISTED = 30;

/** A finding for each declared column that what was read does not have exactly once, or none. */
export function matchColumns(
  source: Source,
  found: readonly string[],
  hint: string | null = null,
): Finding[] {
  return source.columns.flatMap((column) => {
    const times = found.filter((name) => name === column.header).length;
    if (times === 1) return [];
    if (times > 1)
      return [
        error('duplicate-column', `"${column.header}" is the header of ${times} columns of ${source.id}`, {
          place: column.place,
          hint: 'Rename one of them: Clade cannot know which is meant.',
        }),
      ];
    return [missingColumn(source, column, found, hint)];
  });
}

function missingColumn(
  source: Source,
  column: SourceColumn,
  found: readonly string[],
  hint: string | null,
): Finding {
  const near = didYouMean(column.header, found);
  const more = found.length > LISTED ? ` and ${found.length - LISTED} more` : '';
  const list = `It has ${found.slice(0, LISTED).join(', ')}${more}.`;
  return error('column-not-found', `${source.id} has no column "${column.header}"`, {
    place: column.place,
    hint: hint ?? (near ? `Did you mean "${near}"? ${list}` : list),
    data: { found: found.length },
  });
}
