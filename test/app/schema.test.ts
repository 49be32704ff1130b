import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kindIds, kinds } from '../../src/definitions/kinds/index.ts';
import { openClade } from '../../src/index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clade-schema-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('schema', () => {
  it('is of any definition, and needs no project', async () => {
    const { value, findings } = await openClade({ folder }).schema();
    expect(findings).toEqual([]);
    expect(value).toMatchObject({ path: null, schema: { title: 'Clade definition' } });
    expect(JSON.stringify(value?.schema)).toContain('at_least');
  });

  it('is of one kind where one is named', async () => {
    for (const kind of kindIds) {
      const { value } = await openClade({ folder }).schema({ kind });
      expect(value?.schema).toMatchObject({ title: kinds[kind].title });
    }
  });

  it('is written to a file, with the line editors look for', async () => {
    const { value } = await openClade({ folder }).schema({ to: 'clade.schema.json' });
    expect(value?.editorLine).toBe('# yaml-language-server: $schema=clade.schema.json');
    expect(JSON.parse(readFileSync(join(folder, 'clade.schema.json'), 'utf8'))).toEqual(value?.schema);
    expect(existsSync(join(folder, 'clade.schema.json.part'))).toBe(false);
  });

  it('says which folder is missing, and which kind there is not', async () => {
    const clade = openClade({ folder });
    expect((await clade.schema({ to: 'editors/clade.schema.json' })).findings).toMatchObject([
      { code: 'no-such-folder' },
    ]);
    const { value, findings } = await clade.schema({ kind: 'segment' as never });
    expect(value).toBeNull();
    expect(findings).toMatchObject([{ code: 'input' }]);
  });
});
