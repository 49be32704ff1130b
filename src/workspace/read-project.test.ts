import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProjectFolder, LARGEST_FILE, readProject } from './read-project.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'clade-read-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string | Uint8Array = `# ${path}`): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

describe('readProject', () => {
  it('reads every YAML file in order of path, and nothing else', async () => {
    for (const path of ['p/clade.yaml', 'p/b/two.yml', 'p/a.yaml', 'p/b/notes.md', 'p/b-side/x.YAML'])
      write(path);
    for (const path of ['p/data/x.yaml', 'p/node_modules/m/x.yaml', 'p/.git/x.yaml', 'p/b/.hidden.yaml'])
      write(path);
    const { files, findings } = await readProject(join(folder, 'p'));
    expect(files.map(({ path }) => path)).toEqual(['a.yaml', 'b-side/x.YAML', 'b/two.yml', 'clade.yaml']);
    expect(files[2]?.text).toBe('# p/b/two.yml');
    expect(findings).toEqual([]);
  });

  it('follows links inside the project and tells of those that lead out of it', async () => {
    write('p/clade.yaml');
    write('p/shared/one.yaml');
    symlinkSync(write('elsewhere/secret.yaml'), join(folder, 'p/secret.yaml'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'p/out'));
    symlinkSync(join(folder, 'p/shared/one.yaml'), join(folder, 'p/again.yaml'));
    symlinkSync(join(folder, 'p'), join(folder, 'p/shared/loop'));
    const { files, findings } = await readProject(join(folder, 'p'));
    expect(files.map(({ path }) => path)).toEqual(['again.yaml', 'clade.yaml', 'shared/one.yaml']);
    expect(findings.map(({ code, place }) => [code, place?.path])).toEqual([
      ['link-outside-project', 'secret.yaml'],
    ]);
  });

  it('is not stopped by a file it cannot read', async () => {
    write('p/clade.yaml');
    write('p/binary.yaml', Uint8Array.of(0x61, 0xff, 0xfe));
    write('p/huge.yaml', 'x'.repeat(LARGEST_FILE + 1));
    symlinkSync(join(folder, 'p/nowhere.yaml'), join(folder, 'p/broken.yaml'));
    const { files, findings } = await readProject(join(folder, 'p'));
    expect(files.map(({ path }) => path)).toEqual(['clade.yaml']);
    expect(findings.map(({ code, severity, place }) => [code, severity, place?.path])).toEqual([
      ['file-unreadable', 'error', 'broken.yaml'],
      ['file-unreadable', 'error', 'binary.yaml'],
      ['file-too-large', 'error', 'huge.yaml'],
    ]);
  });
});

describe('findProjectFolder', () => {
  it('is the nearest folder above that holds clade.yaml', async () => {
    write('outer/clade.yaml');
    write('outer/inner/clade.yaml');
    mkdirSync(join(folder, 'outer/inner/deep/deeper'), { recursive: true });
    mkdirSync(join(folder, 'outer/other'));
    expect(await findProjectFolder(join(folder, 'outer/inner/deep/deeper'))).toBe(
      join(folder, 'outer/inner'),
    );
    expect(await findProjectFolder(join(folder, 'outer/other'))).toBe(join(folder, 'outer'));
    expect(await findProjectFolder(folder)).toBeNull();
  });
});
