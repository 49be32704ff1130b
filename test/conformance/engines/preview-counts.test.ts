import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import type { SeededRandom } from '../../../src/base/seeded-random.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Segmentation } from '../../../src/definitions/project.ts';
import type { Row } from '../../../src/engines/engine.ts';
import type { Tally } from '../../../src/measures/preview/tallies.ts';
import { readTallies, talliesRelation } from '../../../src/measures/preview/tallies.ts';
import type { Scan } from '../../../src/plan/preview/scan.ts';
import { countedScan, countingByMoving } from '../../../src/plan/preview/counted-scan.ts';
import type { Side } from '../../../src/plan/preview/side.ts';
import { createTableAs, printRelation } from '../../../src/sql/print.ts';
import type { Column } from '../../../src/sql/relation.ts';
import { columnsOf, table } from '../../../src/sql/relation.ts';
import { INTEGER, TEXT } from '../../../src/sql/value-type.ts';
import { FACTS } from '../../../src/tables/facts-table.ts';
import { MONEY } from '../../../src/tables/state-table.ts';
import { evaluate } from '../../support/evaluate.ts';
import { rulesOf, sketchProject } from '../../support/sketch-project.ts';
import { loadRows } from './load-rows.ts';
import { useEngine } from './tested-engine.ts';

const AS_OF = '2026-06-30' as CalendarDate;
const PRINT = { asOf: AS_OF, label: 'preview counts', values: 'bound' } as const;
const ATTRIBUTES = { x: 'integer', y: 'integer', plan: 'text' };
const COLUMNS: readonly Column[] = [
  { name: FACTS.key, type: TEXT },
  { name: 'x', type: INTEGER },
  { name: 'y', type: INTEGER },
  { name: 'plan', type: TEXT },
  { name: FACTS.status, type: TEXT },
  { name: FACTS.money, type: MONEY },
];
const PLANS = ['free', 'pro', 'team'] as const;

const plain: Side = {
  fitted: (one) => one,
  fitHash: () => null,
  names: () => new Map(),
  placed: () => null,
};

const pick = <T>(random: SeededRandom, items: readonly T[]): T =>
  items[random.integer(0, items.length - 1)] as T;

/** Rules with an edge on each axis; `edge` stands in the first of them. */
function rulesWith(random: SeededRandom, edge: number): Readonly<Record<string, string>> {
  const operator = () => pick(random, ['<', '<=', '>', '>=', '=', '<>']);
  const fixed = () => `${pick(random, ['x', 'y'])} ${operator()} ${random.integer(0, 30)}`;
  const listed = () => `plan in ('${pick(random, PLANS)}', '${pick(random, PLANS)}')`;
  return {
    first: `x >= ${edge} and ${pick(random, [fixed, listed])()}`,
    second: `${fixed()} or ${listed()}`,
    third: `at_least(2, ${fixed()}, ${fixed()}, ${listed()})`,
  };
}

const rowsFor = (random: SeededRandom): readonly Row[] =>
  Array.from({ length: 400 }, (_, index) => ({
    [FACTS.key]: `k${index}`,
    x: random.next() < 0.15 ? null : random.integer(0, 30),
    y: random.next() < 0.15 ? null : random.integer(0, 30),
    plan: random.next() < 0.1 ? null : pick(random, PLANS),
    [FACTS.status]: pick(random, ['customer', 'customer', 'former', 'prospect']),
    [FACTS.money]: random.next() < 0.2 ? null : String(random.integer(0, 500)),
  }));

/** Where the first true rule puts a row, and why. */
function whereabouts({ rules, fallback }: Segmentation, row: Row): string {
  const truths = rules.map(({ when }) => evaluate(when, row, AS_OF));
  const taken = truths.indexOf(true);
  const unknown = truths.indexOf(null);
  const isAfter = unknown >= 0 && (taken < 0 || unknown < taken);
  if (taken < 0) return `${fallback.id} ${isAfter ? 'lacks_data' : 'no_match'}`;
  return `${rules[taken]?.segment} ${isAfter ? 'matched_after_unknown' : 'matched'}`;
}

/** Customers, unpriced ones and money by both whereabouts and status, each row for itself. */
function expected(rows: readonly Row[], before: Segmentation, after: Segmentation) {
  const found: Record<string, { customers: number; unpriced: number; money: number }> = {};
  for (const row of rows) {
    const key = [row[FACTS.status], whereabouts(before, row), whereabouts(after, row)].join(' ');
    const tally = (found[key] ??= { customers: 0, unpriced: 0, money: 0 });
    tally.customers += 1;
    tally.unpriced += row[FACTS.money] === null ? 1 : 0;
    tally.money += Number(row[FACTS.money] ?? 0);
  }
  return found;
}

const told = (tallies: readonly Tally[]) =>
  Object.fromEntries(
    tallies.map(({ status, before, after, customers, unpriced, money }) => [
      [status, before?.segment, before?.reason, after.segment, after.reason].join(' '),
      { customers, unpriced, money: Number(money) },
    ]),
  );

describe('counts of a preview', () => {
  const tested = useEngine();
  const tallied = async (scan: Scan) =>
    told(
      readTallies(
        scan,
        await tested.engine.query(printRelation(talliesRelation(scan), tested.engine.dialect, PRINT)),
      ),
    );

  it('are those of placing everybody, by cells and by what was counted for edges that move', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = seededRandom(seed);
      const rows = rowsFor(random);
      const facts = await loadRows(tested.engine, tested.directory, `facts_${seed}`, COLUMNS, rows);
      const rules = rulesWith(random, 12);
      const segmentationAt = (edge: number) => {
        const first = rules['first']?.replace('x >= 12', `x >= ${edge}`) ?? '';
        const { project } = sketchProject(ATTRIBUTES, rulesOf({ ...rules, first }));
        const [segmentation] = project.segmentations;
        if (!segmentation) throw new Error('no segmentation');
        return segmentation;
      };
      const published = segmentationAt(12);
      const stored = [`counted_${seed}`];
      for (const [index, edge] of [9, 20, 31].entries()) {
        const edited = segmentationAt(edge);
        const wanted = [published, edited].map((segmentation) => ({ side: plain, segmentation }));
        const truth = expected(rows, published, edited);
        expect(await tallied(countedScan(facts, wanted, AS_OF))).toEqual(truth);
        const counting = countingByMoving(facts, wanted, AS_OF);
        if (!counting) throw new Error('not counted');
        if (index === 0)
          await tested.engine.execute(createTableAs(stored, counting.rows, [], tested.engine.dialect, PRINT));
        expect(await tallied(counting.scan(table(stored, columnsOf(counting.rows))))).toEqual(truth);
      }
    }
  });
});
