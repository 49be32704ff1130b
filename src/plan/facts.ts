import type { Attribute, Entity, Project, SourceColumn, Source } from '../definitions/project.ts';
import type { Finding } from '../base/finding.ts';
import { warning } from '../base/finding.ts';
import type { Expression, NamedExpression } from '../sql/expression.ts';
import { aggregate, choose, column, integer, isNull, missing, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, extend, select, table } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import { columnNames } from '../sql/walk.ts';
import { FACTS, factsTableName } from '../tables/facts-table.ts';
import { MONEY } from '../tables/state-table.ts';
import type { PlanContext } from './context.ts';

type Join = Extract<Relation, { kind: 'left-join' }>['joins'][number];

/** The stored facts of the entity this one belongs to, and which of its attributes are used. */
export interface ParentFacts {
  readonly facts: Relation;
  readonly used: readonly string[];
}

/**
 * The facts stratum of an entity: one row a customer with every attribute as of the date, its status and money.
 * One scan of each source; attributes made of attributes follow in nested selects, level by level.
 */
export function factsRelation(entity: Entity, parent: ParentFacts | null, context: PlanContext): Relation {
  const own = select(context.rowsOf(entity.source), [
    { name: FACTS.key, expression: keyText(entity.key) },
    ...(entity.belongsTo ? [{ name: FACTS.parent, expression: keyText(entity.belongsTo.column) }] : []),
    ...ownAttributes(entity).map((attribute) => ownColumn(attribute, context)),
  ]);
  const joins = [...scansOf(entity).map((scan) => scanJoin(scan, context)), ...parentJoin(entity, parent)];
  const joined: Relation = joins.length === 0 ? own : { kind: 'left-join', from: own, joins };
  const filled = zeroFilled(entity, joined);
  const derived = derivedLevels(entity.attributes).reduce(extend, filled);
  return extend(derived, [
    { name: FACTS.status, expression: statusOf(entity) },
    { name: FACTS.money, expression: moneyOf(entity) },
  ]);
}

/** The stored facts of an entity as a relation; `columns` come from {@link factsRelation} or the stored table. */
export function storedFacts(entity: string, runId: string, facts: Relation): Relation {
  return table(factsTableName(entity, runId), columnsOf(facts));
}

/** Attributes whose past nobody knows, on a day before their source's: they are missing, and this says so. */
export function historyFindings(entity: Entity, context: PlanContext): readonly Finding[] {
  const lost = entity.attributes.filter((attribute) => lacksHistory(attribute, context));
  return lost.length === 0
    ? []
    : [
        warning(
          'attribute-without-history',
          `${listed(lost.map(({ id }) => `\`${id}\``))} of \`${entity.id}\` ${lost.length === 1 ? 'is' : 'are'} missing on ${context.asOf}: the data says what was true on a later day only.`,
          {
            hint: 'Mark an attribute that never changes `history: fixed`, or give a source with dates.',
            place: entity.place,
            data: { attributes: lost.length },
          },
        ),
      ];
}

function lacksHistory({ origin, history }: Attribute, { asOf }: PlanContext): boolean {
  return (
    origin.kind === 'column' &&
    history === 'as-loaded' &&
    origin.source.asOf !== null &&
    asOf < origin.source.asOf
  );
}

function ownColumn(attribute: Attribute, context: PlanContext): NamedExpression {
  if (attribute.origin.kind !== 'column') throw new Error(`${attribute.id} is no column`);
  const expression = lacksHistory(attribute, context)
    ? missing(attribute.type)
    : column(attribute.origin.column.name, attribute.type);
  return { name: attribute.id, expression };
}

function ownAttributes(entity: Entity): readonly Attribute[] {
  return entity.attributes.filter(
    ({ origin }) => origin.kind === 'column' && origin.source === entity.source,
  );
}

/** The attributes that one grouped scan answers: those of one source, by one column that names the customer. */
interface Scan {
  readonly source: Source;
  readonly by: SourceColumn;
  readonly attributes: readonly Attribute[];
}

/** Everything but the columns of the entity's own list of customers. */
function scansOf(entity: Entity): readonly Scan[] {
  const scans = new Map<string, Scan>();
  for (const attribute of entity.attributes) {
    const { origin } = attribute;
    if (origin.kind === 'expression') continue;
    if (origin.kind === 'column' && origin.source === entity.source) continue;
    const key = JSON.stringify([origin.source.id, origin.by.name]);
    const attributes = [...(scans.get(key)?.attributes ?? []), attribute];
    scans.set(key, { source: origin.source, by: origin.by, attributes });
  }
  return [...scans.values()];
}

function scanJoin({ source, by, attributes }: Scan, context: PlanContext): Join {
  const values = attributes.map((attribute) => ({
    name: attribute.id,
    expression:
      attribute.origin.kind === 'aggregate'
        ? aggregateOf(attribute)
        : aggregate('any', ownColumn(attribute, context).expression, attribute.type),
  }));
  const key = keyText(by);
  const grouped = select(context.rowsOf(source), [{ name: FACTS.key, expression: key }, ...values], {
    groupBy: [key],
  });
  return {
    relation: grouped,
    on: [{ left: FACTS.key, right: FACTS.key }],
    take: values.map(({ name }) => ({ column: name, as: name })),
  };
}

const COUNTED: ReadonlySet<string> = new Set(['count', 'sum', 'distinct']);

/** Within a source that has rows of the customer, none in the window is zero. */
function aggregateOf({ origin, type }: Attribute): Expression {
  if (origin.kind !== 'aggregate') throw new Error('no aggregate');
  const value = aggregate(
    origin.function,
    origin.operand?.expression ?? null,
    type,
    origin.where?.expression ?? null,
  );
  return COUNTED.has(origin.function) ? orZero(value) : value;
}

function orZero(value: Expression): Expression {
  const zero: Expression =
    value.type.kind === 'integer'
      ? integer(0)
      : { kind: 'literal', literal: { kind: 'decimal', digits: '0' }, type: value.type };
  return { kind: 'call', function: 'coalesce', args: [value, zero], type: value.type };
}

/** A source that knows every customer counts zero for those without rows; any other leaves them missing. */
function zeroFilled(entity: Entity, joined: Relation): Relation {
  const zero = new Set(
    entity.attributes
      .filter(
        ({ origin }) =>
          origin.kind === 'aggregate' && origin.source.population === 'every' && COUNTED.has(origin.function),
      )
      .map(({ id }) => id),
  );
  if (zero.size === 0) return joined;
  return select(
    joined,
    columnsOf(joined).map(({ name, type }) => ({
      name,
      expression: zero.has(name) ? orZero(column(name, type)) : column(name, type),
    })),
  );
}

/** Attributes of the customer this one belongs to, those that something here refers to. */
function parentJoin({ belongsTo }: Entity, parent: ParentFacts | null): readonly Join[] {
  if (!belongsTo || !parent || parent.used.length === 0) return [];
  return [
    {
      relation: parent.facts,
      on: [{ left: FACTS.parent, right: FACTS.key }],
      take: parent.used.map((name) => ({ column: name, as: `${belongsTo.entity.id}__${name}` })),
    },
  ];
}

/** Names of the parent's attributes that conditions and attributes of an entity refer to. */
export function usedOfParent(entity: Entity, project: Project): readonly string[] {
  if (!entity.belongsTo) return [];
  const prefix = `${entity.belongsTo.entity.id}__`;
  const expressions = [
    ...entity.attributes.flatMap(({ origin }) =>
      origin.kind === 'expression' ? [origin.value.expression] : [],
    ),
    ...[entity.activeWhen, entity.formerWhen].flatMap((written) => (written ? [written.expression] : [])),
    ...project.segmentations
      .filter((segmentation) => segmentation.entity === entity)
      .flatMap(({ rules }) => rules.map(({ when }) => when)),
  ];
  const names = expressions.flatMap(columnNames).filter((name) => name.startsWith(prefix));
  return [...new Set(names)].map((name) => name.slice(prefix.length));
}

/** Attributes made of attributes: each level reads only the levels before it. */
export function derivedLevels(attributes: readonly Attribute[]): readonly (readonly NamedExpression[])[] {
  const levelOf = new Map<string, number>();
  const levels: NamedExpression[][] = [];
  for (const { id, origin } of attributes) {
    if (origin.kind !== 'expression') continue;
    const { expression } = origin.value;
    const level = Math.max(0, ...columnNames(expression).map((name) => (levelOf.get(name) ?? -1) + 1));
    levelOf.set(id, level);
    (levels[level] ??= []).push({ name: id, expression });
  }
  return levels;
}

function statusOf({ activeWhen, formerWhen }: Entity): Expression {
  if (!activeWhen) return text('customer');
  return choose(
    [
      { when: activeWhen.expression, then: text('customer') },
      ...(formerWhen ? [{ when: formerWhen.expression, then: text('former') }] : []),
    ],
    text('prospect'),
    TEXT,
  );
}

function moneyOf({ money }: Entity): Expression {
  return money ? { kind: 'cast', operand: column(money.id, money.type), type: MONEY } : missing(MONEY);
}

/** Keys are text on both engines, whatever the file calls them. */
function keyText({ name, type }: SourceColumn): Expression {
  return type.kind === 'text'
    ? column(name, TEXT)
    : { kind: 'cast', operand: column(name, type), type: TEXT };
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Customers whose own definition says neither yes nor no: they count as prospects, and a finding says how many. */
export function unknownStatusCount(entity: Entity, facts: Relation): Relation | null {
  if (!entity.activeWhen) return null;
  const unknown = isNull(entity.activeWhen.expression);
  return select(facts, [{ name: 'unknown', expression: aggregate('count', null, INTEGER, unknown) }]);
}
