import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import { addDays, daysBetween } from '../../../src/base/calendar-date.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import { causeCounts, ledgerOf, readCauseCounts } from '../../../src/measures/movement/causes.ts';
import { flappingCustomers } from '../../../src/measures/movement/flapping.ts';
import { ledger } from '../../../src/tables/ledger.ts';
import { snapshotId, snapshots } from '../../../src/tables/snapshots.ts';
import { insertRows } from '../../../src/warehouse/insert-rows.ts';
import { readRelation } from '../../../src/warehouse/read-table.ts';
import { createState } from '../../../src/warehouse/state.ts';
import { useEngine } from './tested-engine.ts';

/** One run a day, but two on the third day. */
const DAYS = [0, 30, 60, 60, 95, 120, 150].map((days) => addDays('2026-01-31' as CalendarDate, days));
const RUNS = DAYS.map((_, index) => `r${index}`);
const WITHIN = 60;

interface Step {
  readonly run: number;
  readonly step: number;
  readonly cause: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Each line: the run, then what its steps made of the customer, a dash where no list has it. */
function stepsOf(path: readonly (readonly [run: number, ...segments: string[]])[]): readonly Step[] {
  const shown = (segment: string) => (segment === '-' ? null : segment);
  let now = '-';
  return path.flatMap(([run, ...segments]) =>
    segments.map((segment, index) => {
      const step = { run, step: index * 3 + 1, cause: index === 0 ? 'definition' : 'behaviour' };
      const moved = { ...step, from: shown(now), to: shown(segment) };
      now = segment;
      return moved;
    }),
  );
}

const WORKED: Readonly<Record<string, readonly Step[]>> = {
  flaps: stepsOf([
    [0, 'a'],
    [1, 'b'],
    [2, 'a'],
    [4, 'b'],
  ]),
  // Both steps of a day end where the day began.
  trembles: stepsOf([
    [0, 'a'],
    [1, 'b', 'a'],
    [2, 'b', 'a'],
    [4, 'b', 'a'],
  ]),
  // The two runs of the third day together: from b to c and on to a.
  reruns: stepsOf([
    [0, 'a'],
    [1, 'b'],
    [2, 'c'],
    [3, 'a'],
    [4, 'b'],
  ]),
  tooSlow: stepsOf([
    [0, 'a'],
    [1, 'b'],
    [2, 'a'],
    [6, 'b'],
  ]),
  // `old` is called a today.
  renamed: stepsOf([
    [0, 'old'],
    [1, 'b'],
    [2, 'a'],
    [4, 'b'],
  ]),
  // Away in between: joining a list is no move back.
  away: stepsOf([
    [0, 'a'],
    [1, 'b'],
    [2, '-'],
    [4, 'a'],
    [5, 'b'],
  ]),
};

/** The same, step by step in memory. */
function flapsIn(steps: readonly Step[]): boolean {
  const named = (segment: string | null) => (segment === 'old' ? 'a' : segment);
  const days = [...new Set(steps.map(({ run }) => DAYS[run] ?? ''))];
  const moves = days.flatMap((day) => {
    const own = steps.filter(({ run }) => DAYS[run] === day);
    const [from, to] = [named(own[0]?.from ?? null), named(own.at(-1)?.to ?? null)];
    const isOutside = own.some((one) => one.from === null || one.to === null);
    return isOutside || from === to ? [] : [{ day: day as CalendarDate, from, to }];
  });
  const returns = moves.filter(({ to }, index) => index > 0 && moves[index - 1]?.from === to);
  return returns.some(({ day }, index) => {
    const before = returns[index - 1];
    return before !== undefined && daysBetween(before.day, day) <= WITHIN;
  });
}

function randomSteps(): Readonly<Record<string, readonly Step[]>> {
  const random = seededRandom(5);
  const segment = () => ['a', 'b', 'b', 'a', 'c', 'old', '-'][random.integer(0, 6)] ?? 'a';
  return Object.fromEntries(
    Array.from({ length: 800 }, (_, customer) => {
      const path = RUNS.flatMap((_, run) => {
        const segments = Array.from({ length: random.integer(0, 2) }, segment);
        return segments.length === 0 ? [] : [[run, ...segments] as const];
      });
      return [`random${customer}`, stepsOf(path).filter(({ from, to }) => from !== to)];
    }),
  );
}

describe('the ledger of several runs and steps', () => {
  const tested = useEngine();
  const all = { ...WORKED, ...randomSteps() };

  beforeAll(async () => {
    await createState(tested.engine);
    await insertRows(
      tested.engine,
      snapshots,
      RUNS.map((runId, index) => ({
        ...{ snapshot_id: snapshotId(runId, 'flaps'), run_id: runId, as_of: DAYS[index] ?? '' },
        ...{
          segmentation: 'flaps',
          entity: 'account',
          method: 'rules',
          definition_hash: 'h',
          fit_hash: null,
        },
        ...{ previous_run_id: RUNS[index - 1] ?? null, customers: 1, boundary_margin: 0.02 },
      })),
    );
    await insertRows(
      tested.engine,
      ledger,
      Object.entries(all).flatMap(([customer, steps]) =>
        steps.map(({ run, step, cause, from, to }) => ({
          ...{ snapshot_id: snapshotId(RUNS[run] ?? '', 'flaps'), as_of: DAYS[run] ?? '', customer, step },
          ...{ cause, from_segment: from, to_segment: to },
        })),
      ),
    );
  });

  it('finds who moves back and forth between days, whatever steps a day had', async () => {
    const relation = flappingCustomers('flaps', RUNS, new Map([['old', 'a']]), WITHIN);
    const rows = await readRelation(tested.engine, relation, 'flapping');
    const found = rows.map((row) => String(row['customer'])).sort();
    expect(found.filter((name) => name in WORKED)).toEqual(['flaps', 'renamed', 'reruns']);
    expect(rows.find((row) => row['customer'] === 'flaps')).toMatchObject({
      first_return: DAYS[2],
      last_return: DAYS[4],
    });
    const expected = Object.entries(all).flatMap(([name, steps]) => (flapsIn(steps) ? [name] : []));
    expect(expected.length).toBeGreaterThan(20);
    expect(found).toEqual(expected.sort());
  });

  it('counts a customer once for each cause, and every step', async () => {
    const own = RUNS.slice(1, 3);
    const rows = await readRelation(tested.engine, causeCounts(ledgerOf('flaps', own)), 'causes');
    const steps = Object.entries(all).flatMap(([customer, mine]) =>
      mine.filter(({ run }) => run === 1 || run === 2).map(({ cause }) => ({ customer, cause })),
    );
    for (const { cause, customers, steps: counted } of readCauseCounts(rows)) {
      const mine = steps.filter((one) => one.cause === cause);
      expect([customers, counted]).toEqual([new Set(mine.map(({ customer }) => customer)).size, mine.length]);
    }
    expect(rows).toHaveLength(2);
  });
});
