import type { Attribute, Entity } from '../../definitions/project.ts';
import { column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, extend, select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import type { PlanContext } from '../context.ts';
import type { FactsOrigin } from '../facts.ts';
import { keyText } from '../facts/keys.ts';
import { derivedColumns } from '../facts/levels.ts';
import type { FactsStep } from '../facts/steps.ts';
import { onlyOf } from './family.ts';
import type { Ends, HeldFrom } from './held.ts';
import { heldFrom, meansTheSame } from './held.ts';
import { amongPeers } from './peers.ts';
import type { Stage } from './stages.ts';

/** The facts two runs keep, by entity; an entity that is new is in `now` alone. */
export interface BothFacts {
  readonly before: ReadonlyMap<string, Relation>;
  readonly now: ReadonlyMap<string, Relation>;
}

/** How the facts of a stage are made of what both runs keep and of rows with days, for the families of those who moved. */
export function stageOrigin(
  { day, peers, definitions }: Pick<Stage, 'day' | 'peers' | 'definitions'>,
  ends: Ends & { readonly from: Stage['day'] },
  facts: BothFacts,
  family: ReadonlyMap<string, Relation>,
): FactsOrigin {
  const isOldDay = day === ends.from;
  const from = (attribute: Attribute) => heldFrom(attribute, isOldDay, ends);
  const peersOf = (entity: Entity, attribute: Attribute) => {
    const isComparable = definitions === 'before' || meansTheSame(attribute, ends.before);
    return facts[peers === 'before' && isComparable ? 'before' : 'now'].get(entity.id);
  };
  return {
    held: (attribute) => from(attribute) !== null,
    own: (step, context) => ownRows(step, from, ends, facts, family, context),
    derive: (entity, rows, level) => {
      const ranks = entity.attributes.filter(({ origin }) => origin.kind === 'rank');
      return ranks.reduce(
        (reached, attribute) => {
          const names = new Set(derivedColumns(attribute).map(({ name }) => name));
          const counts = level.filter(
            ({ name, expression }) => expression.kind === 'window' && names.has(name),
          );
          const among = peersOf(entity, attribute);
          if (counts.length > 0 && !among) throw new Error(`no peers for ${attribute.id}`);
          return among ? amongPeers(reached, counts, among) : reached;
        },
        extend(
          rows,
          level.filter(({ expression }) => expression.kind !== 'window'),
        ),
      );
    },
  };
}

/** Who was listed on the old day, with what is held; on one and the same day the list is that of today. */
function ownRows(
  { entity, attributes }: FactsStep,
  from: (attribute: Attribute) => HeldFrom,
  { isSameDay }: Ends,
  facts: BothFacts,
  family: ReadonlyMap<string, Relation>,
  context: PlanContext,
): Relation {
  const [now, before] = [facts.now.get(entity.id), facts.before.get(entity.id)];
  const listed = isSameDay ? (now ?? before) : (before ?? now);
  const keys = family.get(entity.id);
  if (!listed || !keys) throw new Error(`no facts of ${entity.id}`);
  const holding = { before: before ?? listed, now: now ?? listed };
  const joins = (['before', 'now'] as const).map((side) => ({
    relation: holding[side],
    on: [{ left: FACTS.key, right: FACTS.key }],
    take: heldColumns(entity, side, from).map((name) => ({ column: name, as: name })),
  }));
  const parent = columnsOf(listed).some(({ name }) => name === FACTS.parent) ? listed : holding.now;
  const rows = select(onlyOf(listed, [{ column: FACTS.key, keys }]), [
    { name: FACTS.key, expression: column(FACTS.key, TEXT) },
  ]);
  const dated = attributes.filter(
    ({ origin }) =>
      origin.kind === 'column' && origin.source === entity.source && origin.source.versions !== null,
  );
  return {
    kind: 'left-join',
    from: rows,
    joins: [
      ...joins.filter(({ take }) => take.length > 0),
      ...(entity.belongsTo
        ? [
            {
              relation: parent,
              on: [{ left: FACTS.key, right: FACTS.key }],
              take: [{ column: FACTS.parent, as: FACTS.parent }],
            },
          ]
        : []),
      ...versionJoins(
        entity,
        dated.filter((attribute) => from(attribute) === null),
        context,
      ),
    ],
  };
}

function heldColumns(
  { attributes }: Entity,
  side: HeldFrom,
  from: (attribute: Attribute) => HeldFrom,
): readonly string[] {
  return attributes.filter((attribute) => from(attribute) === side).map(({ id }) => id);
}

/** Columns of a list of customers that has versions, as it was on the day. */
function versionJoins({ source, key }: Entity, attributes: readonly Attribute[], context: PlanContext) {
  const columns = attributes.flatMap(({ id, origin }) =>
    origin.kind === 'column'
      ? [{ name: id, expression: column(origin.column.name, origin.column.type) }]
      : [],
  );
  if (columns.length === 0) return [];
  return [
    {
      relation: select(context.rowsOf(source), [{ name: FACTS.key, expression: keyText(key) }, ...columns]),
      on: [{ left: FACTS.key, right: FACTS.key }],
      take: columns.map(({ name }) => ({ column: name, as: name })),
    },
  ];
}
