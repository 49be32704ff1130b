import type { Finding } from '../../base/finding.ts';
import { error, hasErrors } from '../../base/finding.ts';
import type { DefinitionFile } from '../../definitions/definition-file.ts';
import type { ReadFile } from '../../definitions/parse.ts';
import { packsIncluded } from '../../definitions/packs.ts';
import type { Project } from '../../definitions/project.ts';
import type { ReadYaml } from '../../definitions/read-yaml.ts';
import type { Recall } from '../../definitions/recall.ts';
import { setValue } from '../../definitions/set-value.ts';
import { readPacks } from '../../workspace/read-packs.ts';
import { readProject } from '../../workspace/read-project.ts';
import type { Edits } from './preview-question.ts';
import { judgedDefinitions } from './read-definitions.ts';

/** How texts are read and tied together; all may remember. */
export interface Readers {
  readonly yaml: ReadYaml;
  readonly read: ReadFile;
  readonly recall: Recall;
}

/** The definitions as the files stand now with edits on top, in memory alone. */
export async function editedDefinitions(
  folder: string,
  packageFolder: string,
  { segmentation, edits, set }: Edits,
  { yaml, read, recall }: Readers,
): Promise<{ readonly project: Project | null; readonly findings: readonly Finding[] }> {
  const astray = edits.filter(({ path }) => !isDefinitionPath(path));
  if (astray.length > 0) return { project: null, findings: astray.map(notADefinitionFile) };
  const { files, findings } = await readProject(folder);
  if (hasErrors(findings)) return { project: null, findings };
  const edited = new Set(edits.map(({ path }) => path));
  let texts: readonly DefinitionFile[] = [...files.filter(({ path }) => !edited.has(path)), ...edits];
  for (const written of set) {
    const changed = setValue(texts, { kind: 'segmentation', id: segmentation }, written, yaml);
    if ('finding' in changed) return { project: null, findings: [changed.finding] };
    texts = changed.files;
  }
  const packs = await readPacks(packageFolder, packsIncluded(texts, read));
  const ordered = texts.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const judged = judgedDefinitions([...ordered, ...packs], read, recall);
  return { project: judged.project, findings: [...findings, ...judged.findings] };
}

/** Relative, with `/`, inside the project. */
const isDefinitionPath = (path: string): boolean =>
  /\.ya?ml$/i.test(path) && !/^(?:[/\\]|[a-z]+:)|\\|(?:^|\/)\.\.?(?:\/|$)/i.test(path);

const notADefinitionFile = ({ path }: DefinitionFile): Finding =>
  error('edit-path', `\`${path}\` is no definition file of a project.`, {
    hint: 'Name it as below the project folder: `segmentations/value.yaml`.',
  });
