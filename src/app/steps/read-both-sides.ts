import type { Finding } from '../../base/finding.ts';
import { error, hasErrors } from '../../base/finding.ts';
import type { DefinitionChange } from '../../definitions/definition-change.ts';
import { compareDefinitions } from '../../definitions/compare-definitions.ts';
import { parsedDefinitions } from '../../definitions/read-definitions.ts';
import type { Project } from '../../definitions/project.ts';
import { withDataOf } from '../../definitions/with-data-of.ts';
import type { GitBase } from '../../workspace/git-base.ts';
import { findGitBase } from '../../workspace/git-base.ts';
import { readProjectAt } from '../../workspace/read-project-at.ts';
import { findProjectFolder, readProject } from '../../workspace/read-project.ts';
import type { AppContext } from '../context.ts';
import { checkedDefinitions, noProject } from './read-definitions.ts';
import { isFinding } from './with-state.ts';

/** A project as a commit has it and as its files have it now, both over the data of now. */
export interface BothSides {
  readonly folder: string;
  readonly base: GitBase;
  readonly before: {
    /** Null where the commit has no definition of the project yet. */
    readonly project: Project | null;
    readonly findings: readonly Finding[];
  };
  readonly after: { readonly project: Project; readonly findings: readonly Finding[] };
  readonly changes: readonly DefinitionChange[];
}

/** Reads both sides; the findings that say why they cannot be compared where one of them does not read. */
export async function readBothSides(
  context: AppContext,
  asked: string | null,
): Promise<BothSides | readonly Finding[]> {
  const folder = await findProjectFolder(context.folder);
  if (!folder) return [noProject];
  const after = await checkedDefinitions(await readProject(folder), context.packageFolder);
  const { project } = after;
  if (!project || hasErrors(after.findings)) return after.findings;
  const base = await findGitBase(folder, asked);
  if (isFinding(base)) return [base];
  const then = await readProjectAt(folder, base.commit);
  const sides = { folder, base, after: { project, findings: after.findings } };
  if (then.files.length === 0 && !hasErrors(then.findings))
    return {
      ...sides,
      before: { project: null, findings: then.findings },
      changes: compareDefinitions(parsedDefinitions([]), after.parsed),
    };
  const before = await checkedDefinitions(then, context.packageFolder, (parsed) =>
    withDataOf(parsed, after.parsed),
  );
  if (!before.project || hasErrors(before.findings)) return [unreadable(base, before.findings)];
  return {
    ...sides,
    before: { project: before.project, findings: before.findings },
    changes: compareDefinitions(before.parsed, after.parsed),
  };
}

export const isCompared = (read: BothSides | readonly Finding[]): read is BothSides => 'base' in read;

/** Places in it would be lines of files that are no longer so: the first mistake is told in words. */
function unreadable({ name, commit }: GitBase, findings: readonly Finding[]): Finding {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const where = first?.place ? ` (${first.place.path})` : '';
  return error(
    'base-unreadable',
    `The definitions at \`${name}\` (${commit.slice(0, 12)}) do not read, so nothing can be compared with them: ${errors.length === 1 ? 'one error' : `${errors.length} errors, the first`}: ${first?.message ?? ''}${where}`,
    { hint: 'Name a commit whose definitions read, or merge what mends them first.' },
  );
}
