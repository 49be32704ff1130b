import { execFileSync } from 'node:child_process';
import type { TestProject } from './project.ts';

/** Settings of the person at the machine stay out of it. */
const OWN = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

export function git(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, ...OWN };
  return execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8' }).trim();
}

/** Puts a project under git: what it is now is the first commit of `main`, and a branch `change` is checked out. */
export function underGit({ folder, write }: Pick<TestProject, 'folder' | 'write'>): void {
  write('.gitignore', '.clade/\ndata/\n');
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commitAll(folder);
  git(folder, 'switch', '--quiet', '--create', 'change');
}

export function commitAll(folder: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message=as it is');
}
