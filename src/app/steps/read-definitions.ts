import type { Finding } from '../../base/finding.ts';
import { error, hasErrors, sortFindings } from '../../base/finding.ts';
import { definitionChecks } from '../../checks/index.ts';
import type { DefinitionFile } from '../../definitions/definition-file.ts';
import type { ReadFile } from '../../definitions/parse.ts';
import type { Project } from '../../definitions/project.ts';
import { packsIncluded } from '../../definitions/packs.ts';
import type { ParsedDefinitions } from '../../definitions/parse.ts';
import type { Recall } from '../../definitions/recall.ts';
import { parsedDefinitions, readDefinitions } from '../../definitions/read-definitions.ts';
import { readPacks } from '../../workspace/read-packs.ts';
import { findProjectFolder, readProject } from '../../workspace/read-project.ts';
import type { AppContext } from '../context.ts';

/** A project as its files say it, and everything that can be said of it without data. */
export interface ReadProject {
  readonly folder: string;
  /** Null when a finding is an error of the definitions themselves. */
  readonly project: Project | null;
  readonly findings: readonly Finding[];
}

/** Reads, resolves and checks the definitions of the project a folder belongs to. Needs no data and no engine. */
export async function readProjectDefinitions({
  folder: from,
  packageFolder,
}: Pick<AppContext, 'folder' | 'packageFolder'>): Promise<ReadProject> {
  const folder = await findProjectFolder(from);
  if (!folder)
    return {
      folder: from,
      project: null,
      findings: [noProject],
    };
  const { parsed: _, ...read } = await checkedDefinitions(await readProject(folder), packageFolder);
  return { folder, ...read };
}

/** Definitions resolved and checked; `parsed` is what they say, each for itself. */
export interface CheckedDefinitions {
  readonly parsed: ParsedDefinitions;
  readonly project: Project | null;
  readonly findings: readonly Finding[];
}

/** Files with the packs they include; `over` may take some of what they say from elsewhere. */
export async function checkedDefinitions(
  { files, findings: fileFindings }: Awaited<ReturnType<typeof readProject>>,
  packageFolder: string,
  over: (parsed: ParsedDefinitions) => ParsedDefinitions = (parsed) => parsed,
): Promise<CheckedDefinitions> {
  const all = [...files, ...(await readPacks(packageFolder, packsIncluded(files)))];
  const parsed = parsedDefinitions(all);
  const { project, findings } = readDefinitions(all, over(parsed));
  const checked = project ? definitionChecks.flatMap((check) => check.read(project)) : [];
  return {
    parsed,
    project: hasErrors(fileFindings) ? null : project,
    findings: sortFindings([...fileFindings, ...findings, ...checked]),
  };
}

export const noProject: Finding = error('no-project', 'There is no clade.yaml here or in a folder above.', {
  hint: 'Go to the folder of a project, name it with --project, or make an example with `clade demo`.',
});

/** The project that texts define, with everything that can be said of it without data; `read` and `recall` may remember. */
export function judgedDefinitions(
  texts: readonly DefinitionFile[],
  read?: ReadFile,
  recall?: Recall,
): Pick<ReadProject, 'project' | 'findings'> {
  const { project, findings } = readDefinitions(texts, parsedDefinitions(texts, read), recall);
  const checked = project ? definitionChecks.flatMap((check) => check.read(project)) : [];
  return { project, findings: sortFindings([...findings, ...checked]) };
}
