import type { Attribute, CustomerRows, Entity, Project } from '../../definitions/project.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { aggregate, column, isNull, missing } from '../../sql/expression.ts';
import type { Join, Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import type { PlanContext } from '../context.ts';
import { eventRows } from '../events/rows.ts';
import { eventValue } from '../events/values.ts';
import { lacksHistory } from './history.ts';
import { keyText } from './keys.ts';
import { ownColumn } from './own-columns.ts';

/** The attributes that one grouped scan answers: those of one source, by one column that names the customer. */
export interface Scan extends CustomerRows {
  readonly attributes: readonly Attribute[];
}

/** Everything that comes from rows but the columns of the entity's own list of customers. */
export function scansOf(entity: Entity, attributes: readonly Attribute[]): readonly Scan[] {
  const scans = new Map<string, Scan>();
  for (const attribute of attributes) {
    const { origin } = attribute;
    if (origin.kind !== 'column' && origin.kind !== 'aggregate') continue;
    if (origin.kind === 'column' && origin.source === entity.source) continue;
    const { source, by } = origin;
    const through = origin.kind === 'aggregate' ? origin.through : null;
    const key = JSON.stringify([source.id, by.name, through?.entity ?? null]);
    scans.set(key, { source, by, through, attributes: [...(scans.get(key)?.attributes ?? []), attribute] });
  }
  return [...scans.values()];
}

/** One pass over the rows that count, whatever the number of attributes. */
export function scanJoin(scan: Scan, context: PlanContext): Join {
  const values = scan.attributes.map((attribute) => scannedColumn(attribute, context));
  const key = ownerOf(scan);
  const grouped = select(scannedRows(scan, context), [{ name: FACTS.key, expression: key }, ...values], {
    groupBy: [key],
  });
  return {
    relation: grouped,
    on: [{ left: FACTS.key, right: FACTS.key }],
    take: values.map(({ name }) => ({ column: name, as: name })),
  };
}

/** The customer of a row, over {@link scannedRows}. */
export function ownerOf({ by, through }: CustomerRows): Expression {
  return through ? column(OWNER, TEXT) : keyText(by);
}

const [MEMBER, OWNER] = ['_member', '_owner'] as const;

/** Rows that count; where they name members of a list, with the customer each belongs to in a column of its own. */
export function scannedRows({ source, by, through }: CustomerRows, context: PlanContext): Relation {
  const rows = eventRows(source, context);
  if (!through) return rows;
  const member = keyText(through.key);
  const list = select(
    context.rowsOf(through.source),
    [
      { name: MEMBER, expression: member },
      { name: OWNER, expression: aggregate('any', keyText(through.owner), TEXT) },
    ],
    { groupBy: [member] },
  );
  return {
    kind: 'left-join',
    from: extend(rows, [{ name: MEMBER, expression: keyText(by) }]),
    joins: [{ relation: list, on: [{ left: MEMBER, right: MEMBER }], take: [{ column: OWNER, as: OWNER }] }],
  };
}

function scannedColumn(attribute: Attribute, context: PlanContext): NamedExpression {
  const { id, origin, type } = attribute;
  if (origin.kind === 'column')
    return { name: id, expression: aggregate('any', ownColumn(attribute, context).expression, type) };
  return {
    name: id,
    expression: lacksHistory(attribute, context) ? missing(type) : eventValue(attribute, context),
  };
}

/** For each scan through a list: how many of its rows belong to nobody, and how many members they name. */
export function ownerlessRelations(
  project: Project,
  context: PlanContext,
): readonly { readonly entity: Entity; readonly scan: Scan; readonly relation: Relation }[] {
  return project.entities.flatMap((entity) =>
    scansOf(entity, entity.attributes)
      .filter(({ through }) => through !== null)
      .map((scan) => {
        const nobody = isNull(column(OWNER, TEXT));
        const relation = select(scannedRows(scan, context), [
          { name: 'rows', expression: aggregate('count', null, INTEGER, nobody) },
          { name: 'members', expression: aggregate('distinct', column(MEMBER, TEXT), INTEGER, nobody) },
        ]);
        return { entity, scan, relation };
      }),
  );
}
