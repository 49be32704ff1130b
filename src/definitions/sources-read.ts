import type { AttributeOrigin, Book, CustomerRows, Metrics, Source, SourceColumn } from './project.ts';

/** A source that an attribute reads, with the column that names a customer where it has one. */
export interface SourceRead {
  readonly source: Source;
  readonly by: SourceColumn | null;
}

/** What has to be loaded for an attribute; nothing for one that is made of others. */
export function sourcesRead(origin: AttributeOrigin): readonly SourceRead[] {
  switch (origin.kind) {
    case 'column':
      return [{ source: origin.source, by: origin.by }];
    case 'aggregate':
      return readByRows(origin);
    case 'book':
      return readByBook(origin.book);
    case 'rollup':
      return [{ source: origin.source, by: null }];
    case 'expression':
    case 'rank':
    case 'score':
      return [];
  }
}

/** What has to be loaded for the metrics of an entity, beside the attribute their spend is told by. */
export function sourcesOfMetrics({ book, nps, revenue, deals, spend }: Metrics): readonly SourceRead[] {
  return [
    ...(book ? readByBook(book) : []),
    ...[nps, revenue, deals].flatMap((rows) => (rows ? readByRows(rows) : [])),
    ...(spend ? [{ source: spend.source, by: null }] : []),
  ];
}

function readByRows({ source, by, through }: CustomerRows): readonly SourceRead[] {
  return [{ source, by }, ...(through ? [{ source: through.source, by: through.owner }] : [])];
}

function readByBook({ source, by, rates }: Book): readonly SourceRead[] {
  return [{ source, by }, ...(rates ? [{ source: rates.source, by: null }] : [])];
}
