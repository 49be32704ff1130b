import * as z from 'zod';
import { warning } from '../../base/finding.ts';
import { sourceUseHash } from '../kinds/source.ts';
import type { Made, Origin, OriginScope } from './origin.ts';
import { columnNaming } from './origin.ts';

/** A column of a source with one row a customer. */
export const columnOrigin: Origin<'from', string> = {
  key: 'from',
  summary: 'A column',
  schema: z
    .string()
    .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/)
    .describe('A column, as source.column.'),
  make(from, scope): Made | null {
    const { positions, sources, frame, report } = scope;
    const [sourceId = '', columnName = ''] = from.split('.');
    const place = positions.placeOf(['from']);
    const rows = sources.follow(sourceId, place, report);
    if (!rows) return null;
    const { source } = rows;
    const column = rows.columns.follow(columnName, place, report);
    const by = columnNaming(
      rows,
      scope.by,
      scope.by === undefined ? place : positions.placeOf(['by']),
      scope,
    );
    if (!column || !by) return null;
    const key = source.versions?.key ?? source.key;
    const single = key.length === 1 && key[0] === by;
    if (source.id !== frame.rows.source.id && !single) rowsMayRepeat(source.id, by.name, scope);
    return {
      origin: { kind: 'column', source, column, by },
      type: column.type,
      history: source.versions ? 'fixed' : 'as-loaded',
      refersTo: [sourceUseHash(source, [column, by])],
    };
  },
};

function rowsMayRepeat(source: string, by: string, { frame, positions, report }: OriginScope): void {
  report(
    warning(
      'rows-may-repeat',
      `The source \`${source}\` may hold several rows of one ${frame.id}; \`from\` needs one.`,
      {
        place: positions.placeOf(['from']),
        hint: `Write \`key: ${by}\` in that source, or take an \`aggregate\`.`,
      },
    ),
  );
}
