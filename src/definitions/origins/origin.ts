import type { z } from 'zod';
import { error } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import type { ValueType } from '../../sql/value-type.ts';
import type { EntityFrame } from '../kinds/entity.ts';
import type { SourceFrame } from '../kinds/source.ts';
import type { Names, Report } from '../names.ts';
import type { Positions } from '../positions.ts';
import type { AttributeOrigin, Book, SourceColumn } from '../project.ts';
import type { EntityReader } from '../reader.ts';

/** What an attribute is made of, what type that gives, and the hashes of what it depends on. */
export interface Made {
  readonly origin: AttributeOrigin;
  readonly type: ValueType;
  readonly history: 'fixed' | 'as-loaded';
  readonly refersTo: readonly string[];
}

/** What making an attribute may ask. `reader` reads over the other attributes of the entity. */
export interface OriginScope {
  readonly id: string;
  /** The attribute's own `by:`, which goes with `from`. */
  readonly by: string | undefined;
  readonly positions: Positions;
  readonly frame: EntityFrame;
  readonly frames: Names<EntityFrame>;
  readonly sources: Names<SourceFrame>;
  readonly books: Names<Book>;
  readonly reader: EntityReader;
  /** Reads over the attributes of another entity. */
  readonly readerOver: (frame: EntityFrame) => EntityReader;
  readonly report: Report;
}

/**
 * A way to say what an attribute is made of: the key it is written under, the shape of what stands there, and how
 * that becomes an origin. Null when it cannot be read; the findings are then reported.
 */
export interface Origin<Key extends string, Data> {
  readonly key: Key;
  readonly summary: string;
  readonly schema: z.ZodType<Data>;
  make(data: Data, scope: OriginScope): Made | null;
}

/** The column of a source that names the customer: as written, else the one called as the entity's key. */
export function columnNaming(
  { source, columns }: SourceFrame,
  by: string | undefined,
  place: Place,
  { frame, report }: OriginScope,
): SourceColumn | null {
  if (by !== undefined) return columns.follow(by, place, report);
  const column = source.id === frame.rows.source.id ? frame.key : columns.get(frame.key.name);
  if (!column && !columns.isBroken(frame.key.name))
    report(
      error('by-missing', `Nothing says which column of \`${source.id}\` names the ${frame.id}.`, {
        place,
        hint: `It has no \`${frame.key.name}\`; write \`by:\` and the column.`,
      }),
    );
  return column;
}
