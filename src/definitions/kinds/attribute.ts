import * as z from 'zod';
import { error } from '../../base/finding.ts';
import { formatType } from '../../sql/value-type.ts';
import { definitionHash } from '../definition-hash.ts';
import { headOf } from '../head.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import { makeOrigin, originKeys, origins } from '../origins/index.ts';
import type { Made, OriginScope } from '../origins/origin.ts';
import type { Attribute } from '../project.ts';

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
  from: origins.from.schema.optional(),
  by: id
    .optional()
    .describe("With from: the column of that source that names the customer; the entity's key name."),
  value: origins.value.schema.optional(),
  aggregate: origins.aggregate.schema.optional(),
  book: origins.book.schema.optional(),
  rank: origins.rank.schema.optional(),
  rollup: origins.rollup.schema.optional(),
});

export type AttributeData = z.infer<typeof schema>;

export const attribute = defineKind({
  id: 'attribute',
  title: 'Attribute',
  summary: 'A typed fact of a customer as of a date: a column, an expression or an aggregate.',
  schema,
});

type AttributeDefinition = Definition<AttributeData>;

/** Null when what it is made of cannot be read. */
export function resolveAttribute(definition: AttributeDefinition, scope: OriginScope): Attribute | null {
  const { data, positions } = definition;
  const { frame, report } = scope;
  const made = makeAttribute(definition, scope);
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
  if (data.means === 'churned' && !SAYS_LEFT.has(made.type.kind))
    report(
      error('churned-type', `\`${data.id}\` is ${formatType(made.type)} and cannot say who left.`, {
        place: positions.placeOf(['means']),
        hint: 'Take a boolean, a count of events, or the day the customer left.',
      }),
    );
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

function makeAttribute({ data, positions }: AttributeDefinition, scope: OriginScope): Made | null {
  const { report } = scope;
  const [key, ...others] = originKeys.filter((one) => data[one] !== undefined);
  if (key === undefined || others.length > 0) {
    report(
      error('attribute-origin', `\`${data.id}\` needs exactly one of ${ORIGIN_KEYS}.`, {
        place: positions.placeOf(['id']),
        hint: `${originKeys.map((one) => origins[one].summary).join(', ')}.`,
      }),
    );
    return null;
  }
  if (data.by !== undefined && key !== 'from')
    report(
      error('attribute-origin', '`by` goes with `from`; an aggregate has its own.', {
        place: positions.keyPlaceOf(['by']),
      }),
    );
  return makeOrigin(key, data, scope);
}

const SAYS_LEFT = new Set(['boolean', 'integer', 'date']);

const ORIGIN_KEYS = originKeys.map((key) => `\`${key}\``).join(', ');
