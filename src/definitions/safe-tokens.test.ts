import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder = '';
let program = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clade-hostile-'));
  program = join(folder, 'read.cjs');
  await build({
    stdin: {
      contents: `
        import { readFileSync } from 'node:fs';
        import { readDefinitions } from './read-definitions.ts';
        for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
          const { project, findings } = readDefinitions([{ path: 'f.yaml', text }]);
          const told = [...new Set(findings.map(({ code }) => code))];
          console.log(JSON.stringify({ project: project !== null, told, count: findings.length }));
        }`,
      resolveDir: resolve(import.meta.dirname),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    outfile: program,
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly project: boolean;
  readonly told: readonly string[];
  readonly count: number;
}

/** Reads texts one after another in a process of its own, which a hostile one could end. */
function readApart(texts: readonly string[]): readonly Told[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 50_000_000,
    timeout: 50_000,
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout
    .trim()
    .split('\n')
    .map((line): Told => JSON.parse(line) as Told);
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const stairs = (depth: number) => Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:`).join('\n');

describe('hostile texts never end the process', () => {
  it('when they are nested thousands deep', () => {
    const texts = [
      '['.repeat(1000),
      nested(3000),
      '['.repeat(1000),
      nested(3000),
      '{a: '.repeat(5000),
      '- '.repeat(5000),
      '? '.repeat(5000),
      '["]",'.repeat(2000),
      stairs(1000),
      `a: ${nested(100)}`,
    ];
    for (const { project, told } of readApart(texts)) {
      expect(project).toBe(false);
      expect(told).toContain('yaml-too-deep');
    }
  });

  it('when they are long', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['x'.repeat(1_000_001), 'yaml-too-large'],
      [`[${'1,'.repeat(400_000)}1]`, 'yaml-too-long'],
      ['---\na\n'.repeat(150_000), 'yaml-too-long'],
      [Array.from({ length: 25_000 }, (_, at) => `k${at}: 1`).join('\n'), 'kind-missing'],
      [`"${'a\n'.repeat(400_000)}"`, 'not-a-definition'],
      [`kind: project\ntitle: |-\n${'  word\n'.repeat(100_000)}`, 'wrong-value'],
    ];
    const all = readApart(cases.map(([text]) => text));
    for (const [index, { told }] of all.entries()) expect(told).toContain(cases[index]?.[1]);
  });

  it('when they multiply by aliases, repeat keys or reach for prototypes', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
      .concat(Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(10)}]`))
      .join('\n');
    const [aliases, repeated, prototype, tabs, loop] = readApart([
      bomb,
      'kind: project\ntitle: a\ntitle: b\n',
      'kind: project\ntitle: a\n__proto__: { polluted: true }\nconstructor: { prototype: { x: 1 } }\n',
      'kind: project\n\ttitle: a\n',
      'kind: project\ntitle: &a { b: *a }\n',
    ]);
    expect(aliases?.told).toContain('yaml-alias');
    expect(repeated?.told).toContain('yaml-key-repeated');
    expect(prototype?.told).toEqual(expect.arrayContaining(['yaml-key', 'unknown-key']));
    expect(tabs?.told).toContain('yaml-syntax');
    expect(loop?.told).toContain('yaml-alias');
  });

  it('when attributes are made of one another without end', () => {
    const head =
      'kind: project\ntitle: T\n---\n{ kind: source, id: s, file: s.csv, columns: { k: text, n: integer } }\n---\n{ kind: entity, id: e, source: s, key: k }\n';
    const chain = Array.from(
      { length: 3000 },
      (_, at) => `---\n{ kind: attribute, id: a${at}, entity: e, basis: value, value: a${at + 1} + 1 }\n`,
    );
    const [ring, endless] = readApart([
      head +
        chain.slice(0, 3).join('') +
        '---\n{ kind: attribute, id: a3, entity: e, basis: value, value: a0 }\n',
      head + chain.join('') + '---\n{ kind: attribute, id: a3000, entity: e, basis: value, from: s.n }\n',
    ]);
    expect(ring).toEqual({ project: false, told: ['reference-cycle'], count: 1 });
    expect(endless?.told).toEqual(['reference-too-deep']);
  });
});
