import type { z } from 'zod';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error, note } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { Definition } from './kind.ts';
import { kindsToCome, methodsToCome } from './kinds-to-come.ts';
import type { DataOf, KindId } from './kinds/index.ts';
import { kindIds, kinds } from './kinds/index.ts';
import type { Path } from './positions.ts';
import type { ReadYaml, YamlDocument } from './read-yaml.ts';
import { readYaml } from './read-yaml.ts';
import { schemaFindings } from './schema-findings.ts';
import type { DefinitionFile } from './definition-file.ts';
import type { Data } from './yaml-data.ts';

export type Definitions = { readonly [Id in KindId]: readonly Definition<DataOf<Id>>[] };

/** A definition that cannot be used; what refers to it is not blamed for that. */
export interface BrokenDefinition {
  readonly kind: KindId;
  readonly id: string;
  /** Of an attribute. */
  readonly entity: string | null;
  readonly place: Place;
}

export interface ParsedDefinitions {
  readonly definitions: Definitions;
  readonly broken: readonly BrokenDefinition[];
  /** Definitions of kinds to come, as data: part of what the project says, though nothing reads them yet. */
  readonly toCome: readonly Data[];
  readonly findings: readonly Finding[];
}

/** One file, read without looking at any other. */
export interface FileReading {
  readonly documents: readonly { readonly data: YamlDocument['data']; readonly reading: DocumentReading }[];
  readonly findings: readonly Finding[];
}

export type ReadFile = (file: DefinitionFile) => FileReading;

/**
 * Reads a file anew only where its text has changed, and of that only documents whose data are others: for whoever asks of
 * the same files again and again.
 */
export function rememberingReader(yaml: ReadYaml): ReadFile {
  const known = new Map<string, { readonly text: string; readonly reading: FileReading }>();
  const readings = new WeakMap<YamlDocument['data'], DocumentReading>();
  const readOnce = (document: YamlDocument): DocumentReading => {
    const reading = readings.get(document.data) ?? readDocument(document);
    readings.set(document.data, reading);
    return reading;
  };
  return (file) => {
    const before = known.get(file.path);
    if (before?.text === file.text) return before.reading;
    const reading = readFile(file, yaml, readOnce);
    known.set(file.path, { text: file.text, reading });
    return reading;
  };
}

function readFile(
  { path, text }: DefinitionFile,
  yaml: ReadYaml = readYaml,
  readOne: (document: YamlDocument) => DocumentReading = readDocument,
): FileReading {
  const { documents, findings } = yaml(path, text);
  return {
    documents: documents.map((document) => ({ data: document.data, reading: readOne(document) })),
    findings,
  };
}

/** Reads files into definitions that fit their schemas. Findings of one never hide those of another. */
export function parseDefinitions(
  files: readonly DefinitionFile[],
  read: ReadFile = (file) => readFile(file),
): ParsedDefinitions {
  const found: { [Id in KindId]: Definition<unknown>[] } = {
    project: [],
    source: [],
    entity: [],
    book: [],
    attribute: [],
    score: [],
    segmentation: [],
    metrics: [],
    override: [],
    pack: [],
  };
  const broken: BrokenDefinition[] = [];
  const toCome: Data[] = [];
  const findings: Finding[] = [];
  for (const one of files) {
    const file = read(one);
    findings.push(...file.findings);
    for (const { data, reading } of file.documents) {
      findings.push(...reading.findings);
      if (reading.is === 'sound') found[reading.kind].push(reading.definition);
      if (reading.is === 'broken') broken.push(reading.broken);
      if (reading.is === 'to-come') toCome.push(data);
    }
  }
  return { definitions: found as unknown as Definitions, broken, toCome, findings };
}

type DocumentReading = { readonly findings: readonly Finding[] } & (
  | { readonly is: 'sound'; readonly kind: KindId; readonly definition: Definition<unknown> }
  | { readonly is: 'broken'; readonly broken: BrokenDefinition }
  | { readonly is: 'to-come' | 'nameless' }
);

function readDocument(document: YamlDocument): DocumentReading {
  const { data, positions } = document;
  const kind = data['kind'];
  if (typeof kind !== 'string')
    return {
      is: 'nameless',
      findings: document.sound
        ? [
            error('kind-missing', 'The definition does not say its `kind`.', {
              place: positions.placeOf([]),
              hint: `Begin with \`kind:\` and one of ${kindIds.join(', ')}.`,
            }),
          ]
        : [],
    };
  if (Object.hasOwn(kindsToCome, kind))
    return {
      is: 'to-come',
      findings: [notYet('kind-not-yet', kind, kindsToCome[kind] ?? '', document, 'kind')],
    };
  if (!isKind(kind)) return { is: 'nameless', findings: [unknownKind(kind, document)] };
  const method = data['method'];
  if (kind === 'segmentation' && typeof method === 'string' && Object.hasOwn(methodsToCome, method)) {
    return {
      is: 'to-come',
      findings: [notYet('method-not-yet', method, methodsToCome[method] ?? '', document, 'method')],
    };
  }
  const fitted = fitSchema(kinds[kind].schema, data);
  const findings = schemaFindings(fitted.issues, data, positions, kinds[kind].schema);
  if (fitted.value !== null && document.sound)
    return { is: 'sound', kind, definition: { data: fitted.value, positions, lost: fitted.lost }, findings };
  const broken = brokenDefinition(kind, document);
  return broken ? { is: 'broken', broken, findings } : { is: 'nameless', findings };
}

/** Parts a definition can be read without: a column of a source, words about it, and keys nobody knows. */
function removable(issue: z.core.$ZodIssue): readonly Path[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  const isColumn = path[0] === 'columns' && path.length > 1;
  return isColumn ? [path.slice(0, 2)] : WORDS.has(path[0]) && path.length > 0 ? [path.slice(0, 1)] : [];
}

const WORDS = new Set<string | number | undefined>(['title', 'description', 'owner', 'url', 'unit']);

/** Fits data to a schema. What can be left out is, so that the rest of the definition is still read. */
function fitSchema(
  schema: z.ZodType,
  data: Data,
): { readonly value: unknown; readonly issues: readonly z.core.$ZodIssue[]; readonly lost: readonly Path[] } {
  const first = schema.safeParse(data);
  if (first.success) return { value: first.data, issues: [], lost: [] };
  const { issues } = first.error;
  const lost = issues.flatMap(removable);
  if (issues.some((issue) => removable(issue).length === 0)) return { value: null, issues, lost };
  const rest = structuredClone(data);
  for (const path of lost) remove(rest, path);
  const second = schema.safeParse(rest);
  return { value: second.success ? second.data : null, issues, lost };
}

function remove(data: Data, path: Path): void {
  let parent: unknown = data;
  for (const step of path.slice(0, -1))
    parent =
      typeof parent === 'object' && parent !== null ? (parent as Record<PropertyKey, unknown>)[step] : null;
  const last = path.at(-1);
  if (typeof parent === 'object' && parent !== null && last !== undefined)
    Reflect.deleteProperty(parent, last);
}

function brokenDefinition(kind: KindId, { data, positions }: YamlDocument): BrokenDefinition | null {
  const { id, entity } = data;
  if (kind === 'project') return { kind, id: 'project', entity: null, place: positions.placeOf([]) };
  if (typeof id !== 'string') return null;
  return { kind, id, entity: typeof entity === 'string' ? entity : null, place: positions.placeOf(['id']) };
}

function isKind(kind: string): kind is KindId {
  return Object.hasOwn(kinds, kind);
}

function unknownKind(kind: string, { positions }: YamlDocument): Finding {
  const guess = didYouMean(kind, [...kindIds, ...Object.keys(kindsToCome)]);
  return error('kind-unknown', `There is no kind \`${kind}\`.`, {
    place: positions.placeOf(['kind']),
    hint: guess ? `Did you mean \`${guess}\`?` : `It is one of ${kindIds.join(', ')}.`,
  });
}

function notYet(
  code: string,
  name: string,
  words: string,
  { positions }: YamlDocument,
  key: string,
): Finding {
  return note(code, `\`${name}\` (${words}) is not read yet.`, {
    place: positions.placeOf([key]),
    hint: 'It may stay where it is; its keys are not checked.',
  });
}
