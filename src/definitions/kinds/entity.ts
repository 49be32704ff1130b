import * as z from 'zod';
import { error } from '../../base/finding.ts';
import { formatType, isNumeric } from '../../sql/value-type.ts';
import { definitionHash } from '../definition-hash.ts';
import { dependencyOrder } from '../dependency-order.ts';
import { headOf } from '../head.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import { Names } from '../names.ts';
import type { Report } from '../names.ts';
import type { Attribute, Entity, SourceColumn } from '../project.ts';
import type { EntityReader } from '../reader.ts';
import type { SourceFrame } from './source.ts';
import { sourceUseHash } from './source.ts';

const schema = z.strictObject({
  kind: z.literal('entity'),
  id,
  ...headShape,
  source: id.describe('The source with one row for each.'),
  key: id.describe('The column of the source that names one.'),
  belongsTo: z
    .strictObject({ entity: id, column: id.describe("The column that holds the other's key.") })
    .optional()
    .describe('The entity it is part of: a contact belongs to an account.'),
  activeWhen: z
    .string()
    .optional()
    .describe('Condition: true of a customer as of the date; without it every row is one.'),
  formerWhen: z.string().optional().describe('Condition: true of a former customer.'),
  churn: id
    .optional()
    .describe(
      'A subscription book that says who is a customer: whoever has an active subscription. In place of activeWhen and formerWhen.',
    ),
  money: id.optional().describe('The attribute money is summed over.'),
});

export type EntityData = z.infer<typeof schema>;

export const entity = defineKind({
  id: 'entity',
  title: 'Entity',
  summary: 'What a row stands for: an account, a contact, a person.',
  schema,
});

/** An entity before its attributes are known: its rows, its key and whom it belongs to. */
export interface EntityFrame {
  readonly id: string;
  readonly definition: Definition<EntityData>;
  readonly rows: SourceFrame;
  readonly key: SourceColumn;
  /** Null too when `belongsTo` has findings; then nothing is said of names beyond it. */
  readonly parent: { readonly frame: EntityFrame; readonly column: SourceColumn } | null;
}

/** A parent before the entities that belong to it. */
export function frameEntities(
  definitions: readonly Definition<EntityData>[],
  brokenIds: readonly string[],
  sources: Names<SourceFrame>,
  report: Report,
): Names<EntityFrame> {
  const named = new Names<Definition<EntityData>>('entity');
  for (const broken of brokenIds) named.set(broken, null);
  for (const definition of definitions) named.set(definition.data.id, definition);
  const { ordered, rings } = dependencyOrder(definitions, ({ data, positions }) => {
    if (!data.belongsTo) return [];
    const parent = named.follow(data.belongsTo.entity, positions.placeOf(['belongsTo', 'entity']), report);
    return parent ? [parent] : [];
  });
  for (const ring of rings) report(belongsToItself(ring));
  const frames = new Names<EntityFrame>('entity');
  for (const broken of [...brokenIds, ...named.ids()]) frames.set(broken, null);
  for (const definition of ordered)
    frames.set(definition.data.id, frameEntity(definition, frames, sources, report));
  return frames;
}

function frameEntity(
  definition: Definition<EntityData>,
  frames: Names<EntityFrame>,
  sources: Names<SourceFrame>,
  report: Report,
): EntityFrame | null {
  const { data, positions } = definition;
  const rows = sources.follow(data.source, positions.placeOf(['source']), report);
  const key = rows && rows.columns.follow(data.key, positions.placeOf(['key']), report);
  if (!rows || !key) return null;
  const { belongsTo } = data;
  if (!belongsTo) return { id: data.id, definition, rows, key, parent: null };
  const column = rows.columns.follow(belongsTo.column, positions.placeOf(['belongsTo', 'column']), report);
  const frame = frames.get(belongsTo.entity);
  return { id: data.id, definition, rows, key, parent: column && frame && { frame, column } };
}

function belongsToItself(ring: readonly Definition<EntityData>[]) {
  const names = [...ring, ...ring.slice(0, 1)].map(({ data }) => `\`${data.id}\``);
  return error('reference-cycle', `${names.join(' belongs to ')}.`, {
    ...(ring[0] ? { place: ring[0].positions.placeOf(['belongsTo', 'entity']) } : {}),
    hint: 'Remove one `belongsTo`.',
  });
}

/** The entity over its attributes. Null when one of its conditions cannot be read. */
export function resolveEntity(
  { definition, rows, key, parent }: EntityFrame,
  parentEntity: Entity | null,
  attributes: Names<Attribute>,
  reader: EntityReader,
  report: Report,
): Entity | null {
  const { data, positions } = definition;
  const read = (path: 'activeWhen' | 'formerWhen') => {
    const text = data[path];
    return text === undefined ? null : reader.condition(text, positions.originOf([path], text));
  };
  const activeWhen = read('activeWhen');
  const formerWhen = read('formerWhen');
  const money =
    data.money === undefined ? null : attributes.follow(data.money, positions.placeOf(['money']), report);
  if (money && !isNumeric(money.type))
    report(
      error('money-type', `Money is a number, and \`${money.id}\` is ${formatType(money.type)}.`, {
        place: positions.placeOf(['money']),
      }),
    );
  const lost = [activeWhen, formerWhen, money].filter((one) => one === null).length;
  const absent = [data.activeWhen, data.formerWhen, data.money].filter((one) => one === undefined).length;
  if (lost > absent || (parent && !parentEntity)) return null;
  const hash = definitionHash(data, [
    sourceUseHash(rows.source, parent ? [key, parent.column] : [key]),
    ...reader.hashesOf([activeWhen?.expression ?? null, formerWhen?.expression ?? null]),
    ...(money ? [money.hash] : []),
    ...(parentEntity ? [parentEntity.hash] : []),
  ]);
  return {
    ...headOf(definition, hash),
    source: rows.source,
    key,
    belongsTo: parent && parentEntity ? { entity: parentEntity, column: parent.column } : null,
    activeWhen,
    formerWhen,
    money,
    attributes: attributes.values(),
  };
}
