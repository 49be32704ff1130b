import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerMovement, SegmentsMovement } from '../../src/app/movement.ts';
import { seededRandom } from '../../src/base/seeded-random.ts';
import type { AccountDay, MovementWorld } from '../support/movement-world.ts';
import {
  accountsOn,
  MOVEMENT_DAYS,
  movementProject,
  randomWorld,
  stateOn,
} from '../support/movement-world.ts';
import type { Clade } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';
import { testProject } from '../support/project.ts';

const LAST = MOVEMENT_DAYS.length - 1;

interface Published {
  readonly folder: string;
  readonly clade: Clade;
}

/** Every day of a world published once for the tests of a block; the last by a definition that names b anew and gives up c. */
function publishedOnce(world: MovementWorld): { project(): Published } {
  const folder = mkdtempSync(join(tmpdir(), 'clade-movement-'));
  const clade = openClade({ folder, engine: { name: 'duckdb', memory: '1GB', threads: 2 } });
  beforeAll(async () => {
    for (const [day, asOf] of MOVEMENT_DAYS.entries()) {
      writeFileSync(join(folder, 'accounts.csv'), accountsOn(world, day));
      writeFileSync(join(folder, 'clade.yaml'), movementProject(day === LAST));
      const { value } = await clade.run({ asOf });
      if (value?.run.outcome !== 'published') throw new Error(`nothing published for ${asOf}`);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { project: () => ({ folder, clade }) };
}

async function movementOf(
  { clade }: Published,
  asked: Omit<Parameters<Clade['movement']>[0], 'segmentation'> = {},
): Promise<SegmentsMovement> {
  const { value, findings } = await clade.movement({ segmentation: 'plans', ...asked });
  if (value?.kind !== 'segments') throw new Error(JSON.stringify(findings));
  return value;
}

const cents = (digits: string) => Number(BigInt(digits.replace('.', '')) / 10_000n);
const live = (account: AccountDay | null) => account?.status === 'live';

/** The matrix worked out account by account. */
function expectedCells(world: MovementWorld, first: number, last: number) {
  const cells = new Map<string, { customers: number; start: number; end: number }>();
  for (const days of Object.values(world)) {
    const [before, after] = [days[first] ?? null, days[last] ?? null];
    if (!live(before) && !live(after)) continue;
    const renamed = stateOn(before, false) === 'b' && last === LAST ? 'beta' : stateOn(before, false);
    const key = `${renamed} ${stateOn(after, last === LAST)}`;
    const cell = cells.get(key) ?? { customers: 0, start: 0, end: 0 };
    cell.customers += 1;
    if (live(before)) cell.start += before?.mrr ?? 0;
    if (live(after)) cell.end += after?.mrr ?? 0;
    cells.set(key, cell);
  }
  return Object.fromEntries([...cells].sort());
}

const cellsOf = ({ matrix }: SegmentsMovement) =>
  Object.fromEntries(
    matrix.cells
      .map(
        ({ from, to, customers, startMoney, endMoney }) =>
          [`${from} ${to}`, { customers, start: cents(startMoney), end: cents(endMoney) }] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

describe('movement between two days', () => {
  const world = randomWorld(400, seededRandom(7).next);
  const crowd = publishedOnce(world);

  it('is what it is account by account, and its changes add up to the change of revenue, to the cent', async () => {
    const project = crowd.project();
    for (const [first, last] of [
      [2, 3],
      [0, 3],
      [0, 1],
    ] as const) {
      const [from, to] = [MOVEMENT_DAYS[first], MOVEMENT_DAYS[last]];
      const told = await movementOf(project, { from, to });
      expect(cellsOf(told)).toEqual(expectedCells(world, first, last));
      const changes = told.matrix.cells.map(({ change }) => cents(change));
      const revenue = (day: number) =>
        Object.values(world).reduce(
          (sum, days) => sum + (live(days[day] ?? null) ? (days[day]?.mrr ?? 0) : 0),
          0,
        );
      expect(changes.reduce((sum, change) => sum + change, 0)).toBe(revenue(last) - revenue(first));
      expect(cents(told.matrix.money.change)).toBe(revenue(last) - revenue(first));
      expect(cents(told.matrix.money.start)).toBe(revenue(first));
    }
  });

  it('tells the last two days unless others are named, and the snapshot that held on a day', async () => {
    const project = crowd.project();
    const told = await movementOf(project);
    expect([told.from, told.to]).toEqual(['2026-03-31', '2026-04-30']);
    const between = await movementOf(project, { from: '2026-02-15', to: '2026-04-01' });
    expect([between.from, between.to]).toEqual(['2026-01-31', '2026-03-31']);
  });

  it('shows a segment that was given up under its own title, and moves nobody who was only renamed', async () => {
    const { matrix } = await movementOf(crowd.project());
    expect(matrix.rows.map(({ id, title }) => [id, title])).toEqual([
      ['a', 'Plan A'],
      ['beta', 'Plan Beta'],
      ['rest', 'Rest'],
      ['c', 'Plan C'],
      ['_former', 'Returning customers'],
      ['_prospect', 'New, a prospect before'],
      ['_unlisted', 'New, not listed before'],
    ]);
    expect(matrix.columns.map(({ id }) => id)).toEqual([
      'a',
      'beta',
      'rest',
      '_former',
      '_prospect',
      '_unlisted',
    ]);
    expect(matrix.cells.some(({ from, to }) => from === 'c' && to === 'rest')).toBe(true);
  });

  it('follows each segment through every later snapshot', async () => {
    const { retention } = await movementOf(crowd.project(), { from: MOVEMENT_DAYS[0] });
    const [everybody, ...segments] = retention;
    expect(segments.map(({ segment }) => segment)).toEqual(['a', 'beta', 'rest', 'c']);
    const firstDay = Object.values(world).filter(([day]) => live(day ?? null));
    expect(everybody?.base).toBe(firstDay.length);
    for (const { segment, base, points } of segments) {
      const then = segment === 'beta' ? 'b' : segment;
      const members = firstDay.filter(([day]) => stateOn(day ?? null, false) === then);
      expect(base).toBe(members.length);
      for (const [at, { asOf, inSegment, asCustomer }] of points.entries()) {
        const day = at + 1;
        expect(asOf).toBe(MOVEMENT_DAYS[day]);
        const wanted = day === LAST ? segment : then;
        const stayed = members.filter((days) => stateOn(days[day] ?? null, day === LAST) === wanted);
        expect(inSegment.customers).toBe(stayed.length);
        expect(asCustomer.customers).toBe(members.filter((days) => live(days[day] ?? null)).length);
        expect(inSegment.share?.share).toBeCloseTo(stayed.length / base, 12);
      }
    }
  });

  it('counts who came back', async () => {
    const { comings } = await movementOf(crowd.project());
    const cameBack = Object.values(world).filter((days) =>
      /10+1/.test(days.map((day) => (live(day) ? '1' : '0')).join('')),
    );
    expect(cameBack.length).toBeGreaterThan(10);
    expect(comings).toMatchObject({
      since: MOVEMENT_DAYS[0],
      until: MOVEMENT_DAYS[3],
      snapshots: 4,
      customers: Object.values(world).filter((days) => days.some(live)).length,
      returning: cameBack.length,
    });
  });
});

const on = (plan: AccountDay['plan'], status: AccountDay['status'] = 'live', mrr = 1000): AccountDay => ({
  plan,
  status,
  mrr,
});

/** Back and forth twice, once, there and back over a renaming; there, gone, back; new; never a customer. */
const FEW: MovementWorld = {
  twice: [on('a'), on('b'), on('a'), on('b')],
  once: [on('a'), on('b'), on('a'), on('a')],
  onward: [on('a'), on('b'), on('c'), on('a')],
  back: [on('b'), on('b', 'gone'), on('b'), on('b')],
  unlisted: [on('a'), null, null, on('a')],
  fresh: [null, null, on('b'), on('b')],
  lead: [on('a', 'lead'), on('b', 'lead'), on('a', 'lead'), on('b', 'lead')],
  steady: [on('a'), on('a'), on('a'), on('a', 'live', 2500)],
};

describe('causes, and customers by name', () => {
  const few = publishedOnce(FEW);

  it('keeps whom a cause moved once at least, wherever others moved them, and shares of the whole row', async () => {
    const project = few.project();
    const all = await movementOf(project, { from: MOVEMENT_DAYS[0] });
    const restated = await movementOf(project, { from: MOVEMENT_DAYS[0], cause: 'restated' });
    const listed = await movementOf(project, { from: MOVEMENT_DAYS[0], cause: 'listed' });
    const told = ({ matrix }: SegmentsMovement) =>
      matrix.cells.map(({ from, to, customers, share }) => [from, to, customers, share]);
    expect(told(all)).toContainEqual(['a', 'a', 4, 4 / 5]);
    expect(told(restated)).toEqual([
      ['a', 'a', 2, 2 / 5],
      ['a', 'beta', 1, 1 / 5],
    ]);
    expect(told(listed)).toEqual([
      ['a', 'a', 1, 1 / 5],
      ['_unlisted', 'beta', 1, null],
    ]);
    expect(restated.matrix.customers).toEqual(all.matrix.customers);
    expect(all.causes).toContainEqual({ cause: 'restated', customers: 4, steps: 11 });
  });

  it('finds who moves back and forth twice within some days, through renamings', async () => {
    const project = few.project();
    const flapping = async (within: number) => (await movementOf(project, { within })).comings.flapping;
    expect(await flapping(90)).toBe(2);
    expect(await flapping(30)).toBe(2);
    expect(await flapping(29)).toBe(0);
  });

  it('tells a customer through all snapshots: where, how long, and why', async () => {
    const project = few.project();
    const historyOf = async (customer: string) => {
      const { value } = await project.clade.movement({ segmentation: 'plans', customer });
      return (value as CustomerMovement).stays.map(
        ({ title, status, firstSeen, lastSeen, leftBy, days, steps }) =>
          [title, status, firstSeen, lastSeen, leftBy, days, steps.map(({ cause }) => cause).join()].join(
            ' ',
          ),
      );
    };
    expect(await historyOf('once')).toEqual([
      'Plan A customer 2026-01-31 2026-01-31 2026-02-28 0 ',
      'Plan B customer 2026-02-28 2026-02-28 2026-03-31 0 restated',
      'Plan A customer 2026-03-31 2026-04-30  30 restated',
    ]);
    expect(await historyOf('back')).toEqual([
      'Plan B customer 2026-01-31 2026-01-31 2026-02-28 0 ',
      'Plan B former 2026-02-28 2026-02-28 2026-03-31 0 ',
      'Plan Beta customer 2026-03-31 2026-04-30  30 ',
    ]);
    expect(await historyOf('unlisted')).toEqual([
      'Plan A customer 2026-01-31 2026-01-31 2026-02-28 0 ',
      ' unlisted 2026-02-28 2026-03-31 2026-04-30 31 unlisted',
      'Plan A customer 2026-04-30 2026-04-30  0 listed',
    ]);
    expect((await historyOf('fresh'))[0]).toBe('Plan Beta customer 2026-03-31 2026-04-30  30 listed');
  });

  it('says who was where on any day as it was published, whatever data and definition say now', async () => {
    const { clade, folder } = few.project();
    const membersOn = async (asOf: string) => {
      await clade.export({ segmentation: 'plans', to: 'then.csv', asOf });
      const [, ...rows] = readFileSync(join(folder, 'then.csv'), 'utf8').trim().split('\n');
      return rows.map((row) => row.split(',').slice(0, 3).join(' '));
    };
    for (const [day, asOf] of MOVEMENT_DAYS.entries()) {
      const listed = Object.entries(FEW).flatMap(([id, days]) => {
        const account = days[day];
        if (!account) return [];
        const segment = stateOn({ ...account, status: 'live' }, day === LAST);
        const status = { live: 'customer', gone: 'former', lead: 'prospect' }[account.status];
        return [`${id} ${segment} ${status}`];
      });
      expect(await membersOn(asOf)).toEqual(listed.sort());
    }
    const shownOn = async (asOf: string) => {
      const { value } = await clade.show({ name: 'plans', asOf });
      return value?.segments.map(({ title, active }) => `${title} ${active}`);
    };
    expect(await shownOn('2026-02-10')).toEqual(['Plan A 5', 'Plan B 1', 'Plan C 0', 'Rest 0']);
    expect(await shownOn('2026-05-01')).toEqual(['Plan A 4', 'Plan Beta 3', 'Rest 0']);
    const early = await clade.show({ name: 'plans', asOf: '2025-12-31' });
    expect(early.findings.map(({ code }) => code)).toEqual(['no-snapshot']);
  });

  it('writes lists of who moved, came back or flaps', async () => {
    const project = few.project();
    const list = async (asked: Omit<Parameters<typeof project.clade.export>[0], 'segmentation' | 'to'>) => {
      await project.clade.export({ segmentation: 'plans', to: 'list.csv', ...asked });
      return readFileSync(join(project.folder, 'list.csv'), 'utf8').trim().split('\n');
    };
    expect(await list({ list: 'returning' })).toEqual([
      'customer,segment,status,money,first_seen,last_seen,away',
      'back,beta,customer,10.000000,2026-01-31,2026-04-30,1',
      'unlisted,a,customer,10.000000,2026-01-31,2026-04-30,2',
    ]);
    expect(await list({ list: 'flapping' })).toEqual([
      'customer,segment,status,money,returns,first_return,last_return',
      'lead,beta,prospect,10.000000,2,2026-03-31,2026-04-30',
      'twice,beta,customer,10.000000,2,2026-03-31,2026-04-30',
    ]);
    expect(await list({ list: 'moved', since: MOVEMENT_DAYS[0], segment: 'beta' })).toEqual([
      'customer,from_state,to_state,start_money,end_money',
      'fresh,_unlisted,beta,,10.000000',
      'twice,a,beta,10.000000,10.000000',
    ]);
  });
});

describe('what cannot be told', () => {
  it('is said, with what would mend it', async () => {
    const project = testProject({ 'clade.yaml': movementProject(), 'accounts.csv': accountsOn(FEW, 0) });
    const codes = async (asked: Omit<Parameters<typeof project.clade.movement>[0], 'segmentation'>) => {
      const { value, findings } = await project.clade.movement({ segmentation: 'plans', ...asked });
      return [value === null, ...findings.map(({ code }) => code)];
    };
    expect(await codes({})).toEqual([true, 'nothing-published']);
    await project.clade.run({ asOf: '2026-03-31' });
    expect(await codes({})).toEqual([true, 'one-snapshot']);
    expect(await codes({ from: '2026-02-30' })).toEqual([true, 'not-a-day']);
    await project.clade.run({ asOf: '2026-04-30' });
    expect(await codes({ from: '2026-01-01' })).toEqual([true, 'no-snapshot']);
    expect(await codes({ from: '2026-05-01', to: '2026-04-01' })).toEqual([true, 'not-a-period']);
    expect(await codes({ from: '2026-05-01' })).toEqual([true, 'not-a-period']);
    expect(await codes({ customer: 'nobody' })).toEqual([true, 'unknown-customer']);
    await project.clade.run({ asOf: '2026-01-31' });
    expect(await codes({ from: '2026-01-31' })).toEqual([false, 'ledger-gap']);
    expect(await codes({ from: '2026-01-31', cause: 'behaviour' })).toEqual([true, 'ledger-gap']);
  });

  it('is said where money means another thing by now, and what is not told of it', async () => {
    const project = testProject({ 'clade.yaml': movementProject(), 'accounts.csv': accountsOn(FEW, 0) });
    await project.clade.run({ asOf: '2026-01-31' });
    project.write('clade.yaml', movementProject().replace('money: mrr\n', ''));
    await project.clade.run({ asOf: '2026-02-28' });
    const { value, findings } = await project.clade.movement({ segmentation: 'plans' });
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['money-changed', 'Money was `mrr` on 2026-01-31 and is `none` on 2026-02-28: its change says little.'],
    ]);
    expect(value).toMatchObject({ money: null, matrix: { unpriced: { start: 0, end: 6 } } });
  });
});
