import type { Entity } from '../../definitions/project.ts';
import type { Expression } from '../../sql/expression.ts';
import { column, compare, text } from '../../sql/expression.ts';
import type { Column, Relation } from '../../sql/relation.ts';
import { select, table } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS, factsTableName } from '../../tables/facts-table.ts';

/** The segment a member is in. Fields stand beside it under the ids of their attributes. */
export const SEGMENT = '_segment';

/** Columns of a table of members: one more than there are fields. */
export interface MemberField {
  readonly name: string;
  readonly value: Expression;
}

/** The wide table of a run, with its key, its status and the entity's attributes. */
export function factsOfRun(entity: Entity, runId: string): Relation {
  const own: readonly Column[] = entity.attributes.map(({ id, type }) => ({ name: id, type }));
  const head = [FACTS.key, FACTS.status].map((name) => ({ name, type: TEXT }));
  return table(factsTableName(entity.id, runId), [...head, ...own]);
}

/**
 * Customers of the day with their segment and the fields asked for: what every number of a profile is counted over.
 * `assigned` has columns `customer` and `segment`.
 */
export function membersRelation(
  facts: Relation,
  assigned: Relation,
  fields: readonly MemberField[],
): Relation {
  const customers = select(
    facts,
    [
      { name: FACTS.key, expression: column(FACTS.key, TEXT) },
      ...fields.map(({ name, value }) => ({ name, expression: value })),
    ],
    { where: compare(column(FACTS.status, TEXT), '=', text('customer')) },
  );
  const joined: Relation = {
    kind: 'left-join',
    from: customers,
    joins: [
      {
        relation: assigned,
        on: [{ left: FACTS.key, right: 'customer' }],
        take: [{ column: 'segment', as: SEGMENT }],
      },
    ],
  };
  return select(joined, [
    { name: SEGMENT, expression: column(SEGMENT, TEXT) },
    ...fields.map(({ name, value }) => ({ name, expression: column(name, value.type) })),
  ]);
}

/** Customers of each segment, by its id. */
export function ofSegment(segment: string): Expression {
  return compare(column(SEGMENT, TEXT), '=', text(segment));
}
