import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packIds } from './pack-ids.ts';
import { packsIncluded } from './packs.ts';
import { readDefinitions } from './read-definitions.ts';

const PACK = {
  path: 'pack:saas/all.yaml',
  text: `{ kind: pack, id: saas, entity: account, expects: {
  visits: { rows: A visit., date: day, columns: { day: date, page: text, spent: number } },
  lines: { rows: A line., columns: { plan: text, amount: number, starts: date, ends: date, trial: boolean } } } }
---
{ kind: book, id: income, entity: account, source: lines, starts: starts, ends: ends, amount: amount, trial: trial }
---
{ kind: attribute, id: mrr, entity: account, basis: value, book: { book: income, measure: mrr } }
---
{ kind: attribute, id: yearly, entity: account, basis: value, value: mrr * 12 }
---
{ kind: attribute, id: yearly_twice, entity: account, basis: value, value: yearly * 2 }
---
{ kind: attribute, id: plan, entity: account, basis: value, aggregate: { source: lines, function: any, of: plan } }
---
{ kind: attribute, id: pages, entity: account, basis: behavioural, aggregate: { source: visits, function: distinct, of: page } }
---
{ kind: attribute, id: visits, entity: account, basis: behavioural, aggregate: { source: visits, function: count, window: 30d } }
`,
};

const HEAD = `{ kind: project, title: T, include: [saas] }
---
{ kind: source, id: accounts, file: a.csv, key: id, columns: { id: text, plan: text } }
---
{ kind: entity, id: account, source: accounts, key: id }
`;
const LINES = `---
{ kind: source, id: lines, file: l.csv, columns: { id: text, plan: text, amount: { type: decimal, scale: 2 }, starts: date, ends: date, trial: boolean } }
`;
const VISITS = `---
{ kind: source, id: visits, file: v.csv, date: day, columns: { id: text, day: date, page: text } }
`;

function read(text: string) {
  const { project, findings } = readDefinitions([{ path: 'clade.yaml', text }, PACK]);
  return {
    attributes: project?.entities
      .find(({ id }) => id === 'account')
      ?.attributes.map(({ id }) => id)
      .toSorted(),
    project,
    findings,
    notes: findings.map(({ message }) => message),
  };
}

describe('a pack', () => {
  it('brings its attributes and its book where the project has the sources', () => {
    const { attributes, notes, project } = read(HEAD + LINES + VISITS);
    expect(notes).toEqual([]);
    expect(attributes).toEqual(['mrr', 'pages', 'plan', 'visits', 'yearly', 'yearly_twice']);
    expect(project?.texts.map(({ path }) => path)).toEqual(['clade.yaml', 'pack:saas/all.yaml']);
  });

  it('leaves out what an absent source would give, all that follows from it too, in one note', () => {
    const { attributes, findings } = read(HEAD + VISITS);
    expect(attributes).toEqual(['pages', 'visits']);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'pack-left-out',
        severity: 'note',
        message:
          'There is no source `lines`, so the pack `saas` comes without `mrr`, `yearly`, `yearly_twice`, `plan`.',
        place: expect.objectContaining({ path: 'clade.yaml', line: 1 }),
      }),
    ]);
    expect(findings[0]?.hint).toContain('plan (text), amount (number), starts (date)');
  });

  it.each([
    [VISITS.replace(', page: text', ''), 'has no `page` (text)', ['visits']],
    [VISITS.replace('page: text', 'page: integer'), 'has no `page` (text)', ['visits']],
    [VISITS.replace('date: day, ', ''), 'has no `date: day`', ['pages']],
    [VISITS.replace('id: text, ', ''), 'has no `id`', []],
  ])('leaves out what a source lacks: %#', (visits, says, kept) => {
    const { attributes, notes } = read(HEAD + visits);
    expect(attributes).toEqual(kept);
    expect(notes).toHaveLength(2);
    expect(notes.join(' ')).toContain(`The source \`visits\` ${says}`);
  });

  it('gives way to what the project defines itself, under the same id of the same entity', () => {
    const own = `---
{ kind: attribute, id: plan, entity: account, basis: value, from: accounts.plan }
---
{ kind: attribute, id: mrr, entity: account, basis: value, value: "100" }
`;
    const { attributes, notes, project } = read(HEAD + VISITS + own);
    expect(notes).toEqual([]);
    expect(attributes).toEqual(['mrr', 'pages', 'plan', 'visits', 'yearly', 'yearly_twice']);
    const plan = project?.entities[0]?.attributes.find(({ id }) => id === 'plan');
    expect(plan).toMatchObject({ origin: { kind: 'column' }, place: { path: 'clade.yaml' } });
  });

  it('is not replaced by an attribute of another entity', () => {
    const other = `---
{ kind: entity, id: branch, source: accounts, key: id }
---
{ kind: attribute, id: plan, entity: branch, basis: value, from: accounts.plan }
`;
    expect(read(HEAD + LINES + VISITS + other).attributes).toContain('plan');
  });

  it('is not blamed for an own definition that is broken', () => {
    const broken = `---\n{ kind: attribute, id: plan, entity: account, basis: wrong, from: accounts.plan }\n`;
    const { findings } = read(HEAD + LINES + VISITS + broken);
    expect(findings.map(({ place }) => place?.path)).toEqual(['clade.yaml']);
  });

  it('says so where its entity is not there', () => {
    const { notes } = read(HEAD.replace('id: account,', 'id: client,'));
    expect(notes).toEqual(['There is no entity `account`, so nothing of the pack `saas` is used.']);
  });

  it('cannot be written into a project', () => {
    const { findings } = readDefinitions([
      { path: 'clade.yaml', text: HEAD },
      { path: 'own.yaml', text: PACK.text.split('---')[0] ?? '' },
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['pack-in-project']);
  });
});

describe('packs that are included', () => {
  it('are those the project names, each once', () => {
    expect(packsIncluded([{ path: 'clade.yaml', text: HEAD.replace('[saas]', '[saas, saas]') }])).toEqual([
      'saas',
    ]);
    expect(packsIncluded([{ path: 'clade.yaml', text: HEAD.replace(', include: [saas]', '') }])).toEqual([]);
  });

  it('come with Clade', () => {
    expect(readdirSync(resolve(import.meta.dirname, '../../packs')).toSorted()).toEqual([...packIds]);
    const { findings } = readDefinitions([{ path: 'clade.yaml', text: HEAD.replace('[saas]', '[sass]') }]);
    expect(findings[0]).toMatchObject({ severity: 'error', place: { line: 1 } });
    expect(`${findings[0]?.message} ${findings[0]?.hint}`).toContain('saas');
  });
});
