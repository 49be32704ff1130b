import type { Entity, Segmentation } from '../../definitions/project.ts';
import { assignedIn } from '../../plan/placements.ts';
import type { Expression } from '../../sql/expression.ts';
import { column, compare, text } from '../../sql/expression.ts';
import type { Column, Relation } from '../../sql/relation.ts';
import { select, table } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS, factsTableName } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';

/** The segment a member is in. Fields stand beside it under the ids of their attributes. */
export const SEGMENT = '_segment';

/** A column of a table of members: a value over the facts, or the segment in another segmentation of the run. */
export type MemberField =
  | { readonly name: string; readonly value: Expression }
  | { readonly name: string; readonly segmentation: Segmentation };

/** The wide table of a run, with its key, its status, its money and the entity's attributes. */
export function factsOfRun(entity: Entity, runId: string): Relation {
  const own: readonly Column[] = entity.attributes.map(({ id, type }) => ({ name: id, type }));
  const head = [FACTS.key, FACTS.status].map((name) => ({ name, type: TEXT }));
  return table(factsTableName(entity.id, runId), [...head, { name: FACTS.money, type: MONEY }, ...own]);
}

/** Customers of the day with their segment and the fields asked for: what every number of a profile is counted over. */
export function membersRelation(
  { id, entity }: Segmentation,
  runId: string,
  fields: readonly MemberField[],
): Relation {
  const values = fields.flatMap((field) =>
    'value' in field ? [{ name: field.name, expression: field.value }] : [],
  );
  const segments = [
    { name: SEGMENT, segmentation: id },
    ...fields.flatMap((field) =>
      'value' in field ? [] : [{ name: field.name, segmentation: field.segmentation.id }],
    ),
  ];
  const customers = select(
    factsOfRun(entity, runId),
    [{ name: FACTS.key, expression: column(FACTS.key, TEXT) }, ...values],
    { where: compare(column(FACTS.status, TEXT), '=', text('customer')) },
  );
  const joined: Relation = {
    kind: 'left-join',
    from: customers,
    joins: segments.map(({ name, segmentation }) => ({
      relation: assignedIn(segmentation, runId),
      on: [{ left: FACTS.key, right: 'customer' }],
      take: [{ column: 'segment', as: name }],
    })),
  };
  return select(joined, [
    ...segments.map(({ name }) => ({ name, expression: column(name, TEXT) })),
    ...values.map(({ name, expression }) => ({ name, expression: column(name, expression.type) })),
  ]);
}

/** Customers of each segment, by its id. */
export function ofSegment(segment: string): Expression {
  return compare(column(SEGMENT, TEXT), '=', text(segment));
}
