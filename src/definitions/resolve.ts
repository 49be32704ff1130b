import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import { formatPlace } from '../base/place.ts';
import { AttributeTable } from './attribute-table.ts';
import type { SegmentNames } from './attribute-table.ts';
import { withChurnByBook } from './churn-by-book.ts';
import { deepFreeze } from './deep-freeze.ts';
import { definitionHash } from './definition-hash.ts';
import type { Definition } from './kind.ts';
import type { AttributeData } from './kinds/attribute.ts';
import { resolveBook } from './kinds/book.ts';
import type { EntityFrame } from './kinds/entity.ts';
import { frameEntities, resolveEntity } from './kinds/entity.ts';
import type { KindId } from './kinds/index.ts';
import type { MetricsData } from './kinds/metrics.ts';
import { resolveMetrics } from './kinds/metrics.ts';
import { refuseRivals, resolveOverride } from './kinds/override.ts';
import type { Settings } from './kinds/project.ts';
import { resolveProject } from './kinds/project.ts';
import type { ReadSegmentation, SegmentationData } from './kinds/segmentation.ts';
import { orderSegmentations, readSegmentation } from './kinds/segmentation.ts';
import type { ScoreData } from './kinds/score.ts';
import type { SourceFrame } from './kinds/source.ts';
import { resolveSource } from './kinds/source.ts';
import { resolveQuality } from './quality/index.ts';
import type { Report } from './names.ts';
import { Names } from './names.ts';
import type { BrokenDefinition, ParsedDefinitions } from './parse.ts';
import type {
  Book,
  DefinitionText,
  Entity,
  Metrics,
  Override,
  Project,
  QualityRule,
  Segmentation,
} from './project.ts';
import type { Recall } from './recall.ts';
import { makeAnew } from './recall.ts';
import { segmentColumn } from './scopes.ts';

/** What segmentations stand on. */
interface Ground {
  readonly settings: Settings | null;
  readonly sources: Names<SourceFrame>;
  readonly quality: readonly QualityRule[];
  readonly frames: Names<EntityFrame>;
  readonly books: Names<Book>;
  readonly attributes: AttributeTable;
  readonly entities: Names<Entity>;
}

/**
 * Ties definitions together: sources, entities, attributes, segmentations, each over those before it. What can
 * be resolved is, so that one mistake does not hide another. The project is null when there is an error. What is made of
 * the same definitions as before may be taken from `recall`.
 */
export function resolveDefinitions(
  parsed: ParsedDefinitions,
  texts: readonly DefinitionText[],
  recall: Recall = makeAnew,
): { readonly project: Project | null; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [...parsed.findings];
  const report: Report = (finding) => findings.push(finding);
  const ground = recall('ground', madeOf(parsed), report, (told) => resolveGround(parsed, told));
  const { settings, sources, quality, frames, books, attributes, entities } = ground;
  const overrides = resolveOverrides(parsed, report);
  const segmentations = resolveSegmentations(parsed, ground, overrides, report, recall);
  const metrics = recall('metrics', [ground, ...parsed.definitions.metrics], report, (told) =>
    resolveAllMetrics(parsed, frames, sources, books, attributes, told),
  );
  const primaryId = parsed.definitions.project[0]?.data.primary;
  const primary = primaryId === undefined ? null : followPrimary(parsed, primaryId, segmentations, report);
  if (!settings || hasErrors(findings)) return { project: null, findings };
  const all = {
    sources: sources.values().map(({ source }) => source),
    quality,
    entities: entities.values(),
    books: books.values(),
    segmentations: byDepth(segmentations),
    metrics,
  };
  const project: Project = { ...settings, primary, ...all, hash: projectHash(parsed, all), texts };
  return { project: deepFreeze(project), findings };
}

/** All that a {@link Ground} is made of. */
function madeOf({ definitions, broken }: ParsedDefinitions): readonly unknown[] {
  const { project, source, entity, book, attribute, score } = definitions;
  return [...project, ...source, ...entity, ...book, ...attribute, ...score, ...broken];
}

function resolveGround(parsed: ParsedDefinitions, report: Report): Ground {
  const settings = resolveSettings(parsed, report);
  const sources = resolveSources(parsed, settings?.timeZone ?? 'UTC', report);
  const quality = resolveSourceQuality(parsed, sources, report);
  const frames = frameEntities(
    withoutRepeats(parsed.definitions.entity, ({ id }) => id, report).map((entity) =>
      withChurnByBook(entity, parsed.definitions.attribute, report),
    ),
    brokenIds(parsed.broken, 'entity'),
    sources,
    report,
  );
  const books = resolveBooks(parsed, frames, sources, settings?.currency ?? '', report);
  const attributes = resolveAttributes(parsed, frames, sources, books, report);
  const entities = new Names<Entity>('entity');
  for (const frame of frames.values()) {
    const parent = frame.parent ? entities.get(frame.parent.frame.id) : null;
    const reader = attributes.reader(frame);
    entities.set(frame.id, resolveEntity(frame, parent, attributes.of(frame), reader, report));
  }
  return { settings, sources, quality, frames, books, attributes, entities };
}

function resolveSettings({ definitions, broken }: ParsedDefinitions, report: Report): Settings | null {
  const [first, ...others] = definitions.project;
  for (const { positions } of first ? others : [])
    report(
      error(
        'project-repeated',
        `There is a second project; the first is at ${formatPlace(first?.positions.placeOf(['title']) ?? positions.placeOf([]))}.`,
        {
          place: positions.placeOf(['kind']),
          hint: 'Keep one of them.',
        },
      ),
    );
  if (first) return resolveProject(first, report);
  if (!broken.some(({ kind }) => kind === 'project'))
    report(
      error('project-missing', 'No definition has `kind: project`.', {
        hint: 'Write `kind: project` and a `title` into clade.yaml.',
      }),
    );
  return null;
}

function resolveSources(
  { definitions, broken }: ParsedDefinitions,
  timeZone: string,
  report: Report,
): Names<SourceFrame> {
  const sources = new Names<SourceFrame>('source');
  for (const id of brokenIds(broken, 'source')) sources.set(id, null);
  for (const definition of withoutRepeats(definitions.source, ({ id }) => id, report))
    sources.set(definition.data.id, resolveSource(definition, timeZone, report));
  return sources;
}

function resolveSourceQuality(
  { definitions }: ParsedDefinitions,
  sources: Names<SourceFrame>,
  report: Report,
): readonly QualityRule[] {
  return definitions.source.flatMap(({ data, positions }) => {
    const own = sources.get(data.id);
    return own && data.quality ? resolveQuality(data.quality, own, sources, positions, report) : [];
  });
}

function resolveBooks(
  { definitions, broken }: ParsedDefinitions,
  frames: Names<EntityFrame>,
  sources: Names<SourceFrame>,
  currency: string,
  report: Report,
): Names<Book> {
  const books = new Names<Book>('subscription book');
  for (const id of brokenIds(broken, 'book')) books.set(id, null);
  for (const definition of withoutRepeats(definitions.book, ({ id }) => id, report))
    books.set(definition.data.id, resolveBook(definition, frames, sources, currency, report));
  return books;
}

function resolveAttributes(
  { definitions, broken }: ParsedDefinitions,
  frames: Names<EntityFrame>,
  sources: Names<SourceFrame>,
  books: Names<Book>,
  report: Report,
): AttributeTable {
  const single = withoutRepeats<AttributeData | ScoreData>(
    [...definitions.attribute, ...definitions.score],
    ({ entity, id }) => `${entity}.${id}`,
    report,
  );
  for (const { data, positions } of single) {
    frames.follow(data.entity, positions.placeOf(['entity']), report);
    if (UNREADABLE.has(data.id))
      report(
        error('reserved-word', `\`${data.id}\` is a word of conditions and cannot name an attribute.`, {
          place: positions.placeOf(['id']),
        }),
      );
  }
  const table = new AttributeTable(frames, sources, books, report);
  for (const frame of frames.values())
    table.add(
      frame,
      single.filter(({ data }) => data.entity === frame.id),
      broken
        .filter(({ kind, entity }) => (kind === 'attribute' || kind === 'score') && entity === frame.id)
        .map(({ id }) => id),
    );
  table.resolveAll();
  return table;
}

/** Words a condition reads as grammar. */
const UNREADABLE = new Set(
  'and or not between in like ilike is null true false case when then else end as_of'.split(' '),
);

function resolveSegmentations(
  { definitions, broken }: ParsedDefinitions,
  { frames, entities, attributes }: Ground,
  overrides: readonly Override[],
  report: Report,
  recall: Recall,
): Names<Segmentation> {
  const single = withoutRepeats(definitions.segmentation, ({ id }) => id, report);
  const lost = new Set(brokenIds(broken, 'segmentation'));
  const named = JSON.stringify([single.map(({ data }) => namesIn(data)), [...lost]]);
  const read = single.flatMap((definition): readonly ReadSegmentation[] => {
    const frame = frames.follow(definition.data.entity, definition.positions.placeOf(['entity']), report);
    if (!frame) return [];
    const made = [definition, frame, attributes, named];
    const reading = recall(`segmentation ${definition.data.id}`, made, report, (told) => {
      const near = segmentNames(frame, single, lost);
      const ids = single.map(({ data }) => data.id);
      return readSegmentation(definition, frame, attributes.reader(frame, near, told), near, ids, told);
    });
    return reading ? [reading] : [];
  });
  const ordered = orderSegmentations(read, entities, overrides, report, recall);
  for (const id of [...lost, ...single.map(({ data }) => data.id)])
    if (!ordered.get(id)) ordered.set(id, null);
  return ordered;
}

/** Who is placed by hand, in any segmentation that is defined. */
function resolveOverrides({ definitions, broken }: ParsedDefinitions, report: Report): readonly Override[] {
  const segmentations = definitions.segmentation.map(({ data }) => data);
  const lost = new Set(brokenIds(broken, 'segmentation'));
  const resolved = withoutRepeats(definitions.override, ({ id }) => id, report).flatMap(
    (definition) => resolveOverride(definition, segmentations, (id) => lost.has(id), report) ?? [],
  );
  refuseRivals(resolved, report);
  return resolved;
}

/** Metrics of each entity; a second definition of one entity's is told with the place of the first. */
function resolveAllMetrics(
  { definitions }: ParsedDefinitions,
  frames: Names<EntityFrame>,
  sources: Names<SourceFrame>,
  books: Names<Book>,
  attributes: AttributeTable,
  report: Report,
): readonly Metrics[] {
  const attributesOf = (frame: EntityFrame) => attributes.of(frame);
  const first = new Map<string, Definition<MetricsData>>();
  return withoutRepeats(definitions.metrics, ({ id }) => id, report).flatMap((definition) => {
    const { data, positions } = definition;
    const earlier = first.get(data.entity);
    if (earlier)
      report(
        error(
          'metrics-repeated',
          `The metrics of \`${data.entity}\` are defined twice, first at ${formatPlace(earlier.positions.placeOf(['id']))}.`,
          { place: positions.placeOf(['entity']), hint: 'Keep one of them.' },
        ),
      );
    else first.set(data.entity, definition);
    return resolveMetrics(definition, { frames, sources, books, attributesOf, report }) ?? [];
  });
}

/** What others may say of a segmentation: its id and those of its segments. */
const namesIn = ({ id, entity, segments, fallback }: SegmentationData) => [
  ...[id, entity],
  ...[...segments, fallback].map((segment) => segment.id),
];

/** The segmentations a condition over an entity may ask for: the entity's own and its parent's. */
function segmentNames(
  frame: EntityFrame,
  definitions: readonly Definition<SegmentationData>[],
  broken: ReadonlySet<string>,
): SegmentNames {
  const near = definitions.filter(
    ({ data }) => data.entity === frame.id || data.entity === frame.parent?.frame.id,
  );
  return {
    find(id) {
      const data = near.find((one) => one.data.id === id)?.data;
      if (!data) return null;
      return {
        column: segmentColumn(id),
        segments: [...data.segments, data.fallback].map((segment) => segment.id),
      };
    },
    isBroken: (id) => broken.has(id),
    ids: () => near.map(({ data }) => data.id),
  };
}

function followPrimary(
  { definitions }: ParsedDefinitions,
  id: string,
  segmentations: Names<Segmentation>,
  report: Report,
): Segmentation | null {
  const place = definitions.project[0]?.positions.placeOf(['primary']);
  return place ? segmentations.follow(id, place, report) : null;
}

/** Definitions of one kind, each name once; a later one of the same name is told with both places. */
function withoutRepeats<Data extends { readonly id: string }>(
  definitions: readonly Definition<Data>[],
  keyOf: (data: Data) => string,
  report: Report,
): readonly Definition<Data>[] {
  const first = new Map<string, Definition<Data>>();
  for (const definition of definitions) {
    const { data, positions } = definition;
    const earlier = first.get(keyOf(data));
    if (earlier)
      report(
        error(
          'id-repeated',
          `\`${data.id}\` is defined twice, first at ${formatPlace(earlier.positions.placeOf(['id']))}.`,
          {
            place: positions.placeOf(['id']),
            hint: 'Rename one of them or remove it.',
          },
        ),
      );
    else first.set(keyOf(data), definition);
  }
  return [...first.values()];
}

function brokenIds(broken: readonly BrokenDefinition[], kind: KindId): readonly string[] {
  return broken.filter((one) => one.kind === kind).map(({ id }) => id);
}

function byDepth(segmentations: Names<Segmentation>): readonly Segmentation[] {
  return segmentations.values().toSorted((a, b) => a.depth - b.depth);
}

function projectHash(
  { definitions, toCome }: ParsedDefinitions,
  all: Pick<Project, 'sources' | 'entities' | 'books' | 'segmentations' | 'metrics'>,
): string {
  const attributes = all.entities.flatMap((entity) => entity.attributes);
  const hashes = [
    ...all.sources,
    ...all.entities,
    ...all.books,
    ...attributes,
    ...all.segmentations,
    ...all.metrics,
    ...all.segmentations.flatMap(({ overrides }) => overrides),
  ].map(({ hash }) => hash);
  const later = toCome.map((data) => definitionHash({ data }));
  return definitionHash(definitions.project[0]?.data ?? {}, [...hashes, ...later]);
}
