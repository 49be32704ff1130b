import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import type { SeededRandom } from '../../../src/base/seeded-random.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Segmentation } from '../../../src/definitions/project.ts';
import type { Row } from '../../../src/engines/engine.ts';
import type { PlanContext } from '../../../src/plan/context.ts';
import { countsRelation } from '../../../src/plan/placement-counts.ts';
import { assignmentRows, placedRelation } from '../../../src/plan/placements.ts';
import {
  axesOfEntity,
  axisCountsRelation,
  listOf,
  rankedRelation,
  readAxisCounts,
} from '../../../src/plan/ranks.ts';
import { segmentationCounts } from '../../../src/measures/segment-counts.ts';
import { printRelation } from '../../../src/sql/print.ts';
import type { Column } from '../../../src/sql/relation.ts';
import { INTEGER, TEXT } from '../../../src/sql/value-type.ts';
import { FACTS } from '../../../src/tables/facts-table.ts';
import { MONEY } from '../../../src/tables/state-table.ts';
import { evaluate } from '../../support/evaluate.ts';
import { rulesOf, sketchProject } from '../../support/sketch-project.ts';
import { loadRows } from './load-rows.ts';
import { useEngine } from './tested-engine.ts';

const AS_OF = '2026-06-30' as CalendarDate;
const ATTRIBUTES = { x: 'integer', y: 'integer', plan: 'text' };
const CUTS = [10, 20, 30, 40];
const COLUMNS: readonly Column[] = [
  { name: FACTS.key, type: TEXT },
  { name: 'x', type: INTEGER },
  { name: 'y', type: INTEGER },
  { name: 'plan', type: TEXT },
  { name: FACTS.status, type: TEXT },
  { name: FACTS.money, type: MONEY },
];

const pick = <T>(random: SeededRandom, items: readonly T[]): T =>
  items[random.integer(0, items.length - 1)] as T;

function condition(random: SeededRandom, depth: number): string {
  const kind = random.integer(0, depth > 0 ? 5 : 2);
  if (kind === 0) return `plan = '${pick(random, ['free', 'pro'])}'`;
  if (kind <= 2)
    return `${pick(random, ['x', 'y'])} ${pick(random, ['<', '<=', '>', '>=', '=', '<>'])} ${pick(random, CUTS)}`;
  const parts = [condition(random, depth - 1), condition(random, depth - 1), condition(random, depth - 1)];
  if (kind === 3) return `(${parts.slice(0, 2).join(' and ')})`;
  return kind === 4 ? `(${parts.slice(0, 2).join(' or ')})` : `at_least(2, ${parts.join(', ')})`;
}

function rows(random: SeededRandom, count: number): readonly Row[] {
  const value = () =>
    random.next() < 0.15 ? null : random.next() < 0.3 ? pick(random, CUTS) : random.integer(0, 50);
  return Array.from({ length: count }, (_, index) => ({
    [FACTS.key]: `k${index}`,
    x: value(),
    y: value(),
    plan: random.next() < 0.1 ? null : pick(random, ['free', 'pro', 'team']),
    [FACTS.status]: random.next() < 0.7 ? 'customer' : 'former',
    [FACTS.money]: random.next() < 0.2 ? null : String(random.integer(0, 500)),
  }));
}

/** Where the first true rule puts a row, and why, read from the definition itself. */
function expected({ rules, fallback }: Segmentation, row: Row): { segment: string; reason: string } {
  const truths = rules.map(({ when }) => evaluate(when, row, AS_OF));
  const taken = truths.indexOf(true);
  const unknown = truths.indexOf(null);
  const afterUnknown = unknown >= 0 && (taken < 0 || unknown < taken);
  if (taken < 0) return { segment: fallback.id, reason: afterUnknown ? 'lacks_data' : 'no_match' };
  return { segment: rules[taken]?.segment ?? '', reason: afterUnknown ? 'matched_after_unknown' : 'matched' };
}

/**
 * The margin by walking: from a row's value to every other place on the axis, the place where the segment first
 * differs, and how many rows stand in between, the row and its ties with it.
 */
function expectedMargin(segmentation: Segmentation, all: readonly Row[], row: Row): number | null {
  const here = expected(segmentation, row);
  if (here.reason === 'lacks_data') return null;
  const used = (axis: string) =>
    segmentation.rules.some(({ when }) => JSON.stringify(when).includes(`"name":"${axis}"`));
  const margins = ['x', 'y'].filter(used).flatMap((axis) => {
    const value = row[axis];
    if (value === null) return [];
    const known = all.flatMap((one) => (one[axis] === null ? [] : [Number(one[axis])]));
    // Integers hold every place on the axis: each cut constant, and one on each side of it.
    const places = CUTS.flatMap((cut) => [cut - 1, cut, cut + 1]);
    return places
      .filter((place) => expected(segmentation, { ...row, [axis]: place }).segment !== here.segment)
      .map((place) => {
        const between = known.filter((one) =>
          place > Number(value) ? one >= Number(value) && one < place : one <= Number(value) && one > place,
        );
        return between.length / known.length;
      });
  });
  return Math.min(1, ...margins);
}

describe('placing', () => {
  const opened = useEngine();

  it('puts every customer where the first true rule says, with reason, margin and counts', async () => {
    const random = seededRandom(20260630);
    for (let round = 0; round < 12; round++) {
      const data = rows(random, 120);
      const rules = { a: condition(random, 2), b: condition(random, 2), c: condition(random, 1) };
      const { project } = sketchProject(ATTRIBUTES, rulesOf(rules, `round_${round}`));
      const segmentation = project.segmentations[0] as Segmentation;
      const { engine, directory } = opened;
      const facts = await loadRows(engine, directory, `facts_${round}`, COLUMNS, data);
      const context: PlanContext = {
        runId: 'r1',
        asOf: AS_OF,
        dialect: engine.dialect,
        rowsOf: () => facts,
        observed: new Map(),
        loadedOn: null,
        segmentsOf: () => facts,
      };
      const query = (relation: Parameters<typeof printRelation>[0]) =>
        engine.query(
          printRelation(relation, engine.dialect, { asOf: AS_OF, label: 'test', values: 'bound' }),
        );
      const list = listOf(segmentation, context);
      const ranked = rankedRelation(facts, axesOfEntity(segmentation.entity, project.segmentations, context));
      const counted = axisCountsRelation(list, ranked);
      const axisCounts = counted ? readAxisCounts(list, (await query(counted))[0] ?? {}) : [];
      const placed = placedRelation(segmentation, list, ranked, axisCounts, context);

      const found = new Map(
        (await query(assignmentRows(segmentation, placed, context))).map((row) => [row['customer'], row]),
      );
      expect(found.size).toBe(data.length);
      for (const row of data) {
        const one = found.get(row[FACTS.key] as string);
        const shown = JSON.stringify({ rules, row });
        expect({ segment: one?.['segment'], reason: one?.['reason'] }, shown).toEqual(
          expected(segmentation, row),
        );
        const margin = expectedMargin(segmentation, data, row);
        if (margin === null) expect(one?.['margin'], shown).toBeNull();
        else expect(one?.['margin'], shown).toBeCloseTo(margin, 12);
      }

      const counts = segmentationCounts(segmentation, await query(countsRelation(list, placed, 0.05)));
      expect(counts.customers).toBe(data.length);
      for (const [index, { when, segment }] of segmentation.rules.entries()) {
        const truths = data.map((row) => evaluate(when, row, AS_OF));
        expect(counts.rules[index]).toMatchObject({
          trueCount: truths.filter((truth) => truth === true).length,
          unknownCount: truths.filter((truth) => truth === null).length,
          takenCount: data.filter((row) => expected(segmentation, row).segment === segment).length,
        });
      }
      for (const { segment, active, money } of counts.segments) {
        const members = data.filter(
          (row) => expected(segmentation, row).segment === segment && row[FACTS.status] === 'customer',
        );
        expect(active).toBe(members.length);
        const known = members.flatMap((row) => (row[FACTS.money] === null ? [] : [Number(row[FACTS.money])]));
        expect(money === null ? null : Number(money)).toBe(
          known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0),
        );
      }
    }
  });
});
