import { attributesRead } from '../definitions/attributes-used.ts';
import type { DefinitionName } from '../definitions/definition-name.ts';
import { nameKey } from '../definitions/definition-name.ts';
import type {
  Attribute,
  Book,
  Entity,
  Metrics,
  Project,
  Segmentation,
  Source,
} from '../definitions/project.ts';
import { sourcesOfMetrics, sourcesRead } from '../definitions/sources-read.ts';
import { derivedColumns } from './facts/levels.ts';
import { rolledUp } from './facts/rollups.ts';

/** Every definition of a project by its key, with those it refers to itself. */
export type References = ReadonlyMap<string, Referring>;

interface Referring {
  readonly name: DefinitionName;
  readonly to: ReadonlySet<string>;
}

/** Who refers to whom: segmentations, overrides, metrics, attributes, books, entities, sources and the project itself. */
export function referencesIn(project: Project): References {
  const { entities, segmentations, metrics, books, sources, primary, quality } = project;
  const compared = (source: Source) =>
    quality.flatMap(({ source: own, demand }) =>
      own === source && 'source' in demand ? [demand.source] : [],
    );
  const all: readonly (readonly [DefinitionName, readonly DefinitionName[]])[] = [
    [named('project', { id: 'project' }), primary ? [named('segmentation', primary)] : []],
    ...sources.map((one) => [named('source', one), compared(one).map(sourceName)] as const),
    ...books.map((one) => [named('book', one), ofBook(one)] as const),
    ...entities.map((one) => [named('entity', one), ofEntity(one)] as const),
    ...entities.flatMap((entity) =>
      entity.attributes.map((one) => [attributeName(one), ofAttribute(one, entity, entities)] as const),
    ),
    ...segmentations.map((one) => [named('segmentation', one), ofSegmentation(one)] as const),
    ...segmentations.flatMap((one) =>
      one.overrides.map((by) => [named('override', by), [named('segmentation', one)]] as const),
    ),
    ...metrics.map((one) => [named('metrics', one), ofMetrics(one)] as const),
  ];
  return new Map(all.map(([name, to]) => [nameKey(name), { name, to: new Set(to.map(nameKey)) }]));
}

/** The keys of all that a definition is made of, however far; itself among them. */
export function reachedFrom(references: References, key: string): ReadonlySet<string> {
  const reached = new Set([key]);
  for (const one of reached) for (const to of references.get(one)?.to ?? []) reached.add(to);
  return reached;
}

/** Every definition that is made of one, however far, in the order of the project. */
export function usersOf(references: References, key: string): readonly DefinitionName[] {
  return [...references]
    .filter(([own]) => own !== key && reachedFrom(references, own).has(key))
    .map(([, { name }]) => name);
}

const named = (kind: DefinitionName['kind'], { id }: { readonly id: string }): DefinitionName => ({
  ...{ kind, id },
  entity: null,
});

const sourceName = (source: Source) => named('source', source);

const attributeName = ({ id, entity, origin }: Attribute): DefinitionName => ({
  ...{ id, entity },
  kind: origin.kind === 'score' ? 'score' : 'attribute',
});

const ofBook = ({ source, rates }: Book): readonly DefinitionName[] => [
  sourceName(source),
  ...(rates ? [sourceName(rates.source)] : []),
];

function ofEntity(entity: Entity): readonly DefinitionName[] {
  const { source, belongsTo, activeWhen, formerWhen, money } = entity;
  const conditions = [activeWhen, formerWhen].flatMap((written) => (written ? [written.expression] : []));
  return [
    sourceName(source),
    ...(belongsTo ? [named('entity', belongsTo.entity)] : []),
    ...attributesRead(entity, conditions).map(attributeName),
    ...(money ? [attributeName(money)] : []),
  ];
}

function ofAttribute(
  attribute: Attribute,
  entity: Entity,
  entities: readonly Entity[],
): readonly DefinitionName[] {
  const { origin } = attribute;
  const members = origin.kind === 'rollup' ? entities.find(({ id }) => id === origin.members) : undefined;
  return [
    ...sourcesRead(origin).map(({ source }) => sourceName(source)),
    ...attributesRead(
      entity,
      derivedColumns(attribute).map(({ expression }) => expression),
    )
      .filter((one) => one !== attribute)
      .map(attributeName),
    ...(origin.kind === 'book' ? [named('book', origin.book)] : []),
    ...(members && origin.kind === 'rollup'
      ? attributesRead(members, rolledUp(origin)).map(attributeName)
      : []),
  ];
}

function ofSegmentation({ entity, rules, score, learning, uses }: Segmentation): readonly DefinitionName[] {
  const read = [...rules.map(({ when }) => when), ...(score ? [score] : []), ...(learning?.basis ?? [])];
  return [
    named('entity', entity),
    ...attributesRead(entity, read).map(attributeName),
    ...uses.map((used) => named('segmentation', used)),
  ];
}

function ofMetrics(metrics: Metrics): readonly DefinitionName[] {
  const { entity, book, spend } = metrics;
  return [
    named('entity', { id: entity }),
    ...sourcesOfMetrics(metrics).map(({ source }) => sourceName(source)),
    ...(book ? [named('book', book)] : []),
    ...(spend?.by ? [attributeName(spend.by.attribute)] : []),
  ];
}
