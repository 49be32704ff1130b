import * as z from 'zod';
import { error } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import { formatPlace } from '../../base/place.ts';
import type { HysteresisData } from '../../methods/hysteresis/schema.ts';
import { hysteresisSchema, staysKey } from '../../methods/hysteresis/schema.ts';
import { methods } from '../../methods/index.ts';
import type { AnyMethod, MethodId, MethodReading, MethodScope } from '../../methods/method.ts';
import { columnNames } from '../../sql/walk.ts';
import { conditionsOf } from '../conditions-of.ts';
import { definitionHash } from '../definition-hash.ts';
import { dependencyOrder } from '../dependency-order.ts';
import { headOf } from '../head.ts';
import { readHysteresis } from '../hysteresis.ts';
import type { Definition, HeadData } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import { Names } from '../names.ts';
import type { Report } from '../names.ts';
import type { Path, Positions } from '../positions.ts';
import type { Recall } from '../recall.ts';
import { makeAnew } from '../recall.ts';
import type { Entity, Hysteresis, Override, SegmentDefinition, Segmentation } from '../project.ts';
import type { SegmentNames } from '../attribute-table.ts';
import type { EntityReader } from '../reader.ts';
import { segmentColumn } from '../scopes.ts';
import { readStated } from '../stated.ts';
import type { EntityFrame } from './entity.ts';

export interface SegmentationData extends HeadData {
  readonly kind: 'segmentation';
  readonly id: string;
  readonly entity: string;
  readonly method: MethodId;
  readonly segments: readonly SegmentData[];
  readonly fallback: SegmentData;
  readonly hysteresis?: HysteresisData | undefined;
  readonly [option: string]: unknown;
}

export interface SegmentData {
  readonly id: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly was?: readonly string[] | undefined;
  readonly stated?: string | number | undefined;
  readonly stays?: string | undefined;
  readonly [own: string]: unknown;
}

/** Nobody acts on so many; a bound for those who read them. */
const MOST_SEGMENTS = 200;

const segmentShape = {
  id,
  title: headShape.title,
  description: headShape.description,
  was: z.array(id).optional().describe('Ids it had before.'),
  stays: staysKey,
};

const stated = z
  .union([z.string().min(1), z.number()])
  .optional()
  .describe('The range as a text gives it ("20-499 employees"); judged by the linter, places nobody.');

function schemaOf(method: AnyMethod) {
  return z.strictObject({
    kind: z.literal('segmentation'),
    id,
    ...headShape,
    entity: id.describe('Whose customers it places.'),
    method: z.literal(method.id).describe(method.summary),
    hysteresis: hysteresisSchema
      .optional()
      .describe('Holds customers where they are until it is clear that they have moved.'),
    ...method.optionsSchema.shape,
    segments: z
      .array(z.strictObject({ ...segmentShape, stated, ...method.segmentSchema.shape }))
      .min(1)
      .max(MOST_SEGMENTS)
      .describe('The groups.'),
    fallback: z.strictObject(segmentShape).describe('The group of those nothing else takes.'),
  });
}

const [first, ...rest] = methods.map(schemaOf);
if (!first) throw new Error('there are no methods');

export const segmentation = defineKind({
  id: 'segmentation',
  title: 'Segmentation',
  summary: 'A complete, exclusive way to place every customer, with a named fallback.',
  schema: z.discriminatedUnion('method', [first, ...rest]) as unknown as z.ZodType<SegmentationData>,
});

/** A segmentation whose rules are read, before its place among the others is known. */
export interface ReadSegmentation {
  readonly definition: Definition<SegmentationData>;
  readonly frame: EntityFrame;
  readonly segments: readonly SegmentDefinition[];
  readonly fallback: SegmentDefinition;
  readonly reading: MethodReading;
  readonly hysteresis: Hysteresis | null;
  readonly refersTo: readonly string[];
  /** Ids of the segmentations its rules ask for. */
  readonly asksFor: readonly string[];
}

/** Null when a rule or a segment cannot be used. */
export function readSegmentation(
  definition: Definition<SegmentationData>,
  frame: EntityFrame,
  reader: EntityReader,
  near: SegmentNames,
  segmentations: readonly string[],
  report: Report,
): ReadSegmentation | null {
  const { data, positions } = definition;
  const method = methods.find(({ id }) => id === data.method);
  if (!method) return null;
  let sound = true;
  const told: Report = (finding) => {
    if (finding.severity === 'error') sound = false;
    report(finding);
  };
  const segments = data.segments.map((segment, index) =>
    resolveSegment(segment, ['segments', index], positions, told),
  );
  const fallback = resolveSegment(data.fallback, ['fallback'], positions, told);
  checkSegmentIds([...segments, fallback], told);
  const own = segments.map((segment, index) => ({
    segment,
    own: pick(data.segments[index] ?? {}, method.segmentSchema.shape),
    path: ['segments', index],
  }));
  const scope: MethodScope = {
    condition: (path, text) => reader.reading.condition(text, positions.originOf(path, text)),
    value: (path, text) => reader.reading.value(text, positions.originOf(path, text)),
    segmentsOf: (id) => near.find(id)?.segments ?? null,
    originOf: positions.originOf,
    placeOf: positions.placeOf,
  };
  const reading = method.read(own, pick(data, method.optionsSchema.shape), scope);
  reading.findings.forEach(told);
  const hysteresis = readHysteresis(data, reading, scope, told);
  const conditions = conditionsOf({ rules: reading.rules, hysteresis });
  const columns = new Set(conditions.flatMap(columnNames));
  if (!sound || reading.rules.length === 0) return null;
  return {
    definition,
    frame,
    segments,
    fallback,
    reading,
    hysteresis,
    refersTo: reader.hashesOf(conditions),
    asksFor: segmentations.filter((id) => columns.has(segmentColumn(id))),
  };
}

function resolveSegment(
  data: SegmentData,
  path: Path,
  positions: Positions,
  report: Report,
): SegmentDefinition {
  const stated = data.stated === undefined ? null : String(data.stated);
  return {
    id: data.id,
    title: data.title ?? data.id,
    description: data.description ?? null,
    was: data.was ?? [],
    place: positions.placeOf([...path, 'id']),
    stated: stated === null ? null : readStated(stated, positions.placeOf([...path, 'stated']), report),
  };
}

/** Ids now and before are all different: a customer's history is told by them. */
function checkSegmentIds(segments: readonly SegmentDefinition[], report: Report): void {
  const seen = new Map<string, Place>();
  const claim = (id: string, place: Place, words: string) => {
    const earlier = seen.get(id);
    if (earlier)
      report(
        error('id-repeated', `${words} \`${id}\`, which is taken at ${formatPlace(earlier)}.`, {
          place,
          hint: 'Segments of a segmentation, now and before, have different ids.',
        }),
      );
    else seen.set(id, place);
  };
  for (const { id, place } of segments) claim(id, place, 'A segment is called');
  for (const { was, place } of segments) for (const id of was) claim(id, place, 'A segment was called');
}

function pick(data: Readonly<Record<string, unknown>>, shape: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(shape).flatMap((key) => (key in data ? [[key, data[key]]] : [])));
}

/** Segmentations after those they ask for; the ones in a ring are told and left out. */
export function orderSegmentations(
  read: readonly ReadSegmentation[],
  entities: Names<Entity>,
  overrides: readonly Override[],
  report: Report,
  recall: Recall = makeAnew,
): Names<Segmentation> {
  const byId = new Map(read.map((one) => [one.definition.data.id, one]));
  const { ordered, rings } = dependencyOrder(read, ({ asksFor }) =>
    asksFor.flatMap((id) => byId.get(id) ?? []),
  );
  for (const ring of rings) {
    const names = [...ring, ...ring.slice(0, 1)].map(({ definition }) => `\`${definition.data.id}\``);
    report(
      error('reference-cycle', `${names.join(' asks for a segment of ')}.`, {
        ...(ring[0] ? { place: ring[0].definition.positions.placeOf(['id']) } : {}),
        hint: 'Of two segmentations only one can come first; remove one `segment(...)`.',
      }),
    );
  }
  const done = new Names<Segmentation>('segmentation');
  for (const one of ordered) {
    const { id } = one.definition.data;
    const asked = one.asksFor.map((name) => done.get(name));
    const entity = entities.get(one.frame.id);
    if (!entity || asked.includes(null)) continue;
    const uses = asked.filter((used) => used !== null);
    const own = overrides.filter(({ segmentation }) => segmentation === id);
    const placed = recall(`order of ${id}`, [one, entity, uses.length, ...uses, ...own], report, () =>
      placeInOrder(one, entity, uses, own),
    );
    done.set(id, placed);
  }
  return done;
}

function placeInOrder(
  read: ReadSegmentation,
  entity: Entity,
  uses: readonly Segmentation[],
  overrides: readonly Override[],
): Segmentation {
  const { definition, segments, fallback, reading, hysteresis, refersTo } = read;
  const hash = definitionHash(definition.data, [entity.hash, ...refersTo, ...uses.map((used) => used.hash)]);
  return {
    ...headOf(definition, hash),
    entity,
    method: definition.data.method,
    segments,
    fallback,
    rules: reading.rules,
    score: reading.score ?? null,
    likeness: reading.likeness ?? null,
    boundaryMargin: reading.boundaryMargin ?? null,
    learning: reading.learning ?? null,
    grid: reading.grid ?? null,
    hysteresis,
    overrides,
    uses,
    depth: Math.max(-1, ...uses.map(({ depth }) => depth)) + 1,
  };
}
