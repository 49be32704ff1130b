import type { Attribute, Entity, Project } from '../../definitions/project.ts';
import { parentColumn } from '../../definitions/scopes.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, extend, table } from '../../sql/relation.ts';
import { columnNames, renameColumns } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { derivedColumns, derivedLevels } from '../facts/levels.ts';
import type { Difference } from './same-making.ts';
import { differenceOf, entityNamed, listsAlike } from './same-making.ts';

/** What stands between an edited definition and an answer from the facts a run kept. */
export type Need =
  | { readonly kind: 'attribute'; readonly attribute: Attribute; readonly why: Difference }
  /** Who is listed, who is a customer or what they pay is defined otherwise. */
  | { readonly kind: 'entity'; readonly entity: Entity }
  /** What a segmentation places by has to be learned, or was learned and would place otherwise. */
  | { readonly kind: 'fit'; readonly segmentation: string }
  /** It holds customers where they were on days before, which facts do not tell. */
  | { readonly kind: 'hold'; readonly segmentation: string };

/** The facts a run kept, with columns beside them for what edited definitions make otherwise of the same facts. */
export interface EditedFacts {
  readonly relation: Relation;
  /** Names of those columns, by the names that the edited definitions have for them. */
  readonly names: ReadonlyMap<string, string>;
  /** Ids of attributes that are worked out anew. */
  readonly calculated: readonly string[];
  readonly needs: readonly Need[];
}

/** What a run kept of an entity, and the definitions it knew. */
export interface KeptFacts {
  readonly project: Project;
  readonly factsOf: (entity: Entity) => Relation;
}

/** Ids never begin with an underscore, so a column of a run never meets one of these. */
const editedColumn = (name: string) => `_edited__${name}`;

/**
 * Facts in which the columns `wanted` of an entity are as its definition now says. What is made of kept facts alone
 * (expressions, scores, ranks) is worked out beside them, level by level; what has to be read anew is told.
 */
export function editedFacts(now: Entity, wanted: readonly string[], kept: KeptFacts): EditedFacts {
  const before = entityNamed(kept.project, now.id);
  if (!before || !listsAlike(now, before))
    return {
      ...{ relation: table([], []), names: new Map(), calculated: [] },
      needs: [{ kind: 'entity', entity: now }],
    };
  const relation = kept.factsOf(before);
  const there = new Set(columnsOf(relation).map(({ name }) => name));
  const made = new Set<Attribute>();
  const needs: Need[] = [];
  const above = new Set<Attribute>();
  const parent = now.belongsTo?.entity ?? null;
  const visit = (name: string): void => {
    const attribute = now.attributes.find(({ id }) => id === name);
    if (attribute) return visitOwn(attribute);
    const taken = parent?.attributes.find(({ id }) => parentColumn(parent.id, id) === name);
    if (!parent || !taken) return;
    const isKept = differenceOf(taken, parent, before.belongsTo?.entity ?? null) === null;
    if (!isKept || !there.has(name)) above.add(taken);
  };
  const visitOwn = (attribute: Attribute): void => {
    const why = differenceOf(attribute, now, before);
    if (why === null || made.has(attribute)) return;
    const derived = derivedColumns(attribute);
    if (derived.length === 0) needs.push({ kind: 'attribute', attribute, why });
    else {
      made.add(attribute);
      derived.flatMap(({ expression }) => columnNames(expression)).forEach(visit);
    }
  };
  wanted.forEach(visit);
  const anew = now.attributes.filter((attribute) => made.has(attribute));
  const upper =
    parent && above.size > 0
      ? editedFacts(
          parent,
          [...above].map(({ id }) => id),
          kept,
        )
      : null;
  const names = new Map([
    ...anew.flatMap(derivedColumns).map(({ name }) => [name, editedColumn(name)] as const),
    ...[...above].map(({ id }) => {
      const name = parentColumn(parent?.id ?? '', id);
      return [name, editedColumn(name)] as const;
    }),
  ]);
  return {
    relation: derivedLevels(anew).reduce<Relation>(
      (from, level) =>
        extend(
          from,
          level.map((column) => renamed(column, names)),
        ),
      upper ? withParent(relation, upper, [...above], names, parent?.id ?? '') : relation,
    ),
    names,
    calculated: [...(upper?.calculated ?? []), ...anew.map(({ id }) => id)],
    needs: [...(upper?.needs ?? []), ...needs],
  };
}

function renamed({ name, expression }: NamedExpression, names: ReadonlyMap<string, string>): NamedExpression {
  return { name: names.get(name) ?? name, expression: renameColumns(expression, names) };
}

/** Columns of the customer this one belongs to, from its own edited facts. */
function withParent(
  from: Relation,
  upper: EditedFacts,
  attributes: readonly Attribute[],
  names: ReadonlyMap<string, string>,
  parent: string,
): Relation {
  const take = attributes.map(({ id }) => ({
    column: upper.names.get(id) ?? id,
    as: names.get(parentColumn(parent, id)) ?? id,
  }));
  const join = { relation: upper.relation, on: [{ left: FACTS.parent, right: FACTS.key }], take };
  return { kind: 'left-join', from, joins: [join] };
}
