import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Floors of the house, ground first. Neighbours on one floor do not import each other. */
const FLOORS: readonly (readonly string[])[] = [
  ['base'],
  ['sql', 'numeric', 'charts'],
  ['attributes', 'methods', 'tables', 'engines'],
  ['definitions', 'drafting'],
  ['plan', 'workspace', 'warehouse', 'connectors'],
  ['measures'],
  ['checks'],
  ['documents'],
  ['app'],
  ['surfaces'],
];

/** Rooms that touch no file, socket, clock, environment or console. */
const PURE = new Set(
  'base sql numeric charts attributes methods tables definitions drafting plan measures checks documents'.split(
    ' ',
  ),
);

/** What pure rooms may import from outside: hashing is a function of its input, and so are these two libraries. */
const PURE_PACKAGES = new Set(['node:crypto', 'yaml', 'zod']);

const IMPURE_WORDS =
  /\b(?:process\.|console\.|Date\.now\(|new Date\(\)|Math\.random\(|performance\.|setTimeout\(|fetch\()/;

const root = resolve(import.meta.dirname, '../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => join(root, path));

interface Import {
  readonly from: string;
  readonly to: string;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => ({
    from: file,
    to: match[1] ?? match[2] ?? match[3] ?? '',
  }));
}

const imports = files.flatMap(importsOf);
const inside = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: resolve(dirname(from), to) }));
const room = (file: string) => relative(root, file).split('/')[0] ?? '';
const floorOf = (file: string) => FLOORS.findIndex((rooms) => rooms.includes(room(file)));
const name = (file: string) => relative(root, file);

describe('floors', () => {
  it('reads every source file and finds its imports', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(inside.length).toBeGreaterThan(files.length / 2);
  });

  it('every folder has a floor', () => {
    const homeless = files.filter((file) => room(file) !== 'index.ts' && floorOf(file) < 0);
    expect(homeless.map(name)).toEqual([]);
  });

  it('a folder imports only from floors below it', () => {
    const wrong = inside
      .filter(({ from, to }) => room(from) !== room(to) && room(from) !== 'index.ts')
      .filter(({ from, to }) => floorOf(to) >= floorOf(from))
      .map(({ from, to }) => `${name(from)} -> ${name(to)}`);
    expect(wrong).toEqual([]);
  });

  it('there are no cycles, of types either', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of inside) next.set(from, [...(next.get(from) ?? []), to]);
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].map(name).join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const to of next.get(file) ?? []) visit(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('pure rooms import only pure rooms and pure packages', () => {
    const wrong = imports
      .filter(({ from }) => PURE.has(room(from)))
      .filter(({ from, to }) =>
        to.startsWith('.') ? !PURE.has(room(resolve(dirname(from), to))) : !PURE_PACKAGES.has(to),
      )
      .map(({ from, to }) => `${name(from)} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  it('pure rooms touch no clock, environment, console, timer or socket', () => {
    const wrong = files
      .filter((file) => PURE.has(room(file)))
      .filter((file) => {
        const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        return IMPURE_WORDS.test(code);
      });
    expect(wrong.map(name)).toEqual([]);
  });
});
