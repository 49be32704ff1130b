import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { commitAll, git, underGit } from '../../test/support/git-project.ts';
import { testProject } from '../../test/support/project.ts';
import { findGitBase } from './git-base.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

function repository() {
  const project = testProject({ 'p/clade.yaml': 'kind: project\ntitle: P\n' });
  underGit(project);
  return project;
}

describe('the base of a review', () => {
  it('is where the history left the main branch, whatever main did since', async () => {
    const { folder, write } = repository();
    const left = git(folder, 'rev-parse', 'main');
    write('on-the-branch', '');
    commitAll(folder);
    git(folder, 'switch', '--quiet', 'main');
    write('on-main', '');
    commitAll(folder);
    git(folder, 'switch', '--quiet', 'change');
    expect(await findGitBase(join(folder, 'p'), null)).toEqual({
      commit: left,
      name: 'main',
      is: 'branched',
    });
    expect(await findGitBase(folder, 'main')).toEqual({
      ...{ commit: git(folder, 'rev-parse', 'main'), name: 'main', is: 'named' },
    });
  });

  it('is that of the remote where there is one, by the branch the remote calls its own', async () => {
    const { folder } = repository();
    const clone = join(folder, 'clone');
    git(folder, 'branch', 'trunk');
    git(folder, 'switch', '--quiet', 'trunk');
    git(folder, 'clone', '--quiet', folder, clone);
    expect(await findGitBase(clone, null)).toMatchObject({ name: 'origin/trunk', is: 'branched' });
    git(clone, 'symbolic-ref', '--delete', 'refs/remotes/origin/HEAD');
    expect(await findGitBase(clone, null)).toMatchObject({ name: 'origin/main' });
  });

  it('is that of the folder, whatever repository a hook of git calls from', async () => {
    const { folder } = repository();
    const told = await findGitBase(folder, null);
    vi.stubEnv('GIT_DIR', join(folder, 'elsewhere'));
    vi.stubEnv('GIT_WORK_TREE', '/');
    expect(await findGitBase(folder, null)).toEqual(told);
  });

  it('cannot be told outside git, of a name nobody knows, and without a common history', async () => {
    const { folder, write } = repository();
    const codeOf = async (at: string, name: string | null) => {
      const base = await findGitBase(at, name);
      return 'code' in base ? base.code : base;
    };
    mkdirSync(join(folder, 'elsewhere'));
    expect(await codeOf(join(folder, '..'), null)).toBe('not-under-git');
    expect(await codeOf(folder, 'nobody')).toBe('base-unknown');
    expect(await codeOf(folder, '--all')).toBe('base-unknown');
    git(folder, 'switch', '--quiet', '--orphan', 'apart');
    write('other', '');
    commitAll(folder);
    expect(await codeOf(folder, null)).toBe('base-unknown');
  });
});
