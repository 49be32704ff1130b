import type { Definition } from '../kind.ts';
import { id } from '../kind.ts';
import type { EntityFrame } from '../kinds/entity.ts';
import type { SourceFrame } from '../kinds/source.ts';
import { sourceUseHash } from '../kinds/source.ts';
import type { Names, Report } from '../names.ts';
import type { Attribute, CustomerRows, SourceColumn } from '../project.ts';
import type { WantedType } from '../typed-columns.ts';
import { typedColumns } from '../typed-columns.ts';
import { followThrough } from '../through.ts';

/** What a block of a metrics definition may ask. `key` is where it stands. */
export interface BlockScope {
  readonly key: string;
  readonly definition: Pick<Definition<unknown>, 'positions'>;
  readonly frame: EntityFrame;
  readonly frames: Names<EntityFrame>;
  readonly sources: Names<SourceFrame>;
  readonly attributes: Names<Attribute>;
  readonly report: Report;
}

/** What a block becomes, with the hashes of the columns it reads. */
export interface Block<Value> {
  readonly value: Value;
  readonly refersTo: readonly string[];
}

/** How a source's rows lead to a customer, as every block that has them writes it. */
export const customerRowsShape = {
  source: id.describe('The source.'),
  by: id.optional().describe("The column that names the customer; the entity's key name unless given."),
  through: id
    .optional()
    .describe('An entity whose members belong to the customers: `by` then names one of those members.'),
};

interface CustomerRowsData {
  readonly source: string;
  readonly by?: string | undefined;
  readonly through?: string | undefined;
}

/** Takes columns of one source by the keys of a block. */
export type Take = (key: string, name: string, wanted: WantedType) => SourceColumn | null;

export function takeFrom(rows: SourceFrame, { key, definition, report }: BlockScope): Take {
  return typedColumns(rows, definition, 'metrics-column', report, [key]);
}

export function followSource(source: string, scope: BlockScope): SourceFrame | null {
  const { key, definition, sources, report } = scope;
  return sources.follow(source, definition.positions.placeOf([key, 'source']), report);
}

/** The rows of a block and the customers they name; null where that cannot be told. */
export function customerRows(
  data: CustomerRowsData,
  rows: SourceFrame,
  scope: BlockScope,
): CustomerRows | null {
  const { key, definition, frame, frames, report } = scope;
  const place = definition.positions.placeOf([key, 'through']);
  const through =
    data.through === undefined ? null : followThrough(data.through, frame, frames, place, report);
  if (data.through !== undefined && !through) return null;
  const by = takeFrom(rows, scope)('by', data.by ?? (through ?? frame).key.name, 'any');
  return by && { source: rows.source, by, through };
}

/** The hashes of what a block reads: its own columns, and the list it goes through. */
export function hashesOf(
  { source, by, through }: CustomerRows,
  columns: readonly (SourceColumn | null)[],
): readonly string[] {
  const used = columns.filter((column) => column !== null);
  return [
    sourceUseHash(source, [by, ...used]),
    ...(through ? [sourceUseHash(through.source, [through.key, through.owner])] : []),
  ];
}
