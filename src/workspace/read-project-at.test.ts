import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git, underGit } from '../../test/support/git-project.ts';
import { testProject } from '../../test/support/project.ts';
import { readProjectAt } from './read-project-at.ts';
import { LARGEST_FILE, readProject } from './read-project.ts';

const FILES = {
  'other.yaml': 'outside: the project\n',
  'p/clade.yaml': 'kind: project\ntitle: "Größe\\n"\n',
  'p/a b/ü.yml': 'kind: source\n',
  'p/empty.yaml': '',
  'p/data/x.yaml': 'left: out\n',
  'p/.hidden/x.yaml': 'left: out\n',
  'p/notes.md': '# no definition\n',
};

describe('a project as a commit has it', () => {
  it('has the files that it would have in a folder, byte for byte', async () => {
    const project = testProject(FILES);
    symlinkSync('../clade.yaml', join(project.folder, 'p/a b/link.yaml'));
    underGit(project);
    const folder = join(project.folder, 'p');
    const there = await readProject(folder);
    expect(await readProjectAt(folder, 'HEAD')).toEqual(there);
    expect(there.files.map(({ path }) => path)).toEqual([
      'a b/link.yaml',
      'a b/ü.yml',
      'clade.yaml',
      'empty.yaml',
    ]);
    for (const path of ['p/clade.yaml', 'p/a b/ü.yml']) project.write(path, 'edited: since\n');
    git(project.folder, 'rm', '--quiet', 'p/empty.yaml');
    const index = git(project.folder, 'status', '--porcelain');
    expect(await readProjectAt(folder, 'HEAD')).toEqual(there);
    expect(git(project.folder, 'status', '--porcelain')).toBe(index);
  });

  it('tells what it cannot read, as of the files of today', async () => {
    const project = testProject({
      'clade.yaml': 'kind: project\n',
      'large.yaml': 'a'.repeat(LARGEST_FILE + 1),
    });
    symlinkSync('/etc/hostname', join(project.folder, 'link.yaml'));
    underGit(project);
    project.write('latin.yaml', '');
    git(project.folder, 'add', 'latin.yaml');
    commitAll(project.folder);
    const { files, findings } = await readProjectAt(project.folder, 'HEAD');
    expect(files.map(({ path }) => path)).toEqual(['clade.yaml', 'latin.yaml']);
    expect(findings.map(({ code }) => code)).toEqual(['link-not-followed', 'file-too-large']);
  });

  it('is empty where the commit has no such folder, and told where there is no such commit', async () => {
    const project = testProject({ 'README.md': '' });
    underGit(project);
    project.write('p/clade.yaml', 'kind: project\n');
    expect(await readProjectAt(join(project.folder, 'p'), 'HEAD')).toEqual({ files: [], findings: [] });
    const { findings } = await readProjectAt(project.folder, 'f'.repeat(40));
    expect(findings.map(({ code }) => code)).toEqual(['base-unreadable']);
  });
});
