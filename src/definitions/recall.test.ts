import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SeededRandom } from '../base/seeded-random.ts';
import { seededRandom } from '../base/seeded-random.ts';
import type { DefinitionFile } from './definition-file.ts';
import { rememberingReader } from './parse.ts';
import type { Project } from './project.ts';
import { parsedDefinitions, readDefinitions } from './read-definitions.ts';
import { readYaml, rememberingYaml } from './read-yaml.ts';
import { makeAnew, rememberingRecall } from './recall.ts';

const root = resolve(import.meta.dirname, '../..');
const below = (folder: string, as: string): readonly DefinitionFile[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('later'))
    .map((name) => ({ path: `${as}${name}`, text: readFileSync(join(root, folder, name), 'utf8') }));

/** The example in several files, and once more with all its definitions in one. */
const EXAMPLE = below('examples/saas', '').toSorted((a, b) => (a.path < b.path ? -1 : 1));
const BENCH = below('bench/publish/project', '');
const IN_ONE: readonly DefinitionFile[] = [
  { path: 'clade.yaml', text: BENCH.map(({ text }) => text).join('---\n') },
];

const pick = <T>(random: SeededRandom, items: readonly T[]): T =>
  items[random.integer(0, items.length - 1)] as T;

const INTRUDERS = [
  ...[
    '---\n',
    '\n---\n',
    '"',
    "'",
    ': ',
    '- {',
    '|\n',
    '&a ',
    '# ',
    '...\n',
    '%TAG\n',
    '\r',
    '\n',
    '  ',
    '}',
  ],
  ...['kind: segmentation\n', 'id: value\n', 'segment(', '999', 'when: '],
];

/** A text as somebody at work may leave it. */
function mutated(random: SeededRandom, text: string): string {
  const at = random.integer(0, text.length);
  const lines = text.split('\n');
  const line = random.integer(0, lines.length - 1);
  switch (random.integer(0, 5)) {
    case 0:
      return text.slice(0, at) + pick(random, INTRUDERS) + text.slice(at);
    case 1:
      return lines.filter((_, index) => index !== line).join('\n');
    case 2:
      return [...lines.slice(0, line), ...lines.slice(line - 3, line), ...lines.slice(line)].join('\n');
    case 3: {
      const documents = text.split('\n---\n');
      return documents.toSpliced(0, 0, documents.pop() ?? '').join('\n---\n');
    }
    default:
      return text.replace(/\d+/g, (digits, offset: number) =>
        Math.abs(offset - at) < 200 ? String(Number(digits) + random.integer(1, 90)) : digits,
      );
  }
}

/** Edits one after another, most of them on the text as it was, so that a file is often mended again. */
function* edits(random: SeededRandom, files: readonly DefinitionFile[], count: number) {
  let now = files;
  for (let index = 0; index < count; index++) {
    const { path } = pick(random, files);
    const from = random.next() < 0.7 ? files : now;
    const text = mutated(random, from.find((one) => one.path === path)?.text ?? '');
    now = (random.next() < 0.7 ? files : now).map((one) => (one.path === path ? { path, text } : one));
    yield now;
  }
}

function read(files: readonly DefinitionFile[], session: ReturnType<typeof newSession> | null) {
  const parsed = parsedDefinitions(files, session?.reader);
  return readDefinitions(files, parsed, session?.recall ?? makeAnew);
}

/** Everything a project says; what is told of elsewhere (whose customers, which source) by its hash. */
function said(project: Project | null) {
  const brief = (part: unknown) =>
    JSON.stringify(part, (key, value: unknown) => {
      const isElsewhere =
        ELSEWHERE.has(key) && typeof value === 'object' && value !== null && 'hash' in value;
      return isElsewhere ? value.hash : value;
    });
  return (
    project && {
      ...{ primary: project.primary?.hash, hash: project.hash, limits: brief(project.limits) },
      segmentations: project.segmentations.map((one) => [brief(one), one.uses.map(({ hash }) => hash)]),
      entities: project.entities.map(brief),
      rest: [project.sources, project.quality, project.books, project.metrics].map(brief),
    }
  );
}

const ELSEWHERE = new Set(['entity', 'source', 'book', 'uses']);

function newSession() {
  const yaml = rememberingYaml();
  return { yaml, reader: rememberingReader(yaml), recall: rememberingRecall() };
}

describe('definitions read again', () => {
  it.each([
    ['many files', EXAMPLE, 12],
    ['one file', IN_ONE, 60],
  ] as const)(
    'are, with all that is found, what they would be if read for the first time: %s',
    (_, files, count) => {
      const random = seededRandom(count);
      const session = newSession();
      const outcomes = { sound: 0, wrong: 0 };
      for (const now of edits(random, files, count)) {
        const again = read(now, session);
        const anew = read(now, null);
        expect(again.findings).toEqual(anew.findings);
        expect(again.project?.hash).toBe(anew.project?.hash);
        expect(said(again.project)).toEqual(said(anew.project));
        outcomes[again.project ? 'sound' : 'wrong']++;
      }
      expect(Math.min(outcomes.sound, outcomes.wrong)).toBeGreaterThan(count / 10);
    },
  );

  it('keep what the edit does not touch as the same object', () => {
    const session = newSession();
    const moved = (edge: number): readonly DefinitionFile[] =>
      IN_ONE.map(({ path, text }) => ({
        path,
        text: text.replace('id: smb, from: 1000', `id: smb, from: ${edge}`),
      }));
    const [one, other] = [read(moved(900), session).project, read(moved(10_900), session).project];
    const same = one?.segmentations
      .filter((before) => other?.segmentations.includes(before))
      .map(({ id }) => id);
    expect(other?.segmentations.length).toBe(10);
    expect(same?.toSorted()).toEqual(
      'advocacy contract health lifecycle region size tenure usage'.split(' '),
    );
    expect(other?.entities[0]).toBe(one?.entities[0]);
  });
});

describe('documents read for themselves', () => {
  it('are those of the whole file, with the same places and ranges', () => {
    const random = seededRandom(5);
    const yaml = rememberingYaml();
    let documents = 0;
    for (const now of edits(random, IN_ONE, 60))
      for (const { path, text } of now) {
        const [again, anew] = [yaml(path, text), readYaml(path, text)];
        expect(again.findings).toEqual(anew.findings);
        expect(again.documents.map(({ data, sound }) => [data, sound])).toEqual(
          anew.documents.map(({ data, sound }) => [data, sound]),
        );
        for (const [index, { positions, data }] of anew.documents.entries()) {
          const other = again.documents[index]?.positions;
          for (const path of Object.keys(data).map((key) => [key])) {
            expect(other?.placeOf(path)).toEqual(positions.placeOf(path));
            expect(other?.keyPlaceOf(path)).toEqual(positions.keyPlaceOf(path));
            expect(other?.rangeOf(path)).toEqual(positions.rangeOf(path));
          }
          documents++;
        }
      }
    expect(documents).toBeGreaterThan(600);
  });
});
