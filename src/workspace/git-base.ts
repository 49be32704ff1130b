import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { gitText } from './git.ts';

/** The commit that files are compared with. `name`: the branch, tag or commit it was found by. */
export interface GitBase {
  readonly commit: string;
  readonly name: string;
  /** `named`: the very commit of the name; `branched`: where the files' own history left it. */
  readonly is: 'named' | 'branched';
}

/** Names under which a main branch is looked for where the remote does not say which is its own. */
const MAIN = ['origin/main', 'origin/master', 'main', 'master'] as const;

/**
 * The commit a name stands for; without a name, the merge base of what is checked out with the main branch of the remote,
 * else with the local one. A finding where it cannot be told.
 */
export async function findGitBase(folder: string, asked: string | null): Promise<GitBase | Finding> {
  if ((await gitText(folder, ['rev-parse', '--is-inside-work-tree'])) !== 'true')
    return error('not-under-git', 'The project is not in a git work tree: there is no earlier definition.', {
      hint: 'Begin with `git init`, add the files and commit them. In a container, `git status` says whether git is there and trusts the folder.',
    });
  if (asked !== null) {
    const commit = await commitOf(folder, asked);
    return commit === null ? unknownBase(asked) : { commit, name: asked, is: 'named' };
  }
  const main = await mainBranch(folder);
  if (main === null)
    return error('base-unknown', 'There is no main branch to compare with.', {
      hint: 'Name a branch, tag or commit: `clade review BASE`. In CI, fetch the main branch too.',
    });
  const commit = await gitText(folder, ['merge-base', 'HEAD', main]);
  if (commit === null)
    return error('base-unknown', `Git does not know where this history left \`${main}\`.`, {
      hint: 'The checkout may be a shallow one: fetch all of it (`fetch-depth: 0` in GitHub Actions), or name a commit.',
    });
  return { commit, name: main, is: 'branched' };
}

async function mainBranch(folder: string): Promise<string | null> {
  const told = await gitText(folder, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  for (const name of [...(told === null ? [] : [told]), ...MAIN])
    if ((await commitOf(folder, name)) !== null) return name;
  return null;
}

/** Null where the name is of nothing, or of something that is no commit. A name can be no option of git's. */
const commitOf = (folder: string, name: string) =>
  gitText(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);

const unknownBase = (name: string): Finding =>
  error('base-unknown', `Git knows no branch, tag or commit \`${name}\`.`, {
    hint: 'List branches with `git branch --all`. In CI, fetch the branch before it is compared with.',
  });
