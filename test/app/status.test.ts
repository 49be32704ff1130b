import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFallback } from '../../src/app/context.ts';
import { status } from '../../src/app/status.ts';
import { statusView } from '../../src/surfaces/cli/views/status.ts';
import type { Command } from '../support/command.ts';
import { buildCommand } from '../support/command.ts';
import {
  accountsCsv,
  driftAccounts,
  driftProject,
  sizeBands,
  withMoreSeats,
} from '../support/drift-project.ts';
import { GROUPS_DAY, GROUPS_PROJECT, companies, companiesCsv, kinds } from '../support/groups-project.ts';
import type { TestProject } from '../support/project.ts';
import { testProject } from '../support/project.ts';

const DAY = '2026-06-30';
const ACCOUNTS = driftAccounts(300);

const project = (settings = '') =>
  testProject({
    'clade.yaml': driftProject(settings),
    'size.yaml': sizeBands(),
    'accounts.csv': accountsCsv(ACCOUNTS),
  });

const DAYS_MS = 86_400_000;

/** The status so many days after now: runs are made today. */
const statusIn = ({ folder }: TestProject, days = 0) =>
  status.run(
    {},
    {
      folder,
      packageFolder: resolve(import.meta.dirname, '../..'),
      now: new Date(Date.now() + days * DAYS_MS),
      engine: { name: 'duckdb', memory: '1GB', threads: 1 },
      signal: new AbortController().signal,
      onProgress: () => {},
      onStage: () => {},
      ask: answerFallback,
    },
  );

const codes = ({ findings }: Awaited<ReturnType<typeof statusIn>>) =>
  findings.map(({ code, severity }) => `${severity} ${code}`);

describe('status', () => {
  it('has nothing to say where nothing is published', async () => {
    const told = await statusIn(project());
    expect(told.value).toBeNull();
    expect(codes(told)).toEqual(['error nothing-published']);
  });

  it('tells ages, sizes and definitions of what is fresh, and finds nothing', async () => {
    const fresh = project();
    await fresh.clade.run({ asOf: DAY });
    const told = await statusIn(fresh);
    expect(codes(told)).toEqual([]);
    expect(told.value).toMatchObject({
      title: 'Accounts that change',
      published: { asOf: DAY, outcome: 'published' },
      edits: [],
      drift: [],
      sources: [{ source: 'accounts', rowsRead: 300, rowsQuarantined: 0, newestOn: null }],
      segmentations: [
        {
          segmentation: 'size',
          isPrimary: true,
          definition: 'as published',
          // By hand: every twentieth of 300 has no seats and is in the fallback.
          snapshot: { asOf: DAY, active: 300, named: 285 },
          fit: null,
          drift: null,
        },
      ],
    });
    expect(told.value?.published.ranOn).toBe(told.value?.on);
    const view = statusView(told.value ?? fail());
    expect(view).toMatch(/^Accounts that change on \d{4}-\d\d-\d\d\npublished +as of 2026-06-30, /);
    expect(view).toMatch(/definitions +as published/);
    expect(view).toMatch(/drift +nothing earlier to compare with/);
    expect(view).toMatch(/Size \(primary\) +as published +300 +95\.0 %/);
  });

  it('names what the files say otherwise, whatever refers to it too, and no comments', async () => {
    const edited = project();
    await edited.clade.run({ asOf: DAY });
    edited.write('size.yaml', `# only a comment\n${sizeBands()}`);
    expect(codes(await statusIn(edited))).toEqual([]);
    edited.write(
      'size.yaml',
      `${sizeBands(undefined, 60)}---\n${sizeBands().replace('id: size', 'id: other')}`,
    );
    const told = await statusIn(edited);
    expect(codes(told)).toEqual(['warning edits-unpublished']);
    expect(told.value?.edits).toEqual([
      { kind: 'segmentation', id: 'size', change: 'edited' },
      { kind: 'segmentation', id: 'other', change: 'new' },
    ]);
    expect(
      told.value?.segmentations.map((one) => [one.segmentation, one.definition, one.snapshot?.asOf]),
    ).toEqual([
      ['size', 'edited', DAY],
      ['other', 'new', undefined],
    ]);
    expect(told.findings[0]?.message).toBe(
      'segmentation `size` (edited) and segmentation `other` (new) are changed in the files and not yet in what is published.',
    );
  });

  it('says what the files cannot be read for, and still what is published', async () => {
    const broken = project();
    await broken.clade.run({ asOf: DAY });
    broken.write('size.yaml', sizeBands().replace('attribute: seats', 'attribute: chairs'));
    const told = await statusIn(broken);
    expect(codes(told)).toEqual(['error condition-unknown-name']);
    expect(told.value).toMatchObject({ edits: null, segmentations: [{ definition: 'unknown' }] });
  });

  it('finds runs that are late and data that is stale by the project’s own words', async () => {
    const late = project('freshness: { run: 2d, data: 3m }');
    await late.clade.run({ asOf: new Date().toISOString().slice(0, 10) });
    expect(codes(await statusIn(late))).toEqual([]);
    expect(codes(await statusIn(late, 2))).toEqual([]);
    const told = await statusIn(late, 3);
    expect(codes(told)).toEqual(['error run-late']);
    expect(told.findings[0]?.message).toBe(
      'The newest run was 3 days ago; the project asks for one every 2 days.',
    );
    expect(codes(await statusIn(late, 100))).toEqual(['error run-late', 'error data-stale']);
  });

  it('finds a last run that was stopped', async () => {
    const stopped = project();
    await stopped.clade.run({ asOf: DAY });
    stopped.write('accounts.csv', 'id,seats,spend,plan,began,trial,note\na1,many,much,,,,\n');
    expect((await stopped.clade.run({ asOf: DAY })).value).toBeNull();
    const told = await statusIn(stopped);
    expect(codes(told)).toEqual(['error run-stopped']);
    expect(told.value).toMatchObject({
      published: { outcome: 'published' },
      lastRun: { outcome: 'stopped' },
    });
  });

  it('finds an alarm, and tells its index beside the segmentation', async () => {
    const drifted = project();
    await drifted.clade.run({ asOf: '2026-01-31' });
    drifted.write('accounts.csv', accountsCsv(withMoreSeats(ACCOUNTS, 40)));
    await drifted.clade.run({ asOf: DAY });
    const told = await statusIn(drifted);
    expect(codes(told)).toEqual(['error drift-alarm']);
    expect(told.findings[0]?.message).toBe(
      '`seats` of `account` and `size` have drifted to the alarm level of 0.25.',
    );
    expect(told.value?.drift.slice(0, 2).map(({ subject, verdict }) => [subject.id, verdict])).toEqual([
      ['seats', 'alarm'],
      ['size', 'alarm'],
    ]);
    expect(told.value?.drift.slice(2).map(({ verdict }) => verdict)).toEqual(['steady', 'steady', 'steady']);
    expect(told.value?.segmentations[0]?.drift).toMatchObject({ verdict: 'alarm' });
    const view = statusView(told.value ?? fail());
    expect(view).toContain('since 2026-01-31: 2 drifted and 3 steady');
    expect(view).toMatch(/account\.seats +\d\.\d\d drifted +2026-01-31 +300 +300/);
  });

  it('tells when what was learned was learned, and when next', async () => {
    const learned = testProject({
      'clade.yaml': GROUPS_PROJECT,
      'kinds.yaml': kinds("refit: ['2026-03-01', '2027-01-01']"),
      'companies.csv': companiesCsv(companies(240, 5)),
    });
    await learned.clade.run({ asOf: GROUPS_DAY });
    const told = await statusIn(learned);
    expect(told.value?.segmentations[0]?.fit).toEqual({ learnedAsOf: GROUPS_DAY, next: '2027-01-01' });
    expect(statusView(told.value ?? fail())).toContain('next from 2027-01-01');
  });
});

describe('clade status', () => {
  let command: Command;
  beforeAll(() => {
    command = buildCommand();
  });
  afterAll(() => command.remove());

  it('ends with 1 where something is stale or at alarm, with 0 elsewhere, edits included', async () => {
    const told = project();
    expect((await command.run(['status', '-p', told.folder])).code).toBe(1);
    await told.clade.run({ asOf: '2026-01-31' });
    expect((await command.run(['status', '-p', told.folder])).code).toBe(0);
    told.write('clade.yaml', driftProject('freshness: { data: 1d }'));
    const stale = await command.run(['status', '-p', told.folder]);
    expect(stale.code).toBe(1);
    expect(stale.stderr).toContain('[data-stale]');
    expect(stale.stdout).toContain('Accounts that change on ');
    const { code, stdout } = await command.run(['status', '-p', told.folder, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ value: { published: { asOf: '2026-01-31' } } });
  });

  it('stands beside every view of numbers as one line of ages', async () => {
    const told = project();
    await told.clade.run({ asOf: '2026-01-31' });
    for (const words of [
      ['show', 'size'],
      ['explain', 'a1'],
      ['profile', 'size'],
      ['export', 'size', '--to', 'out.csv'],
    ]) {
      const { stdout } = await command.run([...words, '-p', told.folder]);
      expect(stdout, words.join(' ')).toMatch(
        /\nData as of 2026-01-31, \d+ days ago; run on \d{4}-\d\d-\d\d, today\.\n$/,
      );
    }
    const { stdout } = await command.run(['show', 'size', '-p', told.folder, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ ages: { asOf: '2026-01-31', learnedAsOf: null } });
  });
});

function fail(): never {
  throw new Error('no status');
}
