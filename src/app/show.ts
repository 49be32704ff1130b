import * as z from 'zod';
import type { Stretch } from '../attributes/window.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { formatPlace } from '../base/place.ts';
import { conditionsOf } from '../definitions/conditions-of.ts';
import type {
  Book,
  AggregateOrigin,
  Attribute,
  Entity,
  Head,
  Metrics,
  Project,
  Segmentation,
  Source,
} from '../definitions/project.ts';
import { movingDays } from '../documents/hold-sentences.ts';
import { ruleSentences, vocabularyOf } from '../documents/rule-sentences.ts';
import type { Engine } from '../engines/engine.ts';
import { formatType } from '../sql/value-type.ts';
import { columnNames } from '../sql/walk.ts';
import { segmentCounts } from '../tables/segment-counts.ts';
import { readTable } from '../warehouse/read-table.ts';
import type { Snapshot } from '../warehouse/runs.ts';
import { currentRun, readRuns } from '../warehouse/runs.ts';
import { notADay } from './run.ts';
import { agesOf } from './steps/ages-of.ts';
import { isFinding, projectOfRun, snapshotOf, withState } from './steps/with-state.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import type { Outcome } from './use-case.ts';
import { defineUseCase, found } from './use-case.ts';
import type { AppContext } from './context.ts';

/** A definition as people read it: its head, facts about it in words, and for a segmentation its segments. */
export interface ShownDefinition {
  readonly kind: 'source' | 'entity' | 'book' | 'attribute' | 'segmentation' | 'metrics';
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly url: string | null;
  readonly place: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly segments: readonly ShownSegment[];
  /** The snapshot the sizes come from; null where nothing is published. */
  readonly snapshot: Snapshot | null;
}

/** Sizes are null where nothing is published. */
export interface ShownSegment {
  readonly id: string;
  readonly title: string;
  readonly rule: string | null;
  /** The same in whole sentences, with the titles and units of attributes. */
  readonly inWords: readonly string[];
  readonly customers: number | null;
  readonly active: number | null;
  readonly money: string | null;
}

export const show = defineUseCase({
  name: 'show',
  summary: 'Show one definition, with its sizes where it is a segmentation',
  effect: 'reads',
  input: z.object({
    name: z.string().describe('Id of a definition, or `entity.attribute`'),
    asOf: z.string().optional().describe('As it was published for this day, YYYY-MM-DD'),
  }),
  positional: ['name'],
  async run({ name, asOf }, context) {
    if (asOf !== undefined) return asPublished(name, asOf, context);
    const { project, findings } = await readProjectDefinitions(context);
    if (!project) return found<ShownDefinition>(null, findings);
    const shown = definitionNamed(project, name);
    if (isFinding(shown)) return found<ShownDefinition>(null, [shown]);
    return shown.kind === 'segmentation' ? withSizes(shown, project.timeZone, context) : found(shown);
  },
});

function definitionNamed(project: Project, name: string): ShownDefinition | Finding {
  const all = definitionsOf(project);
  const named = all.find((one) => one.name === name || one.shown.id === name);
  if (named) return named.shown;
  const near = didYouMean(
    name,
    all.map((one) => one.name),
  );
  const hint = near ? `Did you mean \`${near}\`?` : 'See `clade list`.';
  return error('unknown-definition', `Nothing is called \`${name}\`.`, { hint });
}

/** The definition and the sizes of the run that held on a day, whatever the files say by now. */
const asPublished = (name: string, asOf: string, context: AppContext) =>
  withState<ShownDefinition>(context, async ({ engine }) => {
    const day = parseCalendarDate(asOf);
    if (!day) return found<ShownDefinition>(null, [notADay(asOf)]);
    const run = currentRun((await readRuns(engine)).filter((one) => one.asOf <= day));
    if (!run)
      return found<ShownDefinition>(null, [
        error('no-snapshot', `Nothing was published for a day on or before ${day}.`, {
          hint: 'Run `clade backfill`, or `clade run --as-of` for that day.',
        }),
      ]);
    const project = await projectOfRun(engine, run.runId);
    const shown = definitionNamed(project, name);
    if (isFinding(shown)) return found<ShownDefinition>(null, [shown]);
    if (shown.kind !== 'segmentation') return found(shown);
    return sizedWithAges(shown, engine, day, project.timeZone, context);
  });

interface Named {
  readonly name: string;
  readonly shown: ShownDefinition;
}

/** Segmentations first: of equal ids, that is what people ask for. */
function definitionsOf(project: Project): readonly Named[] {
  return [
    ...project.segmentations.map((one) =>
      named(one.id, 'segmentation', one, segmentationFacts(one), shownSegments(one, project)),
    ),
    ...project.entities.map((one) => named(one.id, 'entity', one, entityFacts(one))),
    ...project.entities.flatMap((entity) =>
      entity.attributes.map((one) =>
        named(`${entity.id}.${one.id}`, 'attribute', one, attributeFacts(one, entity, project)),
      ),
    ),
    ...project.books.map((one) => named(one.id, 'book', one, bookFacts(one))),
    ...project.metrics.map((one) => named(one.id, 'metrics', one, metricsFacts(one))),
    ...project.sources.map((one) => named(one.id, 'source', one, sourceFacts(one))),
  ];
}

function named(
  name: string,
  kind: ShownDefinition['kind'],
  { id, title, description, owner, url, place }: Head,
  facts: Readonly<Record<string, string>>,
  segments: readonly ShownSegment[] = [],
): Named {
  return {
    name,
    shown: {
      kind,
      id,
      title,
      description,
      owner,
      url,
      place: formatPlace(place),
      facts,
      segments,
      snapshot: null,
    },
  };
}

function segmentationFacts({
  entity,
  method,
  uses,
  hysteresis,
}: Segmentation): Readonly<Record<string, string>> {
  return {
    entity: entity.id,
    method,
    ...(uses.length > 0 ? { uses: uses.map(({ id }) => id).join(', ') } : {}),
    ...(hysteresis ? { 'customers move': movingDays(hysteresis.grid) } : {}),
    ...(hysteresis && hysteresis.dwell > 0 ? { dwell: `${hysteresis.dwell} days` } : {}),
  };
}

function shownSegments(segmentation: Segmentation, project: Project): readonly ShownSegment[] {
  const { segments, fallback, rules, entity } = segmentation;
  const names = vocabularyOf(project, entity);
  return [...segments, fallback].map(({ id, title }) => ({
    id,
    title,
    rule: rules.find((rule) => rule.segment === id)?.written?.text ?? null,
    inWords: ruleSentences(segmentation, id, names, null),
    customers: null,
    active: null,
    money: null,
  }));
}

function metricsFacts({
  entity,
  period,
  startWithin,
  margin,
  book,
  nps,
  revenue,
  deals,
  spend,
}: Metrics): Readonly<Record<string, string>> {
  const stretch = ({ amount, unit }: Stretch) => `${amount}${unit}`;
  return {
    entity,
    period: stretch(period),
    'start within': stretch(startWithin),
    margin: margin ?? 'not given',
    book: book?.id ?? 'none',
    nps: nps?.source.id ?? 'none',
    revenue: revenue?.source.id ?? (book ? `months of ${book.id}` : 'none'),
    deals: deals?.source.id ?? 'none',
    spend: spend ? `${spend.source.id}${spend.by ? ` by ${spend.by.attribute.id}` : ''}` : 'none',
  };
}

function entityFacts(entity: Entity): Readonly<Record<string, string>> {
  return {
    source: entity.source.id,
    key: entity.key.name,
    ...(entity.belongsTo ? { 'belongs to': entity.belongsTo.entity.id } : {}),
    'active when': entity.activeWhen?.text ?? 'always',
    ...(entity.formerWhen ? { 'former when': entity.formerWhen.text } : {}),
    ...(entity.money ? { money: entity.money.id } : {}),
    attributes: entity.attributes.map(({ id }) => id).join(', '),
  };
}

function attributeFacts(
  attribute: Attribute,
  entity: Entity,
  project: Project,
): Readonly<Record<string, string>> {
  const usedBy = project.segmentations.filter(
    (segmentation) =>
      segmentation.entity === entity &&
      conditionsOf(segmentation).some((when) => columnNames(when).includes(attribute.id)),
  );
  return {
    entity: entity.id,
    type: formatType(attribute.type),
    ...(attribute.unit ? { unit: attribute.unit } : {}),
    basis: attribute.basis,
    history: attribute.history,
    ...(attribute.sensitive ? { sensitive: 'yes: masked and never exported' } : {}),
    ...originFacts(attribute),
    'used by': usedBy.map(({ id }) => id).join(', ') || 'no segmentation',
  };
}

function originFacts({ origin }: Attribute): Readonly<Record<string, string>> {
  switch (origin.kind) {
    case 'column':
      return { from: `${origin.source.id}.${origin.column.name}` };
    case 'expression':
      return { value: origin.value.text };
    case 'aggregate':
      return aggregateFacts(origin);
    case 'rollup':
      return {
        value: `${origin.function}(${origin.operand?.text ?? ''}) of each ${origin.members}`,
        ...(origin.where ? { where: origin.where.text } : {}),
        ...(origin.part ? { part: origin.part.text } : {}),
      };
    case 'book':
      return {
        value: `${origin.measure} of the book ${origin.book.id}${origin.daysAgo > 0 ? `, ${origin.daysAgo} days ago` : ''}`,
        ...(origin.measure === 'mrr_change' ? { over: `${origin.overDays} days` } : {}),
      };
    case 'rank': {
      const { as, order, ties, base, within } = origin.ranking;
      return {
        rank: `${as}, ${order === 'desc' ? 'greatest' : 'least'} first, ties share the ${TIES[ties]}`,
        base: base ? 'customers' : 'every row',
        ...(within ? { within: columnNames(within).join(', ') } : {}),
      };
    }
    case 'score':
      return Object.fromEntries(
        origin.parts.map(({ id, text, weight, missing }) => [
          id,
          `${text.trim()}; weight ${weight}, missing: ${missing.replace('_', ' ')}`,
        ]),
      );
  }
}

function aggregateFacts(origin: AggregateOrigin): Readonly<Record<string, string>> {
  const { source, by, through, window, where, part, steps } = origin;
  const stretch = ({ amount, unit }: { readonly amount: number; readonly unit: string }) =>
    `${amount}${unit}`;
  return {
    value: `${origin.function}(${origin.operand?.text ?? ''}) over ${source.id} by ${by.name}${through ? ` through ${through.entity}` : ''}`,
    ...(where ? { where: where.text } : {}),
    ...(part ? { part: part.text } : {}),
    ...(steps.length > 0 ? { steps: steps.map(({ text }) => text).join(' -> ') } : {}),
    ...(window ? { window: stretch(window.length) } : {}),
    ...(window?.ending ? { ending: `${stretch(window.ending)} ago` } : {}),
  };
}

const TIES = { min: 'first place', max: 'last place', mean: 'mean place' } as const;

function bookFacts(book: Book): Readonly<Record<string, string>> {
  const { source, by, starts, ends, amount, period, trial, currency, projectCurrency, rates } = book;
  const months = period.kind === 'fixed' ? String(period.months) : `by ${period.column.name}`;
  return {
    entity: book.entity,
    lines: `${source.id} by ${by.name}`,
    runs: `from ${starts.name} up to but without ${ends.name}`,
    amount: `${amount.name} for months: ${months}`,
    trial: trial?.text ?? 'none',
    currency: currency ? `${currency.name}, told in ${projectCurrency}` : projectCurrency,
    ...(rates ? { rates: `${rates.source.id}, the latest on or before the day` } : {}),
  };
}

function sourceFacts(source: Source): Readonly<Record<string, string>> {
  const { origin } = source;
  return {
    origin: 'path' in origin ? `${origin.kind} ${origin.path}` : origin.kind,
    columns: source.columns.map(({ name, type }) => `${name} ${formatType(type)}`).join(', '),
    key: source.key.map(({ name }) => name).join(', ') || 'none',
    ...(source.asOf ? { 'as of': source.asOf } : {}),
    population: source.population,
  };
}

/** Sizes of the newest snapshot, where there is one. */
async function withSizes(
  shown: ShownDefinition,
  timeZone: string,
  context: AppContext,
): Promise<Outcome<ShownDefinition>> {
  const sized = await withState(context, ({ engine }) =>
    sizedWithAges(shown, engine, null, timeZone, context),
  );
  return sized.value ? sized : found(shown);
}

async function sizedWithAges(
  shown: ShownDefinition,
  engine: Engine,
  onDate: CalendarDate | null,
  timeZone: string,
  context: AppContext,
): Promise<Outcome<ShownDefinition>> {
  const sized = (await sizesOf(shown, engine, onDate)) ?? shown;
  const ages = sized.snapshot && (await agesOf(engine, sized.snapshot, timeZone, context));
  return found(sized, [], ages);
}

async function sizesOf(
  shown: ShownDefinition,
  engine: Engine,
  onDate: CalendarDate | null,
): Promise<ShownDefinition | null> {
  const snapshot = await snapshotOf(engine, shown.id, onDate);
  if (isFinding(snapshot)) return null;
  const rows = await readTable(engine, segmentCounts, { run_id: snapshot.runId, segmentation: shown.id });
  return {
    ...shown,
    snapshot,
    segments: shown.segments.map((segment) => {
      const row = rows.find((candidate) => candidate['segment'] === segment.id);
      return row
        ? {
            ...segment,
            customers: Number(row['customers']),
            active: Number(row['active']),
            money: row['money'] === null || row['money'] === undefined ? null : String(row['money']),
          }
        : segment;
    }),
  };
}
