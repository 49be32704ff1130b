import type { Finding } from '../base/finding.ts';
import { sortFindings } from '../base/finding.ts';
import { textHash } from './definition-hash.ts';
import type { DefinitionFile } from './definition-file.ts';
import type { ReadFile } from './parse.ts';
import { settlePacks } from './packs.ts';
import type { ParsedDefinitions } from './parse.ts';
import { parseDefinitions } from './parse.ts';
import type { Project } from './project.ts';
import type { Recall } from './recall.ts';
import { resolveDefinitions } from './resolve.ts';

/** The definitions of files, those of the packs they include among them, before they are tied together. */
export const parsedDefinitions = (files: readonly DefinitionFile[], read?: ReadFile): ParsedDefinitions =>
  settlePacks(parseDefinitions(files, read));

/**
 * The project that files define, and everything that is wrong with them, in order of place. The project is null
 * exactly when one of the findings is an error. Never throws, whatever the files hold.
 */
export function readDefinitions(
  files: readonly DefinitionFile[],
  parsed: ParsedDefinitions = parsedDefinitions(files),
  recall?: Recall,
): {
  readonly project: Project | null;
  readonly findings: readonly Finding[];
} {
  const texts = files.map(({ path, text }) => ({ path, text, hash: textHash(text) }));
  const { project, findings } = resolveDefinitions(parsed, texts, recall);
  return { project, findings: sortFindings(findings) };
}
