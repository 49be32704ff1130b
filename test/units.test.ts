import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { charts } from '../src/charts/index.ts';
import { checks } from '../src/checks/index.ts';
import { kinds } from '../src/definitions/kinds/index.ts';
import { kindsToCome } from '../src/definitions/kinds-to-come.ts';
import { metrics } from '../src/measures/metrics/index.ts';
import { methods } from '../src/methods/index.ts';
import { allConcepts } from '../src/drafting/concepts/index.ts';
import { derivations } from '../src/drafting/derivations.ts';
import { proposals } from '../src/drafting/proposals/index.ts';
import { roles } from '../src/drafting/roles/index.ts';
import { conceptsOf } from '../src/drafting/templates/template.ts';
import { templates } from '../src/drafting/templates/index.ts';
import { dialects } from '../src/sql/dialects/index.ts';
import { stateTables } from '../src/tables/index.ts';

/** Files that stand beside units and are none. */
const BESIDE_DIALECTS = [
  'dialect',
  'standard',
  'date-guard',
  'double-bound',
  'exact-cast',
  'event-words',
  'exact-quotient',
  'edge-grid',
  'learned-words',
];
const BESIDE_TABLES = ['state-table', 'facts-table'];
const BESIDE_METRICS = ['metric', 'results', 'sheet', 'sheet-rows'];

const root = resolve(import.meta.dirname, '..');

/** Ids of the units in a folder: its files, without tests, the list and what they are written against. */
function unitsIn(folder: string, except: readonly string[] = []): readonly string[] {
  return readdirSync(resolve(root, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -3))
    .filter((id) => id !== 'index' && !except.includes(id))
    .sort();
}

const withoutTest = (folder: string, ids: readonly string[]) =>
  ids.filter((id) => !existsSync(resolve(root, folder, `${id}.test.ts`)));

describe('checks', () => {
  const folders = ['definitions', 'measured'].map((name) => `src/checks/${name}`);
  const folderOf = (needs: string) => (needs === 'run' ? 'src/checks/measured' : 'src/checks/definitions');
  const present = folders.filter((folder) => existsSync(resolve(root, folder)));

  it('are the files of their folders, each once', () => {
    expect(checks.map(({ id }) => id).toSorted()).toEqual(
      present.flatMap((folder) => unitsIn(folder)).toSorted(),
    );
    expect(checks.filter(({ id, needs }) => !existsSync(resolve(root, folderOf(needs), `${id}.ts`)))).toEqual(
      [],
    );
  });

  it('each have a test', () => {
    expect(present.flatMap((folder) => withoutTest(folder, unitsIn(folder)))).toEqual([]);
  });

  it('each have a page, and no page is left over', () => {
    const pages = readdirSync(resolve(root, 'docs/checks')).filter((name) => name.endsWith('.md'));
    expect(pages.toSorted()).toEqual(checks.map(({ id }) => `${id}.md`).toSorted());
    for (const { id } of checks) {
      const page = readFileSync(resolve(root, `docs/checks/${id}.md`), 'utf8');
      expect(page).toMatch(new RegExp(`^# .+\n\n\`${id}\`\n\n`));
      for (const part of ['What it says', 'Why', 'How to mend it', 'Example'])
        expect(page, id).toContain(`\n**${part}.**`);
    }
  });

  it('say where they come from and report under their own id', () => {
    for (const { id, source, summary, needs } of checks) {
      expect(source.length, id).toBeGreaterThan(5);
      expect(summary, id).toMatch(/\.$/);
      expect(readFileSync(resolve(root, folderOf(needs), `${id}.ts`), 'utf8')).toContain(`'${id}'`);
    }
  });
});

describe('kinds', () => {
  it('are the files of their folder', () => {
    expect(Object.keys(kinds).toSorted()).toEqual(unitsIn('src/definitions/kinds'));
    for (const [key, { id }] of Object.entries(kinds)) expect(id).toBe(key);
  });

  it('each have a test', () => {
    expect(withoutTest('src/definitions/kinds', Object.keys(kinds))).toEqual([]);
  });

  it('do not come twice, now and later', () => {
    expect(Object.keys(kinds).filter((id) => id in kindsToCome)).toEqual([]);
  });
});

describe('methods', () => {
  it('are the files of their folder', () => {
    expect(methods.map(({ id }) => id).toSorted()).toEqual(unitsIn('src/methods', ['method']));
  });

  it('each have a test', () => {
    expect(
      withoutTest(
        'src/methods',
        methods.map(({ id }) => id),
      ),
    ).toEqual([]);
  });
});

describe('metrics', () => {
  const ids = metrics.map(({ id }) => id);

  it('are the files of their folder, each with a test', () => {
    expect(ids.toSorted()).toEqual(unitsIn('src/measures/metrics', BESIDE_METRICS));
    expect(withoutTest('src/measures/metrics', ids)).toEqual([]);
  });

  it('say what they are, of what they are told, and who says so', () => {
    for (const { id, title, definition, base, source, needs } of metrics) {
      expect(
        [title, base].filter((words) => words === ''),
        id,
      ).toEqual([]);
      expect(definition, id).toMatch(/\.$/);
      expect(source.length, id).toBeGreaterThan(5);
      expect(needs.length, id).toBeGreaterThan(0);
    }
  });
});

describe('dialects', () => {
  it('are the files of their folder, under their own names', () => {
    expect(Object.keys(dialects).toSorted()).toEqual(unitsIn('src/sql/dialects', BESIDE_DIALECTS));
    for (const [key, { name }] of Object.entries(dialects)) expect(name).toBe(key);
  });
});

describe('charts', () => {
  it('are the files of their folder, under their own names', () => {
    expect(Object.keys(charts).toSorted()).toEqual(unitsIn('src/charts', ['chart']));
    for (const [key, { id }] of Object.entries(charts)) expect(id).toBe(key);
  });

  it('each have a test, and say in sentences what they show and how they are read', () => {
    expect(withoutTest('src/charts', Object.keys(charts))).toEqual([]);
    for (const { id, summary, reading } of Object.values(charts))
      for (const said of [summary, reading]) expect(said, id).toMatch(/^\p{Lu}.*\.$/su);
  });
});

describe('tables', () => {
  it('are the files of their folder, their names with underscores', () => {
    const files = unitsIn('src/tables', BESIDE_TABLES);
    expect(stateTables.map(({ name }) => name.replaceAll('_', '-')).toSorted()).toEqual(files);
  });

  it('are described in the decision about them', () => {
    const page = readFileSync(resolve(root, 'docs/decisions/001-tables.md'), 'utf8');
    expect(stateTables.filter(({ name }) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});

describe('drafting', () => {
  const BESIDE = { templates: ['template', 'by-meaning'], proposals: ['proposal'], roles: ['role'] } as const;

  it('templates, proposals and roles are the files of their folders', () => {
    const ids = {
      templates: Object.values(templates).map(({ id }) => id),
      proposals: proposals.map(({ id }) => id),
      roles: roles.map(({ id }) => id),
    };
    for (const folder of ['templates', 'proposals', 'roles'] as const)
      expect([...ids[folder]].toSorted(), folder).toEqual(unitsIn(`src/drafting/${folder}`, BESIDE[folder]));
    for (const [key, { id }] of Object.entries(templates)) expect(id).toBe(key);
  });

  it('concepts have ids and words of their own', () => {
    const ids = allConcepts.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const words = allConcepts.flatMap((concept) => concept.words);
    expect(words).toEqual([...new Set(words)]);
    for (const word of words) expect(word).toMatch(/^[a-z0-9]+( [a-z0-9]+)*$/);
  });

  it('derivations and templates ask for concepts that there are', () => {
    const ids = new Set(allConcepts.map(({ id }) => id));
    const asked = [
      ...derivations.flatMap(({ concept, from }) => [concept, from].flat()),
      ...Object.values(templates).flatMap(conceptsOf),
    ];
    expect(asked.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('templates stand in their page', () => {
    const page = readFileSync(resolve(root, 'docs/templates.md'), 'utf8');
    for (const { id, source } of Object.values(templates)) {
      expect(page).toContain(`| \`${id}\` |`);
      expect(source.length).toBeGreaterThan(5);
    }
  });
});
