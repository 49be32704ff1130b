import { Composer, isMap } from 'yaml';
import type { Document, ParsedNode, YAMLError } from 'yaml';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { placeFinder } from '../base/place.ts';
import type { PlaceFinder } from '../base/place.ts';
import { documentTexts } from './document-texts.ts';
import type { Path, Positions } from './positions.ts';
import { positionsOf } from './positions.ts';
import { safeTokens } from './safe-tokens.ts';
import type { Data } from './yaml-data.ts';
import { yamlData } from './yaml-data.ts';

/** One YAML document of a file, as data with places. `sound` is false when its YAML has an error. */
export interface YamlDocument {
  readonly data: { readonly [key: string]: Data };
  readonly positions: Positions;
  readonly sound: boolean;
}

/** Syntax errors told of one document; those after the first few are echoes. */
const MOST_SYNTAX_ERRORS = 5;

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly findings: readonly Finding[];
}

export type ReadYaml = (path: string, text: string) => YamlFile;

/** Texts of a file that are remembered: as it stands, and as it was tried last, in both ways a value is written. */
const MOST_REMEMBERED = 3;

/**
 * Reads anew only the documents of a text that are new: for whoever asks of the same files again and again. A file with a
 * document that has findings is read as a whole.
 */
export function rememberingYaml(): ReadYaml {
  const known = new Map<string, readonly { readonly text: string; readonly file: YamlFile }[]>();
  const parts = new Map<string, ReadonlyMap<string, YamlFile>>();
  const readParts = (path: string, text: string): YamlFile | null => {
    const before = parts.get(path);
    const now = new Map<string, YamlFile>();
    const documents: YamlDocument[] = [];
    for (const part of documentTexts(text) ?? []) {
      const key = `${part.linesBefore} ${part.text}`;
      const read = before?.get(key) ?? readYaml(path, part.text, part.linesBefore);
      if (read.findings.length > 0) return null;
      now.set(key, read);
      documents.push(...read.documents.map((document) => beginningAt(part.start, document)));
    }
    parts.set(path, now);
    return now.size === 0 ? null : { documents, findings: [] };
  };
  return (path, text) => {
    const before = known.get(path) ?? [];
    const same = before.find((one) => one.text === text)?.file;
    const file = same ?? readParts(path, text) ?? readYaml(path, text);
    const others = before.filter((one) => one.text !== text);
    known.set(path, [{ text, file }, ...others].slice(0, MOST_REMEMBERED));
    return file;
  };
}

/** A document read for itself, in a file in which other text stands before it. Its data stays the same object. */
function beginningAt(start: number, { data, positions, sound }: YamlDocument): YamlDocument {
  const rangeOf = (path: Path) => {
    const range = positions.rangeOf(path);
    return range && ([start + range[0], start + range[1]] as const);
  };
  return { data, positions: { ...positions, rangeOf }, sound };
}

/** Never throws and never ends the process, whatever the text holds. `linesBefore`: of the file, where it is a part of one. */
export function readYaml(path: string, text: string, linesBefore = 0): YamlFile {
  const places = placeFinder(path, text, linesBefore);
  const read = safeTokens(text, places);
  if ('refused' in read) return { documents: [], findings: [read.refused] };
  const composer = new Composer({ uniqueKeys: false });
  const documents: YamlDocument[] = [];
  const findings: Finding[] = [];
  for (const document of composer.compose(read.tokens)) {
    const syntax = syntaxFindings(document, places);
    findings.push(...syntax);
    const root = document.contents as ParsedNode | null;
    if (root === null || (!isMap(root) && root.range[0] === root.range[1])) continue;
    const { data, findings: inside } = yamlData(root, text, places);
    findings.push(...inside);
    if (typeof data === 'object' && data !== null && !Array.isArray(data))
      documents.push({
        data: data as { readonly [key: string]: Data },
        positions: positionsOf(root, text, places),
        sound: syntax.length === 0,
      });
    else if (syntax.length === 0)
      findings.push(
        error('not-a-definition', 'A definition is a map that begins with `kind`.', {
          place: places.at(root.range[0]),
          hint: 'Write `kind: segmentation` and so on, and `---` between definitions.',
        }),
      );
  }
  return { documents, findings };
}

function syntaxFindings(document: Document, places: PlaceFinder): readonly Finding[] {
  const faults: readonly YAMLError[] = [...document.errors, ...document.warnings];
  return faults.slice(0, MOST_SYNTAX_ERRORS).map((fault) =>
    error('yaml-syntax', `The YAML cannot be read: ${fault.message.replace(/\s+/g, ' ')}`, {
      place: places.at(fault.pos[0], Math.max(0, fault.pos[1] - fault.pos[0])),
    }),
  );
}
