import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClade } from '../../src/index.ts';
import { HOSTILE, HOSTILE_COMPANY } from '../support/hostile-company.ts';
import { testProject } from '../support/project.ts';
import { assertWellFormed } from '../support/read-picture.ts';

const DAY = '2026-06-30';

describe('report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clade-report-'));
  const clade = openClade({ folder });
  const write = async (input: {
    readonly to: string;
    readonly segmentation?: string;
    readonly asOf?: string;
  }) => {
    const { value, findings } = await clade.report(input);
    return { value, codes: findings.map(({ code }) => code), hints: findings.map(({ hint }) => hint) };
  };
  const written = async (to: string, segmentation?: string) => {
    await write(segmentation === undefined ? { to } : { to, segmentation });
    return readFileSync(join(folder, to), 'utf8');
  };

  beforeAll(async () => {
    for (const [path, text] of Object.entries(HOSTILE_COMPANY)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    if (!(await clade.run({ asOf: DAY })).value) throw new Error('nothing published');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('tells sizes, coverage and why customers are in the fallback', async () => {
    const text = await written('care.md', 'care');
    expect(text).toContain('70.0 % of 10 customers are in a named segment.');
    expect(text).toContain(
      'The fallback, Rest, holds 3: 2 because no rule is true of them, and 1 because data is missing',
    );
    expect(text).toContain('| Quick | 4 | 40.0 % | 650 | 87.6 % |');
    expect(text).toContain('| Rest (fallback) | 3 | 30.0 % | 17 | 2.3 % |');
  });

  it('tells true, unknown and false of everybody listed, and who overlaps whom', async () => {
    const text = await written('care.md', 'care');
    expect(text).toContain('former customers and prospects too: 12, 10 of them customers');
    expect(text).toContain('| Busy | `orders >= 3` | 8 | 1 | 3 | 2 |');
    expect(text).toContain('Swallowed is swallowed: all 4 it is true of were taken by rules above it.');
    expect(text).toContain('| Loud | Busy | 1 | 16.7 % |');
  });

  it('counts the cells of an RFM map, those of no segment too', async () => {
    const text = await written('rfm.md', 'rfm');
    expect(text).toContain(
      '3 of 8 cells belong to no segment; the 2 customers in them go to the fallback, Others.',
    );
    expect(text).toContain('2 of 10 customers (20.0 %) have no score');
    expect(text).toContain('| 211 | in no segment | 2 | 25.0 % |');
    expect(await written('rfm.html', 'rfm')).toContain('R 2, F 1, M 1: in no segment, 2 customers, 25.0 %');
  });

  it('says of what is not there why', async () => {
    const text = await written('value.md', 'value');
    expect(text).toContain('Movement: the snapshot of 2026-06-30 is the first of `value`');
    expect(text).toContain('Overlaps: on 2026-06-30 no two rules of `value` are true of the same customer.');
    expect(text).toContain('Findings: the run has nothing to say of `value`.');
  });

  it('tells metrics with interval and base, and why some are not told', async () => {
    const text = await written('care.md', 'care');
    expect(text).toContain('| Metric | All | Quick | Busy | Swallowed | Loud | Rest |');
    expect(text).toContain('| Churn rate | 0.0 %; 0.0 to 27.8; n 10 | 0.0 %; 0.0 to 49.0; n 4 |');
    expect(text).toContain('Not told: NPS. `account` has no definition of kind `metrics`');
  });

  it('tells the strengths that `clade profile` tells, and each segment in the same words', async () => {
    const text = await written('care.md', 'care');
    const { value } = await clade.profile({ segmentation: 'care', segment: 'quick' });
    const revenue = value?.profile.attributes.find(({ id }) => id === 'mrr');
    const effect = revenue?.kind === 'number' ? revenue.segments[0]?.effect : null;
    expect(effect?.strength).toBeGreaterThan(0.4);
    expect(text).toContain(`| Monthly revenue | +${effect?.strength.toFixed(2)} ${effect?.word}`);
    for (const { sentences } of value?.segment?.page.paragraphs ?? [])
      for (const sentence of sentences.filter((one) => !/[<*]/.test(one))) expect(text).toContain(sentence);
  });

  it('leaves the details of all but the primary segmentation to their own pages, and says so', async () => {
    const text = await written('all.md');
    expect(text.match(/^### Segment by segment$/gm)).toHaveLength(1);
    expect(text).toContain(
      'Metrics: the page of `care` alone tells them: `clade report care --to care.html`.',
    );
    expect(text).toContain('Differences: the page of `rfm` alone tells them');
  });

  it('puts each finding in one place', async () => {
    const text = await written('all.md');
    expect(text.match(/`rule-swallowed`/g)).toHaveLength(1);
    const care = text.slice(text.indexOf('## Care'), text.indexOf('## Recency'));
    expect(care).toContain('Nobody is left for `swallowed` in `care`');
    expect(text.slice(text.indexOf('## Data and definitions'))).toContain('1 of 13 rows of `accounts`');
  });

  it('escapes every name from definitions and data', async () => {
    const html = await written('all.html');
    const markup = html.replace('<!doctype html>', '').replace(/<style>.*<\/style>/s, '');
    assertWellFormed(markup.replaceAll(/<(meta)((?:\s+[\w:-]+="[^"<]*")*)>/g, '<$1$2/>'));
    expect(html).not.toMatch(/<(?:script|img|iframe|object|link|base|form)\b/i);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).not.toMatch(/\s(?:style|on\w+)="/);
    for (const name of [HOSTILE.project, HOSTILE.segment, HOSTILE.fallback]) {
      expect(html).not.toContain(name);
      expect((await written('all.md')).includes(name)).toBe(false);
    }
  });

  it('allows itself nothing but its own style sheet, and asks for nothing', async () => {
    const html = await written('all.html');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/
      .exec(html)?.[1]
      ?.replaceAll('&#39;', "'");
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
    );
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\((?!#)|@import/);
    expect(html.replaceAll(/="[^"]*"/g, '=""')).not.toMatch(/<[^>]*\s(?:src|srcset|poster|data)=/);
  });

  it('has one h1, headings without a gap, and ids of which none is there twice', async () => {
    const html = await written('all.html');
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target = ''] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    for (const [figure = ''] of html.matchAll(/<figure.*?<\/figure>/gs)) expect(figure).toContain('<table>');
  });

  it('says the same in HTML and in Markdown', async () => {
    const [html, markdown] = [await written('all.html'), await written('all.md')];
    const numbers = (text: string) =>
      [...text.matchAll(/\d[\d,.]*/g)].map(([number]) => number.replace(/[.,]$/, ''));
    const tables = markdown.split('\n').filter((line) => line.startsWith('| '));
    const shown = new Set(numbers(html));
    expect(tables.length).toBeGreaterThan(40);
    expect(tables.flatMap(numbers).filter((number) => !shown.has(number))).toEqual([]);
  });

  it('gives the same bytes again', async () => {
    expect(await written('one.html')).toBe(await written('two.html'));
  });

  it('replaces a report, and nothing else', async () => {
    expect((await write({ to: 'page.html' })).codes).toEqual([]);
    expect((await write({ to: 'page.html' })).codes).toEqual([]);
    writeFileSync(join(folder, 'README.md'), '# Mine\n');
    mkdirSync(join(folder, 'folder.html'));
    for (const to of ['README.md', 'folder.html'])
      expect((await write({ to })).codes).toEqual(['not-a-report']);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('# Mine\n');
  });

  it('says what it cannot write, and writes nothing', async () => {
    expect((await write({ to: 'page.pdf' })).codes).toEqual(['report-format']);
    expect((await write({ to: 'page' })).codes).toEqual(['report-format']);
    expect((await write({ to: 'nowhere/page.html' })).codes).toEqual(['no-such-folder']);
    expect((await write({ to: 'never.html', asOf: '2026-02-30' })).codes).toEqual(['not-a-day']);
    const unknown = await write({ to: 'never.html', segmentation: 'valu' });
    expect([unknown.codes, unknown.hints]).toEqual([['no-snapshot'], ['Did you mean `value`?']]);
    expect((await write({ to: 'never.html', asOf: '2020-01-01' })).codes).toEqual(['no-snapshot']);
    expect(existsSync(join(folder, 'never.html'))).toBe(false);
  });
});

it('needs a run first', async () => {
  const { clade } = testProject(HOSTILE_COMPANY);
  const { value, findings } = await clade.report({ to: 'never.html' });
  expect(value).toBeNull();
  expect(findings.map(({ code }) => code)).toEqual(['nothing-published']);
});

it('tells what moved since the snapshot before, and why', async () => {
  const project = testProject(HOSTILE_COMPANY);
  await project.clade.run({ asOf: DAY });
  const rows = HOSTILE_COMPANY['data/accounts.csv'] ?? '';
  project.write(
    'data/accounts.csv',
    rows.replace('30,5,99.99', '30,5,120.00').replace('a08,active,plus,3,1,5.00\n', ''),
  );
  await project.clade.run({ asOf: '2026-07-31' });
  await project.clade.report({ to: 'value.md', segmentation: 'value' });
  const text = readFileSync(join(project.folder, 'value.md'), 'utf8');
  expect(text).toContain(
    'From 2026-06-30 to 2026-07-31, 1 of 10 customers (10.0 %) changed segment (+20), 1 customer left (−5) and 0 came: 9 are customers now.',
  );
  expect(text).toContain('went from 742 to 757 EUR a month, +15; 0 of it from those who stayed');
  expect(text).toContain('It is not known of 1 customer on the first day and 1 on the last');
  expect(text).toMatch(/→ Large: 1 customer \(16\.7 % of 6\), \+20 EUR a month; cause: restated data\./);
  expect(text).toMatch(/→ No longer listed: 1 customer \(16\.7 % of 6\), −5 .*; cause: no longer listed\./);
  expect(text).toMatch(/\| Large \| 1 \| 16\.7 % \|\n/);
  expect(text).toMatch(/\| No longer listed \| 1 \| −5 \|\n/);
  expect(text).toContain('| Large | 3 | 100.0 % (43.9–100.0) | 100.0 % |');
  expect(text).toMatch(/\| Large \| 3 \| 4 \|/);
  const then = await project.clade.report({ to: 'then.md', segmentation: 'value', asOf: '2026-07-30' });
  expect(then.value?.asOf).toBe(DAY);
});

it('says where the files are no longer those of the snapshot, and where its facts are gone', async () => {
  const { clade, folder, write } = testProject(HOSTILE_COMPANY);
  await clade.run({ asOf: DAY });
  await clade.run({ asOf: '2026-07-31' });
  write('data/accounts.csv', `${HOSTILE_COMPANY['data/accounts.csv'] ?? ''}a14,active,basic,3,1,1.00\n`);
  const report = async (asOf: string) => {
    await clade.report({ to: 'value.md', segmentation: 'value', asOf });
    return readFileSync(join(folder, 'value.md'), 'utf8');
  };
  expect(await report('2026-07-31')).toContain(
    '`accounts` is no longer what the snapshot of 2026-07-31 was made from',
  );
  const then = await report(DAY);
  expect(then).toContain(
    'Differences: The facts behind `value` as of 2026-06-30 are not kept; those of 2026-07-31 are.',
  );
  expect(then).not.toContain('Segment by segment');
  write('value.yaml', 'kind: segmentation\nid: value\n');
  expect(await report('2026-07-31')).toContain('Metrics: ');
});
