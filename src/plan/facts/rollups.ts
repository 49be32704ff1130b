import { eventFunctions } from '../../attributes/functions/index.ts';
import { orZero } from '../../attributes/quotients.ts';
import type { Attribute, Entity, RollupOrigin } from '../../definitions/project.ts';
import type { Expression } from '../../sql/expression.ts';
import { column } from '../../sql/expression.ts';
import type { Join, Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';

/** What a roll-up reads of each member. */
export function rolledUp({ operand, where, part }: RollupOrigin): readonly Expression[] {
  return [operand, where, part].flatMap((written) => (written ? [written.expression] : []));
}

/** What the entity that this one belongs to rolls up of it: expressions over this one's attributes. */
export function rolledUpFrom({ id, belongsTo }: Entity): readonly Expression[] {
  return (belongsTo?.entity.attributes ?? []).flatMap(({ origin }) =>
    origin.kind === 'rollup' && origin.members === id ? rolledUp(origin) : [],
  );
}

/** Attributes of those who belong to a customer, as one value of the customer: one pass over each entity's facts. */
export function rollupJoins(
  attributes: readonly Attribute[],
  built: ReadonlyMap<string, Relation>,
): readonly Join[] {
  const entities = new Set(
    attributes.flatMap(({ origin }) => (origin.kind === 'rollup' ? [origin.members] : [])),
  );
  return [...entities].map((entity) => {
    const facts = built.get(entity);
    if (!facts) throw new Error(`no facts of ${entity} to roll up`);
    const values = attributes.flatMap(({ id, origin, type }) =>
      origin.kind === 'rollup' && origin.members === entity
        ? [{ name: id, expression: rollupValue(origin, type) }]
        : [],
    );
    const parent = column(FACTS.parent, TEXT);
    return {
      relation: select(facts, [{ name: FACTS.key, expression: parent }, ...values], { groupBy: [parent] }),
      on: [{ left: FACTS.key, right: FACTS.key }],
      take: values.map(({ name }) => ({ column: name, as: name })),
    };
  });
}

function rollupValue(origin: RollupOrigin, type: Expression['type']): Expression {
  const unit = eventFunctions[origin.function];
  const value = unit.valueOf(
    {
      operand: origin.operand?.expression ?? null,
      rows: origin.where?.expression ?? null,
      part: origin.part?.expression ?? null,
      ...{ before: null, moment: null, day: null, days: null, steps: [], total: null, per: 'day' },
    },
    type,
  );
  return unit.ofNothing === 'zero' ? orZero(value) : value;
}
