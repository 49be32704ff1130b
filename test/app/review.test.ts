import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReviewResult } from '../../src/index.ts';
import { git, underGit } from '../support/git-project.ts';
import type { TestProject } from '../support/project.ts';
import { testProject } from '../support/project.ts';
import {
  BY_SEATS,
  REVIEW_DAY,
  REVIEW_FILES,
  REVIEW_HEAD,
  REVIEW_SOURCES,
  SEAT_PRICE,
} from '../support/review-project.ts';

function reviewed(files: Readonly<Record<string, string>> = REVIEW_FILES): TestProject {
  const project = testProject(files);
  underGit(project);
  return project;
}

const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

const movesOf = ({ segmentations }: ReviewResult, id: string) =>
  segmentations
    .find((one) => one.id === id)
    ?.movement?.matrix.cells.filter(({ from, to }) => from !== to)
    .map(({ from, to, customers, startMoney }) => `${from} ${to} ${customers} ${Number(startMoney)}`);

describe('a review', () => {
  it('tells who moves by an edge, why, with what money, and what is made of it', async () => {
    const { clade, write } = reviewed();
    write('segmentations/size.yaml', BY_SEATS.replace('from: 50', 'from: 70'));
    const { value, findings, ages } = await clade.review();
    expect(findings).toEqual([]);
    expect(ages).toMatchObject({ asOf: REVIEW_DAY, ranOn: null });
    if (!value) throw new Error('nothing was reviewed');
    expect(value.asOf).toBe(REVIEW_DAY);
    expect(value.base.is).toBe('branched');
    expect(value.commit).toMatch(/\+$/);
    // Of 50 and 60 seats: four accounts each of forty, k4 k14 k24 k34 and k5 k15 k25 k35.
    const money = [4, 14, 24, 34, 5, 15, 25, 35].reduce(
      (sum, index) => sum + 10 * (1 + (index % 10)) * (5 + (index % 7) * 1.5),
      0,
    );
    expect(movesOf(value, 'size')).toEqual([`large small 8 ${money}`]);
    expect(value.segmentations.map(({ id, is }) => `${id} ${is}`)).toEqual(['size edited', 'care edited']);
    expect(value.unchanged).toBe(2);
    expect(value.changes).toMatchObject([
      { kind: 'segmentation', id: 'size', is: 'edited', usedBy: [{ kind: 'segmentation', id: 'care' }] },
    ]);
    expect(value.segmentations[1]?.because).toMatchObject([{ id: 'size', place: { line: 3 } }]);
    expect(value.segmentations[0]).toMatchObject({
      before: { customers: 40, lacksData: 1 },
      after: { customers: 40, lacksData: 1 },
      sizes: [
        { segment: 'small', before: { customers: 16 }, after: { customers: 24 } },
        { segment: 'large', before: { customers: 23 }, after: { customers: 15 } },
        { segment: 'unknown', before: { customers: 1 }, after: { customers: 1 } },
      ],
    });
  });

  it('reads nothing and leaves nothing where no definition says anything else', async () => {
    const { clade, folder, write } = reviewed();
    write('segmentations/size.yaml', `# A comment.\n${BY_SEATS}`);
    write('data/accounts.csv', 'not what was promised\n');
    const { value, findings } = await clade.review();
    expect(findings).toEqual([]);
    expect(value).toMatchObject({ changes: [], segmentations: [], unchanged: 4 });
    expect(existsSync(join(folder, '.clade'))).toBe(false);
  });

  it('leaves no state where there was none, and what is published as it was', async () => {
    const { clade, folder, write } = reviewed();
    write('segmentations/size.yaml', BY_SEATS.replace('from: 50', 'from: 70'));
    expect((await clade.review()).value).not.toBeNull();
    expect(existsSync(join(folder, '.clade'))).toBe(false);
    await clade.run();
    const before = (await clade.runs()).value;
    expect(git(folder, 'status', '--porcelain')).toBe('M segmentations/size.yaml');
    expect((await clade.review()).value).not.toBeNull();
    expect((await clade.runs()).value).toEqual(before);
    expect(git(folder, 'status', '--porcelain')).toBe('M segmentations/size.yaml');
  });

  it('tells segmentations that come and go', async () => {
    const { clade, write } = reviewed();
    write('segmentations/size.yaml', BY_SEATS.replaceAll('size', 'seats_band').replace('Size', 'Seats'));
    write(
      'segmentations/others.yaml',
      (REVIEW_FILES['segmentations/others.yaml'] ?? '').replace("segment('size')", "segment('seats_band')"),
    );
    const { value } = await clade.review();
    expect(
      value?.segmentations.map(({ id, is, before, after }) => [id, is, before?.customers, after?.customers]),
    ).toEqual([
      ['seats_band', 'added', undefined, 40],
      ['care', 'edited', 40, 40],
      ['size', 'removed', 40, undefined],
    ]);
    expect(value && movesOf(value, 'care')).toEqual([]);
  });

  it('compares nobody where another entity is placed', async () => {
    const { clade, write } = reviewed();
    write(
      'sites.yaml',
      `{ kind: entity, id: site, source: accounts, key: id }
---
{ kind: attribute, id: seats, entity: site, basis: firmographic, from: accounts.seats }
`,
    );
    write(
      'segmentations/others.yaml',
      (REVIEW_FILES['segmentations/others.yaml'] ?? '').replace("segment('size') = 'large' and ", ''),
    );
    write('segmentations/size.yaml', BY_SEATS.replace('entity: account', 'entity: site'));
    const { value } = await clade.review();
    const size = value?.segmentations.find(({ id }) => id === 'size');
    expect(size).toMatchObject({
      ...{ is: 'of-others', entity: 'site', movement: null },
      ...{ before: { customers: 40 }, after: { customers: 40 } },
    });
  });

  it('follows a changed attribute to everything that is made of it', async () => {
    const { clade, write } = reviewed();
    write('attributes/seat-price.yaml', SEAT_PRICE.replace('mrr / seats', '2 * mrr / seats'));
    const { value } = await clade.review({ base: 'main' });
    expect(value?.base).toMatchObject({ name: 'main', is: 'named' });
    expect(value?.segmentations.map(({ id }) => id)).toEqual(['price', 'care']);
    expect(value?.changes).toMatchObject([
      {
        ...{ kind: 'attribute', id: 'seat_price', entity: 'account', is: 'edited' },
        usedBy: [{ id: 'price' }, { id: 'care' }],
        place: { path: 'attributes/seat-price.yaml' },
      },
    ]);
    const cheap = Array.from({ length: 39 }, (_, index) => index).filter(
      (index) => 5 + (index % 7) * 1.5 < 10,
    );
    expect(value && movesOf(value, 'price')?.[0]).toMatch(`cheap dear ${cheap.length} `);
  });
});

describe('a review looks further than hashes', () => {
  const hand = (customer: string) => `
kind: override
id: promised
segmentation: size
customer: ${customer}
segment: large
reason: Signed for more.
owner: ann
from: 2026-06-01
until: 2026-12-31
`;

  it('sees who is placed by hand, there and in what asks for it', async () => {
    const { clade, write } = reviewed();
    write('by-hand.yaml', hand('k0'));
    const { value } = await clade.review();
    expect(value?.segmentations.map(({ id }) => id)).toEqual(['size', 'care']);
    expect(value?.segmentations[0]?.because).toMatchObject([{ kind: 'override', is: 'added' }]);
    expect(value && movesOf(value, 'size')).toEqual(['small large 1 50']);
  });

  it('moves nobody by another name', async () => {
    const { clade, write } = reviewed();
    write('segmentations/size.yaml', BY_SEATS.replace('id: small,', 'id: little, was: [small],'));
    write('by-hand.yaml', '');
    const { value } = await clade.review();
    expect(value && movesOf(value, 'size')).toEqual([]);
    expect(value?.segmentations[0]?.sizes[0]).toMatchObject({
      ...{ segment: 'little', before: { customers: 16 }, after: { customers: 16 } },
    });
  });

  it('has those that one definition alone calls customers outside', async () => {
    const { clade, write } = reviewed();
    write('sources.yaml', REVIEW_SOURCES.replace('money: mrr }', "money: mrr, activeWhen: plan = 'pro' }"));
    const { value } = await clade.review();
    const size = value?.segmentations.find(({ id }) => id === 'size');
    expect(size?.movement?.matrix.customers).toEqual({ start: 40, end: 14 });
    expect(size?.movement?.matrix.columns.at(-1)).toMatchObject({ title: 'Prospects', customers: 26 });
    expect(size?.movement?.moved).toMatchObject({ moved: { customers: 26 }, of: { customers: 40 } });
  });

  it('reads a source by both definitions where they differ, and takes a new file for both', async () => {
    const { clade, write } = reviewed();
    write(
      'sources.yaml',
      REVIEW_SOURCES.replace('seats: integer', 'seats: { type: integer, header: desks }'),
    );
    write('data/accounts.csv', (REVIEW_FILES['data/accounts.csv'] ?? '').replace('id,seats', 'id,desks'));
    const gone = await clade.review();
    expect(codes(gone.findings)).toEqual(['base-data-unreadable']);
    expect(gone.findings[0]?.message).toMatch(/"seats"\.$/);
    const both = (REVIEW_FILES['data/accounts.csv'] ?? '')
      .split('\n')
      .map(
        (line, row) =>
          line && `${line},${row === 0 ? 'desks' : line.split(',')[1] === '60' ? '20' : line.split(',')[1]}`,
      );
    write('data/accounts.csv', both.join('\n'));
    const { value } = await clade.review();
    expect(value && movesOf(value, 'size')?.[0]).toMatch(/^large small 4 /);
    write('data/june.csv', both.join('\n'));
    write('sources.yaml', REVIEW_SOURCES.replace('accounts.csv', 'june.csv'));
    write('segmentations/size.yaml', BY_SEATS.replace('from: 50', 'from: 60'));
    write('data/accounts.csv', 'gone\n');
    const moved = await clade.review();
    expect(moved.findings).toEqual([]);
    expect(moved.value && movesOf(moved.value, 'size')?.[0]).toMatch(/^large small 4 /);
    expect(moved.value?.changes.map(({ kind, id, is }) => `${kind} ${id} ${is}`)).toEqual([
      'source accounts edited',
      'segmentation size edited',
    ]);
  });
});

describe('a review that cannot be', () => {
  it('says that there is no git', async () => {
    const { clade } = testProject(REVIEW_FILES);
    expect(codes((await clade.review()).findings)).toEqual(['not-under-git']);
  });

  it('says that git knows no such base, and takes no name for an option', async () => {
    const { clade, folder } = reviewed();
    for (const base of ['nowhere', '--output=made', 'HEAD:clade.yaml'])
      expect(codes((await clade.review({ base })).findings)).toEqual(['base-unknown']);
    expect(existsSync(join(folder, 'made'))).toBe(false);
    git(folder, 'branch', '-D', 'main');
    const { value, findings } = await clade.review();
    expect(value).toBeNull();
    expect(codes(findings)).toEqual(['base-unknown']);
  });

  it('says what is wrong with the definitions of before', async () => {
    const project = testProject({
      ...REVIEW_FILES,
      'segmentations/size.yaml': BY_SEATS.replace('attribute: seats', 'attribute: seat'),
    });
    underGit(project);
    project.write('segmentations/size.yaml', BY_SEATS);
    const { value, findings } = await project.clade.review();
    expect(value).toBeNull();
    expect(codes(findings)).toEqual(['base-unreadable']);
    expect(findings[0]?.message).toMatch(/`main` \(?`?[0-9a-f]{12}.*`seat`.*segmentations\/size.yaml/);
  });

  it('says what is wrong with the files as `clade check` does', async () => {
    const { clade, write } = reviewed();
    write('segmentations/size.yaml', BY_SEATS.replace('attribute: seats', 'attribute: seat'));
    const { findings } = await clade.review();
    expect(findings).toEqual((await clade.check()).findings);
    expect(findings[0]?.place).toMatchObject({ path: 'segmentations/size.yaml' });
  });

  it('takes a project that was not there before as new', async () => {
    const project = testProject({ 'README.md': 'nothing\n' });
    underGit(project);
    for (const [path, text] of Object.entries(REVIEW_FILES)) project.write(path, text);
    const { value } = await project.clade.review();
    expect(value?.segmentations.map(({ is }) => is)).toEqual(['added', 'added', 'added', 'added']);
  });
});

describe('a review judges', () => {
  const withPolicy = (policy: string) => ({
    ...REVIEW_FILES,
    'clade.yaml': `${REVIEW_HEAD}review: ${policy}\n`,
  });
  const moved = async (policy: string) => {
    const { clade, write } = reviewed(withPolicy(policy));
    write('segmentations/size.yaml', BY_SEATS.replace('from: 50', 'from: 70'));
    return (await clade.review()).findings.map(({ code, message }) => `${code}: ${message}`);
  };

  it('by the share of customers and of money, of each segmentation', async () => {
    expect(await moved('{ movedShare: 0.2 }')).toEqual([]);
    expect(await moved('{ movedShare: 0.19 }')).toEqual([
      'review-moved: On 2026-06-30, 8 of 40 customers (20.0 %) would be elsewhere in `size`; the project allows 19.0 %.',
    ]);
    expect((await moved('{ moneyShare: 0.15 }')).map((said) => said.split(':')[0])).toEqual(['review-money']);
  });

  it('new findings, and says when the policy itself is new', async () => {
    const strict = withPolicy('{ newFindings: warning }');
    const { clade, write } = reviewed(strict);
    write('segmentations/size.yaml', BY_SEATS.replace('from: 50', 'from: 5000'));
    const { value, findings } = await clade.review();
    expect(value?.findings.added.map(({ code }) => code)).toContain('segment-empty');
    expect(codes(findings)).toEqual(['review-findings']);
    write('clade.yaml', REVIEW_HEAD);
    expect(codes((await clade.review()).findings)).toEqual(['review-policy-changed']);
  });
});

describe('a review reads what was edited', () => {
  it('though nobody is placed by it: a rule of quality that would stop the next run', async () => {
    const { clade, write } = reviewed();
    write(
      'sources.yaml',
      REVIEW_SOURCES.replace('columns: {', 'quality: [{ not_null: seats, level: stop }]\ncolumns: {'),
    );
    const { value, findings } = await clade.review();
    expect(value).toMatchObject({ segmentations: [], unchanged: 4 });
    expect(value?.findings.added).toMatchObject([{ code: 'quality-not-null', severity: 'error' }]);
    expect(codes(findings)).toEqual(['quality-not-null']);
    expect((await clade.run()).value).toBeNull();
  });

  it('and what a new attribute is like, of a source that was read before', async () => {
    const { clade, write } = reviewed();
    const always = '{ kind: attribute, id: always, entity: account, basis: value, value: mrr * 0 }';
    write('attributes/always.yaml', `${always}\n`);
    const { value } = await clade.review();
    expect(codes(value?.findings.added ?? [])).toEqual(['attribute-unused', 'attribute-constant']);
    expect(value?.findings.gone).toEqual([]);
  });
});

describe('what a review writes', () => {
  it('is one document, as Markdown and as a page', async () => {
    const { clade, folder, write } = reviewed();
    write('segmentations/size.yaml', BY_SEATS.replace('from: 50', 'from: 70'));
    for (const to of ['review.md', 'review.html']) {
      const { value, findings } = await clade.review({ to });
      expect(findings).toEqual([]);
      expect(value?.path).toBe(join(folder, to));
    }
    const text = readFileSync(join(folder, 'review.md'), 'utf8');
    const page = readFileSync(join(folder, 'review.html'), 'utf8');
    for (const said of ['2026-06-30', '4,075', 'size.yaml:3', 'used by'])
      for (const one of [text, page]) expect(one.includes(said), said).toBe(true);
    expect(text.split('\n## ').map((part) => part.split('\n')[0])).toEqual([
      expect.anything(),
      'In short',
      'What was written',
      'Size (edited)',
      'Care (through others)',
      'Findings',
    ]);
    expect(text).toMatch(/\| Large \| Small \| 8 \| 34.8 % of 23 \|/);
    expect(page.match(/<svg/g)).toHaveLength(8);
    git(folder, 'commit', '--quiet', '--all', '--message=the edge');
    expect((await clade.review()).value?.commit).toBe(git(folder, 'rev-parse', 'HEAD'));
    write('segmentations/new/one.yaml', '');
    expect((await clade.review()).value?.commit).toBe(`${git(folder, 'rev-parse', 'HEAD')}+`);
    expect(codes((await clade.review({ to: 'clade.yaml' })).findings)).toEqual(['report-format']);
  });
});
