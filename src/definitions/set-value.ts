import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { listed } from '../base/listed.ts';
import type { DefinitionFile } from './definition-file.ts';
import type { Path } from './positions.ts';
import type { ReadYaml, YamlDocument } from './read-yaml.ts';
import { readYaml } from './read-yaml.ts';
import type { Data } from './yaml-data.ts';

/** A definition by its kind and id. */
interface DefinitionName {
  readonly kind: string;
  readonly id: string;
}

/** `segments.at_risk.from=45`; with a definition before it, `score/health:parts.rhythm.weight=30`. */
const WRITTEN = /^(?:(?:(?<kind>[a-z]+)\/)?(?<id>[a-z][a-z0-9_]*):)?(?<path>[^=:]+)=(?<value>.*)$/s;

/**
 * The files with one value of a definition written anew where it stands, so that every other character, and with them
 * places and comments, stays. `written` is a path by keys, items of lists by their `id` or their number from 1, and the
 * value in YAML; it is of `asked` unless it names another definition. A finding where the path leads nowhere.
 */
export function setValue(
  files: readonly DefinitionFile[],
  asked: DefinitionName,
  written: string,
  read: ReadYaml = readYaml,
): { readonly files: readonly DefinitionFile[] } | { readonly finding: Finding } {
  const { kind, id, path = '', value = '' } = WRITTEN.exec(written)?.groups ?? {};
  if (path === '') return { finding: notAnEdit(written) };
  const wanted = id === undefined ? asked : { id, kind };
  const found = definitionNamed(files, wanted, read);
  if (!('file' in found)) return found;
  const { file, document } = found;
  const followed = follow(document, path.split('.'), `${document.data['id']}`);
  if ('severity' in followed) return { finding: followed };
  const range = document.positions.rangeOf(followed);
  if (!range) return { finding: nothingThere(document, followed, path) };
  const text = splice(found, followed, range, value, read);
  if (text === null) return { finding: notAValue(document, followed, value) };
  return { files: files.map((one) => (one === file ? { ...one, text } : one)) };
}

interface FoundDefinition {
  readonly file: DefinitionFile;
  readonly document: YamlDocument;
  /** Which document of its file it is. */
  readonly index: number;
}

function definitionNamed(
  files: readonly DefinitionFile[],
  { kind, id }: { readonly kind: string | undefined; readonly id: string },
  read: ReadYaml,
): FoundDefinition | { readonly finding: Finding } {
  const isNear = new RegExp(`\\b${id}\\b`);
  const all = files
    .filter(({ text }) => isNear.test(text))
    .flatMap((file) =>
      read(file.path, file.text).documents.map((document, index) => ({ file, document, index })),
    )
    .filter(({ document }) => document.data['id'] === id);
  const fitting = all.filter(({ document }) => kind === undefined || document.data['kind'] === kind);
  const [first, second] = fitting;
  if (first && !second) return first;
  const names = all.map(({ document }) => `${String(document.data['kind'])}/${id}`);
  const what = kind === undefined ? id : `${kind}/${id}`;
  return {
    finding: second
      ? error('set-definition', `\`${what}\` is the id of several definitions.`, {
          hint: `Say which: ${listed(names.map((name) => `\`${name}:\``))}.`,
        })
      : error('set-definition', `No file defines \`${what}\`.`, {
          hint:
            names.length > 0
              ? `There is ${listed(names.map((name) => `\`${name}\``))}.`
              : 'Write the id of a definition before the colon; `clade list` has them.',
        }),
  };
}

/** The path in the document's own keys and numbers. */
function follow({ data, positions }: YamlDocument, steps: readonly string[], id: string): Path | Finding {
  const path: (string | number)[] = [];
  let at: Data = data;
  for (const step of steps) {
    const next = stepInto(at, step);
    if (next === null) {
      const names = namesIn(at);
      const near = didYouMean(step, names);
      return error('set-path', `\`${[id, ...steps.slice(0, path.length)].join('.')}\` has no \`${step}\`.`, {
        place: positions.placeOf(path),
        hint: near
          ? `Did you mean \`${near}\`?`
          : names.length > 0
            ? `It has ${listed(names)}. What is not there yet is written into the file.`
            : 'It is a value: the path ends here.',
      });
    }
    path.push(next.key);
    at = next.value;
  }
  return path;
}

function stepInto(at: Data, step: string): { readonly key: string | number; readonly value: Data } | null {
  if (Array.isArray(at)) {
    const items = at as readonly Data[];
    const named = items.findIndex((item) => idOf(item) === step);
    const index = named < 0 && /^[1-9]\d*$/.test(step) ? Number(step) - 1 : named;
    const value = items[index];
    return value === undefined ? null : { key: index, value };
  }
  if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return null;
  return { key: step, value: (at as Readonly<Record<string, Data>>)[step] ?? null };
}

const idOf = (item: Data): unknown =>
  typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;

function namesIn(at: Data): readonly string[] {
  if (typeof at !== 'object' || at === null) return [];
  if (!Array.isArray(at)) return Object.keys(at);
  return (at as readonly Data[]).map((item, index) => String(idOf(item) ?? index + 1));
}

/** Plain, or in quotes where it would otherwise be read as something else; null where neither leaves the rest as it was. */
function splice(
  { file: { path: file, text }, index }: FoundDefinition,
  path: Path,
  [start, end]: readonly [number, number],
  value: string,
  read: ReadYaml,
): string | null {
  const until = start + text.slice(start, end).trimEnd().length;
  const { documents: earlier, findings: told } = read(file, text);
  const before = shapeOf(earlier, index, path);
  const texts = [value, `'${value.replaceAll("'", "''")}'`].map(
    (one) => text.slice(0, start) + one + text.slice(until),
  );
  return (
    texts.find((changed) => {
      const { documents, findings } = read(file, changed);
      if (findings.length > told.length) return false;
      const now = valueAt(documents[index]?.data ?? null, path);
      const isSaid = typeof now !== 'string' || now === value.trim();
      return isSaid && shapeOf(documents, index, path) === before;
    }) ?? null
  );
}

/** Everything a file says but the value at the path. */
function shapeOf(documents: readonly YamlDocument[], index: number, path: Path): string {
  const without = (data: Data, [step, ...rest]: Path): Data => {
    if (step === undefined) return null;
    if (Array.isArray(data))
      return (data as readonly Data[]).map((item, at) => (at === step ? without(item, rest) : item));
    return Object.fromEntries(
      Object.entries(data ?? {}).map(([key, part]) => [
        key,
        key === step ? without(part as Data, rest) : part,
      ]),
    );
  };
  return JSON.stringify(
    documents.map(({ data, sound }, at) => [sound, at === index ? without(data, path) : data]),
  );
}

const valueAt = (data: Data, path: Path): Data =>
  path.reduce<Data>((at, step) => (at as Readonly<Record<string | number, Data>>)[step] ?? null, data);

const notAnEdit = (written: string): Finding =>
  error('set-syntax', `\`${written}\` does not say which value is what.`, {
    hint: 'Write a path, an equals sign and a value: `segments.at_risk.from=45`.',
  });

const nothingThere = ({ positions }: YamlDocument, path: Path, written: string): Finding =>
  error('set-path', `\`${written}\` has no value yet.`, {
    place: positions.placeOf(path),
    hint: 'What is not there yet is written into the file.',
  });

const notAValue = ({ positions }: YamlDocument, path: Path, value: string): Finding =>
  error('set-value', `\`${value}\` cannot be written there as YAML.`, {
    place: positions.placeOf(path),
    hint: 'Write a number, a text, a list `[a, b]` or a map `{ a: b }`.',
  });
