import { z } from 'zod';
import { error, warning } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { walk } from '../../sql/walk.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { definitionHash } from '../definition-hash.ts';
import { headOf } from '../head.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import type { Names, Report } from '../names.ts';
import type { Attribute, AttributeOrigin, SourceColumn } from '../project.ts';
import type { EntityReader } from '../reader.ts';
import { readerOf } from '../reader.ts';
import { sourceScope } from '../scopes.ts';
import type { EntityFrame } from './entity.ts';
import type { SourceFrame } from './source.ts';
import { sourceUseHash } from './source.ts';

const schema = z.strictObject({
  kind: z.literal('attribute'),
  id,
  ...headShape,
  entity: id.describe('The entity it is a fact of.'),
  basis: z
    .enum([
      'firmographic',
      'demographic',
      'technographic',
      'behavioural',
      'psychographic',
      'needs',
      'value',
      'lifecycle',
    ])
    .describe('Which kind of fact it is.'),
  unit: z.string().optional().describe('What one of it is: seats, days, USD.'),
  sensitive: z.boolean().optional().describe('Shown masked and left out of exports; false unless given.'),
  history: z
    .enum(['fixed', 'as-loaded'])
    .optional()
    .describe(
      "fixed: true on any day; as-loaded: true on the source's day only. as-loaded unless given; fixed for an expression and for an aggregate that looks at as_of.",
    ),
  means: z.literal('churned').optional().describe('churned: true says that the customer has left.'),
  from: z
    .string()
    .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/)
    .optional()
    .describe('A column, as source.column.'),
  by: id.optional().describe("The column of that source that names the customer; the entity's key name."),
  value: z.string().optional().describe('An expression over other attributes.'),
  aggregate: z
    .strictObject({
      source: id,
      by: id.optional().describe("The column that names the customer; the entity's key name unless given."),
      function: z.enum(['count', 'sum', 'min', 'max', 'distinct', 'mean', 'any']),
      of: z.string().optional().describe("An expression over the source's columns; count may do without."),
      where: z.string().optional().describe("Condition over the source's columns; other rows do not count."),
    })
    .optional()
    .describe('Many rows of a source as one value.'),
});

export type AttributeData = z.infer<typeof schema>;

export const attribute = defineKind({
  id: 'attribute',
  title: 'Attribute',
  summary: 'A typed fact of a customer as of a date: a column, an expression or an aggregate.',
  schema,
});

type AttributeDefinition = Definition<AttributeData>;

/** What an attribute is made of, what type that gives, and the hashes of what it depends on. */
interface Made {
  readonly origin: AttributeOrigin;
  readonly type: ValueType;
  readonly history: 'fixed' | 'as-loaded';
  readonly refersTo: readonly string[];
}

/** `reader` reads over the other attributes of the entity. Null when what it is made of cannot be read. */
export function resolveAttribute(
  definition: AttributeDefinition,
  frame: EntityFrame,
  sources: Names<SourceFrame>,
  reader: EntityReader,
  report: Report,
): Attribute | null {
  const { data, positions } = definition;
  const made = makeAttribute(definition, frame, sources, reader, report);
  if (!made) return null;
  if (made.type.kind === 'timestamp') {
    report(
      error('attribute-timestamp', `\`${data.id}\` is a timestamp; attributes are calendar days.`, {
        place: positions.placeOf([data.from === undefined ? 'aggregate' : 'from']),
        hint: 'Declare the column as `date`.',
      }),
    );
    return null;
  }
  return {
    ...headOf(definition, definitionHash(data, made.refersTo)),
    entity: frame.id,
    type: made.type,
    unit: data.unit ?? null,
    basis: data.basis,
    sensitive: data.sensitive ?? false,
    history: data.history ?? made.history,
    means: data.means ?? null,
    origin: made.origin,
  };
}

function makeAttribute(
  definition: AttributeDefinition,
  frame: EntityFrame,
  sources: Names<SourceFrame>,
  reader: EntityReader,
  report: Report,
): Made | null {
  const { data, positions } = definition;
  if ([data.from, data.value, data.aggregate].filter((one) => one !== undefined).length !== 1) {
    report(
      error(
        'attribute-origin',
        `\`${data.id}\` needs exactly one of \`from\`, \`value\` and \`aggregate\`.`,
        {
          place: positions.placeOf(['id']),
          hint: 'A column, an expression over attributes, or many rows as one value.',
        },
      ),
    );
    return null;
  }
  if (data.by !== undefined && data.from === undefined)
    report(
      error('attribute-origin', '`by` goes with `from`; an aggregate has its own.', {
        place: positions.keyPlaceOf(['by']),
      }),
    );
  if (data.value !== undefined) {
    const value = reader.value(data.value, positions.originOf(['value'], data.value));
    if (!value) return null;
    const { expression } = value;
    return {
      origin: { kind: 'expression', value },
      type: expression.type,
      history: 'fixed',
      refersTo: reader.hashesOf([expression]),
    };
  }
  return data.aggregate
    ? makeAggregate(definition, data.aggregate, frame, sources, report)
    : makeColumn(definition, data.from ?? '', frame, sources, report);
}

function makeColumn(
  { data, positions }: AttributeDefinition,
  from: string,
  frame: EntityFrame,
  sources: Names<SourceFrame>,
  report: Report,
): Made | null {
  const [sourceId = '', columnName = ''] = from.split('.');
  const place = positions.placeOf(['from']);
  const rows = sources.follow(sourceId, place, report);
  if (!rows) return null;
  const { source } = rows;
  const column = rows.columns.follow(columnName, place, report);
  const by = columnNaming(
    frame,
    rows,
    data.by,
    data.by === undefined ? place : positions.placeOf(['by']),
    report,
  );
  if (!column || !by) return null;
  const single = source.key.length === 1 && source.key[0] === by;
  if (source.id !== frame.rows.source.id && !single)
    report(
      warning(
        'rows-may-repeat',
        `The source \`${source.id}\` may hold several rows of one ${frame.id}; \`from\` needs one.`,
        {
          place,
          hint: `Write \`key: ${by.name}\` in that source, or take an \`aggregate\`.`,
        },
      ),
    );
  return {
    origin: { kind: 'column', source, column, by },
    type: column.type,
    history: 'as-loaded',
    refersTo: [sourceUseHash(source, [column, by])],
  };
}

type AggregateData = NonNullable<AttributeData['aggregate']>;

function makeAggregate(
  { positions }: AttributeDefinition,
  data: AggregateData,
  frame: EntityFrame,
  sources: Names<SourceFrame>,
  report: Report,
): Made | null {
  const rows = sources.follow(data.source, positions.placeOf(['aggregate', 'source']), report);
  if (!rows) return null;
  const { source } = rows;
  const by = columnNaming(frame, rows, data.by, positions.placeOf(['aggregate', 'by']), report);
  const reader = readerOf(sourceScope(source), (name) => rows.columns.isBroken(name), report);
  const operand =
    data.of === undefined ? null : reader.value(data.of, positions.originOf(['aggregate', 'of'], data.of));
  const where =
    data.where === undefined
      ? null
      : reader.condition(data.where, positions.originOf(['aggregate', 'where'], data.where));
  if (!by || (data.of !== undefined && !operand) || (data.where !== undefined && !where)) return null;
  const type = typeOfAggregate(data.function, operand?.expression.type ?? null);
  if ('refused' in type) {
    report(
      error('aggregate-type', type.refused, {
        place: positions.placeOf(['aggregate', operand ? 'of' : 'function']),
        hint: type.hint,
      }),
    );
    return null;
  }
  const parts = [operand, where].flatMap((written) => (written ? Array.from(walk(written.expression)) : []));
  const names = new Set(parts.flatMap((part) => (part.kind === 'column' ? [part.name] : [])));
  return {
    origin: { kind: 'aggregate', source, by, function: data.function, operand, where },
    type,
    history: parts.some(({ kind }) => kind === 'as-of') ? 'fixed' : 'as-loaded',
    refersTo: [sourceUseHash(source, [by, ...source.columns.filter(({ name }) => names.has(name))])],
  };
}

/** The column of a source that names the customer: as written, else the one called as the entity's key. */
function columnNaming(
  frame: EntityFrame,
  { source, columns }: SourceFrame,
  by: string | undefined,
  place: Place,
  report: Report,
): SourceColumn | null {
  if (by !== undefined) return columns.follow(by, place, report);
  const column = source.id === frame.rows.source.id ? frame.key : columns.get(frame.key.name);
  if (!column && !columns.isBroken(frame.key.name))
    report(
      error('by-missing', `Nothing says which column of \`${source.id}\` names the ${frame.id}.`, {
        place,
        hint: `It has no \`${frame.key.name}\`; write \`by:\` and the column.`,
      }),
    );
  return column;
}
