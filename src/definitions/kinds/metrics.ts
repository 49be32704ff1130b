import * as z from 'zod';
import { parseStretch, STRETCH } from '../../attributes/window.ts';
import { error } from '../../base/finding.ts';
import { definitionHash } from '../definition-hash.ts';
import { headOf } from '../head.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import type { Block, BlockScope } from '../metrics/block.ts';
import { dealsSchema, resolveDeals } from '../metrics/deals.ts';
import { npsSchema, resolveNps } from '../metrics/nps.ts';
import { resolveRevenue, revenueSchema } from '../metrics/revenue.ts';
import { resolveSpend, spendSchema } from '../metrics/spend.ts';
import type { Names, Report } from '../names.ts';
import type { Attribute, Book, Metrics } from '../project.ts';
import type { EntityFrame } from './entity.ts';
import type { SourceFrame } from './source.ts';

const stretch = z.string().regex(STRETCH);

const schema = z.strictObject({
  kind: z.literal('metrics'),
  id,
  ...headShape,
  entity: id.describe('Whose metrics they are; an entity has one definition of them at most.'),
  period: stretch
    .optional()
    .describe('The stretch churn, deals and spend are told of, ending with the as-of day; 12m unless given.'),
  startWithin: stretch
    .optional()
    .describe(
      'How old a snapshot may be on the first day of the period to say who was in which segment then; 7d unless given.',
    ),
  margin: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of revenue left after the cost of serving, 0 to 1: what LTV and payback are told in.'),
  book: id.optional().describe('The subscription book; the only one of the entity unless given.'),
  nps: npsSchema.optional(),
  revenue: revenueSchema.optional(),
  deals: dealsSchema.optional(),
  spend: spendSchema.optional(),
});

export type MetricsData = z.infer<typeof schema>;

export const metrics = defineKind({
  id: 'metrics',
  title: 'Metrics',
  summary:
    'Where the metrics of an entity come from: revenue, answers, deals, spend, and the period they are told of.',
  schema,
});

const DEFAULT_PERIOD = '12m';
const DEFAULT_START_WITHIN = '7d';

/** What a metrics definition refers to. */
export interface MetricsScope {
  readonly frames: Names<EntityFrame>;
  readonly sources: Names<SourceFrame>;
  readonly books: Names<Book>;
  readonly attributesOf: (frame: EntityFrame) => Names<Attribute>;
  readonly report: Report;
}

/** Null when a part of it cannot be used; the findings say why. */
export function resolveMetrics(definition: Definition<MetricsData>, scope: MetricsScope): Metrics | null {
  const { data, positions } = definition;
  const { frames, sources, attributesOf, report } = scope;
  const frame = frames.follow(data.entity, positions.placeOf(['entity']), report);
  if (!frame) return null;
  const attributes = attributesOf(frame);
  const block = <Data, Value>(
    key: string,
    written: Data | undefined,
    resolve: (data: Data, scope: BlockScope) => Block<Value> | null,
  ) =>
    written === undefined
      ? NOTHING
      : resolve(written, { key, definition, frame, frames, sources, attributes, report });
  const book = bookOf(definition, frame, scope);
  const nps = block('nps', data.nps, resolveNps);
  const revenue = block('revenue', data.revenue, resolveRevenue);
  const deals = block('deals', data.deals, resolveDeals);
  const spend = block('spend', data.spend, resolveSpend);
  if (!nps || !revenue || !deals || !spend || (data.book !== undefined && !book)) return null;
  const refersTo = [nps, revenue, deals, spend].flatMap((one) => one.refersTo);
  return {
    ...headOf(definition, definitionHash(data, [...refersTo, ...(book ? [book.hash] : [])])),
    entity: frame.id,
    period: stretchOf(data.period ?? DEFAULT_PERIOD),
    startWithin: stretchOf(data.startWithin ?? DEFAULT_START_WITHIN),
    margin: data.margin === undefined ? null : String(data.margin),
    book,
    nps: nps.value,
    revenue: revenue.value,
    deals: deals.value,
    spend: spend.value,
  };
}

const NOTHING: Block<null> = { value: null, refersTo: [] };

function stretchOf(text: string) {
  const stretch = parseStretch(text);
  if (!stretch) throw new Error(`the schema let \`${text}\` through`);
  return stretch;
}

/** The book that is named, else the only one of the entity; null where there is none or several. */
function bookOf(
  { data, positions }: Definition<MetricsData>,
  frame: EntityFrame,
  { books, report }: MetricsScope,
): Book | null {
  const place = positions.placeOf(['book']);
  const own = books.values().filter(({ entity }) => entity === frame.id);
  if (data.book === undefined) {
    if (own.length > 1)
      report(
        error('metrics-book', `\`${frame.id}\` has ${own.length} subscription books.`, {
          place: positions.placeOf(['entity']),
          hint: `Name one of them: \`book: ${own[0]?.id ?? ''}\`.`,
        }),
      );
    return own.length === 1 ? (own[0] ?? null) : null;
  }
  const named = books.follow(data.book, place, report);
  if (!named || named.entity === frame.id) return named;
  report(
    error('book-entity', `The book \`${named.id}\` is of \`${named.entity}\`, not of \`${frame.id}\`.`, {
      place,
    }),
  );
  return null;
}
