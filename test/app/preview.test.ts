import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Preview } from '../../src/index.ts';
import { openPreview } from '../../src/index.ts';
import { PREVIEW_DAY, PREVIEW_PROJECT } from '../support/preview-project.ts';
import type { TestProject } from '../support/project.ts';
import { lastingProject, testProject } from '../support/project.ts';

type Placed = Readonly<Record<'customer' | 'segment' | 'status' | 'money' | 'reason', string>>;

/** A file changed by what is written instead; throws where it does not stand there. */
function edited(path: string, from: string, to: string) {
  const text = PREVIEW_PROJECT[path] ?? '';
  if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
  return { path, text: text.replace(from, to) };
}

const first: { project?: TestProject } = {};

beforeAll(async () => {
  first.project = lastingProject(PREVIEW_PROJECT);
  const { findings } = await first.project.clade.run({ asOf: PREVIEW_DAY });
  if (findings.some(({ severity }) => severity === 'error')) throw new Error('nothing was published');
});

/** A copy of the project as it was published once. */
function published(): TestProject {
  const copy = testProject({});
  cpSync(first.project?.folder ?? '', copy.folder, { recursive: true });
  return copy;
}

/** Everybody as the newest snapshot has them. */
async function placedIn({ clade, folder }: TestProject, segmentation: string): Promise<readonly Placed[]> {
  const to = `${segmentation}-${Math.random().toString(36).slice(2)}.csv`;
  const { value, findings } = await clade.export({ segmentation, to });
  if (!value) throw new Error(findings.map(({ message }) => message).join());
  const [head = '', ...rows] = readFileSync(join(folder, to), 'utf8').trim().split('\n');
  const names = head.split(',');
  return rows.map((row) => {
    const cells = row.split(',');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) as Placed;
  });
}

const cents = (money: string) => Math.round(Number(money) * 100);

function countedBy<Item>(items: readonly Item[], key: (item: Item) => string, of: (item: Item) => number) {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + of(item);
  return counts;
}

/** What publishing made of it, from every customer's row before and after. */
function compared(
  before: readonly Placed[],
  after: readonly Placed[],
  was: Readonly<Record<string, string>>,
) {
  const earlier = new Map(before.map((one) => [one.customer, one]));
  const moves = after.flatMap((one) => {
    const from = earlier.get(one.customer);
    return one.status === 'customer' && from ? [{ ...one, from: was[from.segment] ?? from.segment }] : [];
  });
  const pair = ({ from, segment }: (typeof moves)[number]) => `${from} ${segment}`;
  const live = (rows: readonly Placed[]) => rows.filter(({ status }) => status === 'customer');
  const sides = [before, after] as const;
  return {
    customers: countedBy(moves, pair, () => 1),
    money: countedBy(moves, pair, (one) => cents(one.money)),
    sizes: sides.map((rows) =>
      countedBy(
        rows,
        ({ segment }) => segment,
        () => 1,
      ),
    ),
    active: sides.map((rows) =>
      countedBy(
        live(rows),
        ({ segment }) => segment,
        () => 1,
      ),
    ),
    sums: sides.map((rows) =>
      countedBy(
        live(rows),
        ({ segment }) => segment,
        (one) => cents(one.money),
      ),
    ),
    reasons: sides.map((rows) =>
      countedBy(
        live(rows),
        ({ reason }) => reason,
        () => 1,
      ),
    ),
  };
}

/** The same of a preview. Segments have the ids of their side. */
function answered(preview: Preview, id: string, was: Readonly<Record<string, string>>) {
  const told = preview.segmentations.find(({ segmentation }) => segmentation === id);
  if (!told?.matrix) throw new Error(`${id} is not told`);
  const idThen = (segment: string) => Object.keys(was).find((key) => was[key] === segment) ?? segment;
  const sides = (['before', 'after'] as const).map((side) =>
    told.segments.flatMap(({ segment, ...sizes }) => {
      const size = sizes[side];
      return size && size.customers > 0
        ? [[side === 'before' ? idThen(segment) : segment, size] as const]
        : [];
    }),
  );
  const some = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).filter(([, value]) => value > 0));
  const { cells } = told.matrix;
  const money = (side: 'startMoney' | 'endMoney') =>
    Object.fromEntries(cells.map((cell) => [`${cell.from} ${cell.to}`, cents(cell[side])]));
  expect(money('startMoney')).toEqual(money('endMoney'));
  return {
    customers: Object.fromEntries(cells.map(({ from, to, customers }) => [`${from} ${to}`, customers])),
    money: money('endMoney'),
    sizes: sides.map((side) =>
      Object.fromEntries(side.map(([segment, { customers }]) => [segment, customers])),
    ),
    active: sides.map((side) =>
      some(Object.fromEntries(side.map(([segment, { active }]) => [segment, active]))),
    ),
    sums: sides.map((side) =>
      Object.fromEntries(
        side
          .filter(([, { active }]) => active > 0)
          .map(([segment, size]) => [segment, cents(size.money ?? '0')]),
      ),
    ),
    reasons: [told.reasons.before ?? {}, told.reasons.after].map(some),
  };
}

interface Case {
  readonly what: string;
  readonly segmentation: string;
  readonly edits: readonly { readonly path: string; readonly text: string }[];
  /** Of the edited segmentation: ids that were given up, and what they are now. */
  readonly was?: Readonly<Record<string, string>>;
  /** Segmentations told beside it. */
  readonly others?: readonly string[];
}

const OF_VALUE = ['focus', 'contacts', 'next'];

const CASES: readonly Case[] = [
  {
    what: 'a moved edge of bands, and who asks for the bands, people at the accounts too',
    segmentation: 'value',
    edits: [edited('segmentations/value.yaml', 'from: 3000', 'from: 4500')],
    others: OF_VALUE,
  },
  {
    what: 'a condition',
    segmentation: 'usage',
    edits: [edited('segmentations/usage.yaml', 'logins >= 8 }', "logins >= 12 or plan = 'firm' }")],
    others: ['focus', 'next'],
  },
  {
    what: 'the order of segments',
    segmentation: 'usage',
    edits: [
      edited('segmentations/usage.yaml', '  - { id: active, title: Active, when: logins >= 8 }\n', ''),
    ].map(({ path, text }) => ({
      path,
      text: text.replace('segments:\n', 'segments:\n  - { id: active, title: Active, when: logins >= 8 }\n'),
    })),
    others: ['focus', 'next'],
  },
  {
    what: 'the weight of a score, by which everybody of a band is counted again',
    segmentation: 'health',
    edits: [edited('scores/health.yaml', 'weight: 60', 'weight: 15')],
    others: ['next'],
  },
  {
    what: 'an expression that others are made of',
    segmentation: 'value',
    edits: [edited('attributes.yaml', 'mrr * 12', 'mrr * 12 - seats * 10')],
    others: OF_VALUE,
  },
  {
    what: 'a rank, which the engine counts again',
    segmentation: 'usage',
    edits: [
      edited('attributes.yaml', 'rank: { of: logins, as: top_share }', 'rank: { of: seats, as: top_share }'),
    ],
    others: ['focus', 'next'],
  },
  {
    what: 'the cells of a hybrid',
    segmentation: 'focus',
    edits: [
      edited('segmentations/focus.yaml', '{ value: small, usage: [power, active] }', '{ value: small }'),
    ],
    others: ['next'],
  },
  {
    what: 'the map of an RFM, by the thresholds that were learned',
    segmentation: 'rfm',
    edits: [edited('segmentations/rfm.yaml', '[333, 332, 323]', '[333, 332, 323, 233, 133]')],
  },
  {
    what: 'a renamed segment',
    segmentation: 'value',
    edits: [
      edited(
        'segmentations/value.yaml',
        '{ id: medium, title: Medium, from: 3000 }',
        '{ id: middle, was: [medium], title: Middle, from: 5000 }',
      ),
      edited(
        'segmentations/focus.yaml',
        'value: [medium, large], usage: [power',
        'value: [middle, large], usage: [power',
      ),
    ].map(({ path, text }) => ({ path, text: text.replaceAll('[medium, large]', '[middle, large]') })),
    was: { medium: 'middle' },
    others: OF_VALUE,
  },
  {
    what: 'an added segment',
    segmentation: 'health',
    edits: [
      edited(
        'segmentations/health.yaml',
        'fallback:',
        '  - { id: superb, title: Superb, from: 80 }\nfallback:',
      ),
    ],
    others: ['next'],
  },
  {
    what: 'a segment given up',
    segmentation: 'health',
    edits: [edited('segmentations/health.yaml', '  - { id: fair, title: Fair, from: 30 }\n', '')],
    others: ['next'],
  },
  {
    what: 'somebody placed by hand',
    segmentation: 'value',
    edits: [
      {
        path: 'hands.yaml',
        text: `kind: override
id: by_hand
segmentation: value
customer: [${Array.from({ length: 40 }, (_, index) => `a${index}`).join(', ')}]
segment: large
reason: They will be.
owner: Ann
from: 2026-01-01
until: 2026-12-31
`,
      },
    ],
    others: OF_VALUE,
  },
];

describe('clade preview', () => {
  it.each(CASES)(
    'says what publishing then does: $what',
    async ({ segmentation, edits, was = {}, others = [] }) => {
      const project = published();
      const told = [segmentation, ...others];
      const before = new Map<string, readonly Placed[]>();
      for (const id of told) before.set(id, await placedIn(project, id));
      const { value, findings } = await project.clade.preview({ segmentation, edits });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      if (!value) throw new Error('no answer');
      expect(value).toMatchObject({ asOf: PREVIEW_DAY, facts: 'kept' });
      expect(value.segmentations.map((one) => one.segmentation).toSorted()).toEqual(told.toSorted());
      expect(value.segmentations[0]?.moved).toBeGreaterThan(4);
      for (const { path, text } of edits) project.write(path, text);
      const run = await project.clade.run({ asOf: PREVIEW_DAY });
      expect(run.value).not.toBeNull();
      for (const id of told) {
        const names = id === segmentation ? was : {};
        const truth = compared(before.get(id) ?? [], await placedIn(project, id), names);
        expect({ id, ...answered(value, id, names) }).toEqual({ id, ...truth });
      }
    },
  );

  it('tells a segmentation that was never published by its sizes alone', async () => {
    const project = published();
    const text = (PREVIEW_PROJECT['segmentations/usage.yaml'] ?? '').replace('id: usage', 'id: use');
    const { value } = await project.clade.preview({
      segmentation: 'use',
      edits: [{ path: 'segmentations/use.yaml', text }],
    });
    expect(value?.segmentations).toHaveLength(1);
    expect(value?.segmentations[0]).toMatchObject({ matrix: null, moved: null, reasons: { before: null } });
    const usage = await placedIn(project, 'usage');
    for (const { segment, before, after } of value?.segmentations[0]?.segments ?? []) {
      expect(before).toBeNull();
      expect(after?.customers).toBe(usage.filter((one) => one.segment === segment).length);
    }
  });

  it('compares the files as they stand with what was published, and values that are tried on top', async () => {
    const project = published();
    const asTheyStand = await project.clade.preview({ segmentation: 'value' });
    expect(asTheyStand.ages).toMatchObject({ asOf: asTheyStand.value?.asOf });
    expect(asTheyStand.ages?.ranOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(asTheyStand.value?.segmentations.map(({ moved }) => moved)).toEqual([0, 0, 0, 0]);
    expect(asTheyStand.findings).toEqual([]);
    const edit = edited('segmentations/value.yaml', 'from: 3000', 'from: 4500');
    const tried = await project.clade.preview({ segmentation: 'value', set: ['segments.medium.from=4500'] });
    const whole = await project.clade.preview({ segmentation: 'value', edits: [edit] });
    expect(tried.value).toEqual(whole.value);
    project.write(edit.path, edit.text);
    const written = await project.clade.preview({ segmentation: 'value' });
    expect(written.value).toEqual(whole.value);
    const elsewhere = await project.clade.preview({
      segmentation: 'health',
      set: ['score/health:parts.use.weight=15', 'segments.2.from=35'],
    });
    expect(elsewhere.value?.calculated).toEqual(['health']);
    expect(elsewhere.value?.segmentations[0]?.moved).toBeGreaterThan(4);
  });

  it('brings what is found of the edit alone, and says what it mends', async () => {
    const project = published();
    const never = edited('segmentations/usage.yaml', 'logins >= 8 }', 'logins >= 8 and logins < 8 }');
    const { findings } = await project.clade.preview({ segmentation: 'usage', edits: [never] });
    expect(findings.map(({ code }) => code)).toContain('rule-never-true');
    project.write(never.path, never.text);
    await project.clade.run({ asOf: PREVIEW_DAY });
    const same = await project.clade.preview({ segmentation: 'usage' });
    expect(same.findings).toEqual([]);
    const back = await project.clade.preview({
      segmentation: 'usage',
      edits: [{ path: never.path, text: PREVIEW_PROJECT[never.path] ?? '' }],
    });
    expect(back.findings).toEqual([]);
    expect(back.value?.mended.map(({ code }) => code)).toContain('rule-never-true');
    const broken = edited('segmentations/usage.yaml', 'logins >= 8 }', 'login >= 8 }');
    const refused = await project.clade.preview({ segmentation: 'usage', edits: [broken] });
    expect(refused.value).toBeNull();
    expect(refused.findings.map(({ code }) => code)).toContain('condition-unknown-name');
  });
});

describe('an edit that the kept facts do not answer', () => {
  const asks: readonly (readonly [string, string, Case['edits'], RegExp])[] = [
    [
      'a new attribute that is read',
      'usage',
      [
        edited('segmentations/usage.yaml', 'logins >= 8 }', 'again >= 8 }'),
        {
          path: 'again.yaml',
          text: '{ kind: attribute, id: again, entity: account, basis: behavioural, from: accounts.seats }',
        },
      ],
      /`again` is new/,
    ],
    [
      'another column',
      'usage',
      [edited('attributes.yaml', 'behavioural, from: accounts.logins', 'behavioural, from: accounts.seats')],
      /`logins` is made otherwise/,
    ],
    [
      'another file',
      'usage',
      [edited('clade.yaml', 'file: accounts.csv', 'file: others.csv')],
      /who `account` lists/,
    ],
    [
      'who is a customer',
      'usage',
      [edited('clade.yaml', "activeWhen: status = 'live'", "activeWhen: status <> 'lead'")],
      /who `account` lists/,
    ],
    [
      'what is learned',
      'rfm',
      [edited('segmentations/rfm.yaml', 'scores: 3', 'scores: 4')].map(({ path, text }) => ({
        path,
        text: text.replace('[333, 332, 323]', '[444, 443]'),
      })),
      /`rfm` places by/,
    ],
  ];

  it.each(asks)('is told by name: %s', async (_, segmentation, edits, words) => {
    const project = published();
    const { value, findings } = await project.clade.preview({ segmentation, edits });
    expect(value).toBeNull();
    const needs = findings.filter(({ code }) => code === 'preview-needs-facts');
    expect(needs.map(({ message }) => message).join()).toMatch(words);
    expect(needs[0]?.hint).toContain('--load');
  });

  it.each(asks)(
    'is answered from the sources when asked, as publishing then does: %s',
    async (_, segmentation, edits) => {
      const project = published();
      project.write(
        'others.csv',
        (PREVIEW_PROJECT['accounts.csv'] ?? '').replaceAll(',live,', ',gone,').replaceAll(',lead,', ',live,'),
      );
      const before = await project.clade.show({ name: segmentation });
      for (const { path, text } of edits) project.write(path, text);
      const { value } = await project.clade.preview({ segmentation, load: true });
      expect(value?.facts).toBe('loaded');
      const [told] = value?.segmentations ?? [];
      const run = await project.clade.run({ asOf: PREVIEW_DAY });
      const now = run.value?.segmentations.find((one) => one.segmentation === segmentation);
      expect(told?.segments.map(({ after }) => [after?.customers, after?.active, after?.money])).toEqual(
        now?.segments.map(({ customers, active, money }) => [customers, active, money]),
      );
      expect(told?.segments.map((one) => one.before?.active)).toEqual(
        before.value?.segments.map(({ active }) => active),
      );
      expect(told?.moved).toBeGreaterThan(4);
      const { value: movement } = await project.clade.movement({ segmentation });
      expect(movement).toBeNull();
    },
  );

  it('is whom hysteresis holds; the sources then say it, and who asks for the segments is told from what was published', async () => {
    const project = published();
    const value = PREVIEW_PROJECT['segmentations/value.yaml'] ?? '';
    project.write(
      'segmentations/value.yaml',
      value.replace('segments:', 'hysteresis: { every: month, dwell: 10 }\nsegments:'),
    );
    await project.clade.run({ asOf: PREVIEW_DAY });
    const same = await project.clade.preview({ segmentation: 'value' });
    expect(same.value?.segmentations.map(({ moved }) => moved)).toEqual([0, 0, 0, 0]);
    const shown = await project.clade.show({ name: 'value' });
    expect(same.value?.segmentations[0]?.segments.map(({ after }) => after?.active)).toEqual(
      shown.value?.segments.map(({ active }) => active),
    );
    const asked = { segmentation: 'value', set: ['segments.medium.from=4500'] };
    const { findings } = await project.clade.preview(asked);
    expect(findings).toMatchObject([
      { code: 'preview-needs-facts', message: expect.stringMatching(/hysteresis/) },
    ]);
    const loaded = await project.clade.preview({ ...asked, load: true });
    expect(loaded.value?.segmentations[0]?.moved).toBeGreaterThan(4);
    const focus = { segmentation: 'focus', set: ['segments.grow.cells={ value: small }'] };
    expect((await project.clade.preview(focus)).value?.segmentations[0]?.moved).toBeGreaterThan(4);
  });

  it('leaves out who asks for the segments and needs more, and says so', async () => {
    const project = published();
    const edits = [
      edited('segmentations/value.yaml', 'from: 3000', 'from: 4500'),
      edited('segmentations/next.yaml', 'mrr >= 100', 'again >= 100'),
      {
        path: 'again.yaml',
        text: '{ kind: attribute, id: again, entity: account, basis: value, from: accounts.seats }',
      },
    ];
    const { value, findings } = await project.clade.preview({ segmentation: 'value', edits });
    expect(value?.segmentations.map((one) => one.segmentation).toSorted()).toEqual([
      'contacts',
      'focus',
      'value',
    ]);
    const left = findings.filter(({ code }) => code === 'preview-left-out');
    expect(left.map(({ message }) => message)).toEqual([expect.stringMatching(/`next`.*`again` is new/)]);
  });
});

describe('values that are tried', () => {
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['segments.medum.from=1', 'set-path', /Did you mean `medium`/],
    ['segments.medium.form=1', 'set-path', /Did you mean `from`/],
    ['segments.9.from=1', 'set-path', /small, medium and large/],
    ['segments.medium.from.more=1', 'set-path', /the path ends here/],
    ['segments.medium.from', 'set-syntax', /an equals sign/],
    ['helth:segments.medium.from=1', 'set-definition', /before the colon/],
    ['health:segments.poor.from=1', 'set-definition', /`score\/health:`|`segmentation\/health:`/],
    ['segments.medium.title=two\nlines', 'set-value', /Write a number/],
  ];

  it.each(wrong)('that lead nowhere are told: %s', async (set, code, hint) => {
    const project = published();
    const { value, findings } = await project.clade.preview({ segmentation: 'value', set: [set] });
    expect(value).toBeNull();
    expect(findings.map((one) => one.code)).toEqual([code]);
    expect(findings[0]?.hint).toMatch(hint);
  });

  it('are asked only of a segmentation there is, of texts inside the project', async () => {
    const project = published();
    const unknown = await project.clade.preview({ segmentation: 'valeu' });
    expect(unknown.findings).toMatchObject([{ code: 'unknown-segmentation', hint: 'Did you mean `value`?' }]);
    for (const path of ['../other.yaml', '/etc/clade.yaml', 'data.csv', 'pack:saas/billing.yaml']) {
      const outside = await project.clade.preview({ segmentation: 'value', edits: [{ path, text: '' }] });
      expect(outside.findings.map(({ code }) => code)).toEqual(['edit-path']);
    }
  });
});

describe('a session', () => {
  it('answers question after question from one engine, as one question alone does, and writes nothing', async () => {
    const project = published();
    const questions = [30, 45, 20].map((edge) => ({
      segmentation: 'health',
      set: [`segments.fair.from=${edge}`],
    }));
    const alone = [];
    for (const question of questions) alone.push((await project.clade.preview(question)).value);
    const before = stateOf(project.folder);
    const session = await openPreview({
      folder: project.folder,
      engine: { name: 'duckdb', memory: '1GB', threads: 2 },
    });
    try {
      const answers = [];
      for (const question of questions) answers.push((await session.ask(question)).value);
      expect(answers).toEqual(alone);
      expect(answers.map((answer) => answer?.segmentations[0]?.moved)).toEqual([
        0,
        expect.any(Number),
        expect.any(Number),
      ]);
      expect(new Set(answers.map((answer) => answer?.segmentations[0]?.moved)).size).toBe(3);
      const wrong = await session.ask({ segmentation: 'health', set: ['segments.fiar.from=1'] });
      expect(wrong.findings).toMatchObject([{ code: 'set-path' }]);
      project.write(
        'segmentations/health.yaml',
        (PREVIEW_PROJECT['segmentations/health.yaml'] ?? '').replace('30', '45'),
      );
      const now = await session.ask({ segmentation: 'health' });
      expect(now.value?.segmentations[0]?.segments).toEqual(answers[1]?.segmentations[0]?.segments);
    } finally {
      await session.close();
    }
    expect(stateOf(project.folder)).toEqual(before);
  });

  it('answers from what it has counted as it would have at first, whatever moves and whoever asks for the segments', async () => {
    const project = published();
    const moves: readonly (readonly [string, (step: number) => string])[] = [
      ['value', (step) => `segments.medium.from=${4000 + step * 250}`],
      ['usage', (step) => `segments.active.when=logins >= ${9 + step} or plan = 'firm'`],
      [
        'usage',
        (step) => `segments.power.when=at_least(2, logins >= ${15 + step}, seats >= 50, busy <= 0.2)`,
      ],
      ['focus', (step) => `segments.grow.cells={ value: small, usage: [${['power', 'active'][step % 2]}] }`],
      ['health', (step) => `score/health:parts.use.weight=${20 + step}`],
    ];
    const questions = moves.flatMap(([segmentation, set]) =>
      [0, 1, 2, 3].map((step) => ({ segmentation, set: [set(step)] })),
    );
    const alone = [];
    for (const question of questions) alone.push((await project.clade.preview(question)).value);
    const told: string[] = [];
    const session = await openPreview({
      folder: project.folder,
      onProgress: ({ label }) => told.push(label),
    });
    try {
      const answers = [];
      for (const question of questions) answers.push((await session.ask(question)).value);
      expect(answers).toEqual(alone);
      expect(new Set(told)).toContain('preparing preview of usage');
    } finally {
      await session.close();
    }
  });
});

/** Every file of a project's state by name, size and bytes. */
function stateOf(folder: string): readonly string[] {
  const state = join(folder, '.clade');
  return readdirSync(state, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(state, name)).isFile())
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(state, name)))
          .digest('hex')}`,
    );
}
