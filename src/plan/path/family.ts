import type { Entity, Project } from '../../definitions/project.ts';
import type { Expression } from '../../sql/expression.ts';
import { and, boolean, column, integer, isNull, not } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { rolledUpFrom } from '../facts/rollups.ts';

const IS_IN = '_is_in';

/** Rows that one of some keys names, each once; `by` are columns of the rows, side by side with lists of keys. */
export function onlyOf(
  rows: Relation,
  by: readonly { readonly column: string; readonly keys: Relation }[],
): Relation {
  const joined: Relation = {
    kind: 'left-join',
    from: rows,
    joins: by.map(({ column: left, keys }, index) => ({
      relation: keys,
      on: [{ left, right: FACTS.key }],
      take: [{ column: IS_IN, as: `${IS_IN}_${index}` }],
    })),
  };
  const isIn = by.map((_, index) => not(isNull(column(`${IS_IN}_${index}`, INTEGER))));
  return select(joined, [], { keep: true, where: isIn.length === 1 ? (isIn[0] ?? null) : anyOf(isIn) });
}

const anyOf = (operands: readonly Expression[]): Expression => ({
  kind: 'or',
  operands,
  type: { kind: 'boolean' },
});

/** Keys as {@link onlyOf} takes them. */
export function keysIn(rows: Relation, key: Expression): Relation {
  return select(
    rows,
    [
      { name: FACTS.key, expression: key },
      { name: IS_IN, expression: integer(1) },
    ],
    { where: not(isNull(key)), groupBy: [key] },
  );
}

/** What is known of who belongs to whom: facts of an entity, with a parent where it has one. */
export type FactsOf = (entity: Entity) => readonly Relation[];

/**
 * By entity, the keys of those whose facts the movers' own are made of: the movers, whom they belong to, and who belongs
 * to these where that is rolled up. `movers` are relations with a column `customer`.
 */
export function families(
  { entities }: Project,
  movers: ReadonlyMap<string, readonly Relation[]>,
  factsOf: FactsOf,
): ReadonlyMap<string, Relation> {
  const upwards = new Map<string, readonly Relation[]>();
  for (const entity of entities.toReversed()) {
    const own = (movers.get(entity.id) ?? []).map((moves) => keysIn(moves, column('customer', TEXT)));
    const parents = entities
      .filter(({ belongsTo }) => belongsTo?.entity.id === entity.id)
      .flatMap((child) => related(child, FACTS.key, upwards.get(child.id) ?? [], FACTS.parent, factsOf));
    upwards.set(entity.id, [...own, ...parents]);
  }
  const all = new Map<string, Relation>();
  for (const entity of entities) {
    const parent = entity.belongsTo && all.get(entity.belongsTo.entity.id);
    const children =
      parent && rolledUpFrom(entity).length > 0
        ? related(entity, FACTS.parent, [parent], FACTS.key, factsOf)
        : [];
    all.set(entity.id, distinct([...(upwards.get(entity.id) ?? []), ...children], factsOf(entity)));
  }
  return all;
}

/** Keys in the column `to` of those whose column `by` is among some keys. */
function related(
  entity: Entity,
  by: string,
  keys: readonly Relation[],
  to: string,
  factsOf: FactsOf,
): readonly Relation[] {
  return factsOf(entity).flatMap((facts) =>
    keys.map((some) => keysIn(onlyOf(facts, [{ column: by, keys: some }]), column(to, TEXT))),
  );
}

function distinct(parts: readonly Relation[], [facts]: readonly Relation[]): Relation {
  if (parts.length > 0) return keysIn({ kind: 'union', relations: [...parts] }, column(FACTS.key, TEXT));
  if (!facts) throw new Error('no facts to take keys from');
  const nobody = select(facts, [{ name: FACTS.key, expression: column(FACTS.key, TEXT) }], {
    where: and([boolean(false)]),
  });
  return keysIn(nobody, column(FACTS.key, TEXT));
}
