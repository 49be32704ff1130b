import type { Place } from '../../base/place.ts';
import type { Source, SourceColumn, SourceOrigin } from '../../definitions/project.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { TEXT } from '../../sql/value-type.ts';

/** A source nobody has defined yet: a file's columns as they stand, so that its own connector can read it. */
export function textSource(id: string, origin: SourceOrigin, headers: readonly string[]): Source {
  const place: Place = { path: 'path' in origin ? origin.path : id, line: 1, column: 1, length: 0 };
  const columns = headers.map((header, at) => surveyedColumn(`c${at}`, header, TEXT, place));
  return {
    ...{ id, title: id, description: null, owner: null, url: null, place, hash: '' },
    ...{
      origin,
      columns,
      key: [],
      asOf: null,
      population: 'seen',
      timeZone: 'UTC',
      versions: null,
      events: null,
    },
  };
}

export function surveyedColumn(name: string, header: string, type: ValueType, place: Place): SourceColumn {
  return { name, header, type, required: false, place };
}
