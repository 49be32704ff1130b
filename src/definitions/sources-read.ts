import type { AttributeOrigin, Source, SourceColumn } from './project.ts';

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
      return [
        { source: origin.source, by: origin.by },
        ...(origin.through ? [{ source: origin.through.source, by: origin.through.owner }] : []),
      ];
    case 'book': {
      const { source, by, rates } = origin.book;
      return [{ source, by }, ...(rates ? [{ source: rates.source, by: null }] : [])];
    }
    case 'rollup':
      return [{ source: origin.source, by: null }];
    case 'expression':
    case 'rank':
    case 'score':
      return [];
  }
}
