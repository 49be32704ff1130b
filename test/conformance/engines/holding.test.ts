import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import { addDays, daysBetween } from '../../../src/base/calendar-date.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Row } from '../../../src/engines/engine.ts';
import type { PlanContext } from '../../../src/plan/context.ts';
import { holdRows } from '../../../src/plan/hold-rows.ts';
import { holdState } from '../../../src/plan/holding.ts';
import { countsRelation } from '../../../src/plan/placement-counts.ts';
import { assignmentRows, placedRelation } from '../../../src/plan/placements.ts';
import { listOf } from '../../../src/plan/ranks.ts';
import { segmentationCounts } from '../../../src/measures/segment-counts.ts';
import { printRelation } from '../../../src/sql/print.ts';
import type { Relation } from '../../../src/sql/relation.ts';
import { INTEGER, TEXT } from '../../../src/sql/value-type.ts';
import { FACTS } from '../../../src/tables/facts-table.ts';
import { holds } from '../../../src/tables/holds.ts';
import { snapshotId } from '../../../src/tables/snapshots.ts';
import { MONEY } from '../../../src/tables/state-table.ts';
import { insertRows } from '../../../src/warehouse/insert-rows.ts';
import { createState } from '../../../src/warehouse/state.ts';
import { sketchProject } from '../../support/sketch-project.ts';
import { loadRows } from './load-rows.ts';
import { useEngine } from './tested-engine.ts';

const SUNDAY = '2026-03-29' as CalendarDate;
const DWELL = 20;

const { project } = sketchProject(
  { x: 'integer', y: 'integer' },
  `kind: segmentation
id: health
entity: account
method: rules
hysteresis: { every: week, dwell: ${DWELL} }
segments:
  - { id: low, was: [sinking], when: x < 40, stays: y < 45 }
  - { id: high, when: x >= 60 }
fallback: { id: middle, stays: x between 35 and 65 }
`,
);
const [segmentation] = project.segmentations;
if (!segmentation) throw new Error('no segmentation');

/** Of the newest earlier day of the grid; `gone` is no segment any more, `sinking` is called low today. */
interface Held {
  readonly segment: string;
  readonly entered: CalendarDate | null;
}

interface Customer {
  readonly key: string;
  readonly x: number | null;
  readonly y: number | null;
  readonly held: Held | null;
}

function customers(): readonly Customer[] {
  const random = seededRandom(29);
  const value = (missing: number) => (random.next() < missing ? null : random.integer(30, 70));
  const segments = ['low', 'sinking', 'high', 'middle', 'gone'] as const;
  return Array.from({ length: 600 }, (_, index) => ({
    key: `k${index}`,
    x: value(0.1),
    y: value(0.3),
    held:
      random.next() < 0.1
        ? null
        : {
            segment: segments[random.integer(0, segments.length - 1)] ?? 'low',
            entered: random.next() < 0.1 ? null : addDays(SUNDAY, -7 * random.integer(1, 5)),
          },
  }));
}

/** A step of the fold for one customer, as the decision about hysteresis words it. */
function stepOf({ x, y, held }: Customer, day: CalendarDate) {
  const plain = x === null ? 'middle' : x < 40 ? 'low' : x >= 60 ? 'high' : 'middle';
  const isLacking = x === null;
  const isSunday = day === SUNDAY;
  const segment = held?.segment === 'sinking' ? 'low' : held?.segment;
  const entered = held?.entered ?? null;
  if (segment === undefined || segment === 'gone' || entered === null)
    return { plain, segment: plain, reason: null, entered: isLacking || !isSunday ? null : day };
  const edge =
    segment === 'low' ? y !== null && y < 45 : segment === 'middle' && x !== null && x >= 35 && x <= 65;
  const isKept = !isSunday || daysBetween(entered, day) < DWELL || edge;
  if (segment !== plain && isKept) return { plain, segment, reason: 'held', entered };
  if (isLacking) return { plain, segment: plain, reason: 'lacks_data', entered: null };
  return { plain, segment: plain, reason: null, entered: segment === plain ? entered : day };
}

describe('holding customers', () => {
  const tested = useEngine();
  const all = customers();
  const loaded: { facts?: Relation } = {};

  beforeAll(async () => {
    const { engine, directory } = tested;
    await createState(engine);
    loaded.facts = await loadRows(
      engine,
      directory,
      'facts',
      [
        { name: FACTS.key, type: TEXT },
        { name: 'x', type: INTEGER },
        { name: 'y', type: INTEGER },
        { name: FACTS.status, type: TEXT },
        { name: FACTS.money, type: MONEY },
      ],
      all.map(({ key, x, y }) => ({
        ...{ [FACTS.key]: key, x, y, [FACTS.status]: 'customer', [FACTS.money]: '1' },
      })),
    );
    await insertRows(
      engine,
      holds,
      all.flatMap(({ key, held }) =>
        held
          ? [
              {
                ...{ snapshot_id: snapshotId('before', 'health'), as_of: '2026-03-22', customer: key },
                ...{ plain: 'low', segment: held.segment, entered: held.entered },
              },
            ]
          : [],
      ),
    );
  });

  async function placedOn(day: CalendarDate) {
    const { engine } = tested;
    const { facts } = loaded;
    if (!facts || !segmentation) throw new Error('nothing loaded');
    const context: PlanContext = {
      ...{ runId: 'now', asOf: day, dialect: engine.dialect, rowsOf: () => facts, observed: new Map() },
      ...{ loadedOn: null, segmentsOf: () => facts, holdOf: (one) => holdState(one, 'before') },
    };
    const list = listOf(segmentation, context);
    const placed = placedRelation(segmentation, list, facts, null, context);
    const print = { asOf: day, label: 'placed', values: 'bound' } as const;
    const query = (relation: Relation): Promise<readonly Row[]> =>
      engine.query(printRelation(relation, engine.dialect, print));
    const held = holdRows(segmentation, placed, context);
    if (!held) throw new Error('no holds');
    const reasons = new Map(
      (await query(assignmentRows(segmentation, placed, context))).map((row) => [row['customer'], row]),
    );
    const counts = segmentationCounts(segmentation, await query(countsRelation(list, placed, 0.05)));
    return { rows: await query(held), reasons, counts };
  }

  it.each([SUNDAY, '2026-03-31' as CalendarDate])('is the fold, one step, as of %s', async (day) => {
    const { rows, reasons, counts } = await placedOn(day);
    const found = new Map(rows.map((row) => [String(row['customer']), row]));
    for (const customer of all) {
      const expected = stepOf(customer, day);
      const row = found.get(customer.key);
      const told = [row?.['plain'], row?.['segment'], row?.['entered']];
      expect([customer.key, ...told]).toEqual([
        customer.key,
        expected.plain,
        expected.segment,
        expected.entered,
      ]);
      const reason = reasons.get(customer.key);
      expect(reason?.['segment']).toBe(expected.segment);
      expect(reason?.['reason'] === 'held').toBe(expected.reason === 'held');
    }
    const byPlain = (segment: string) => all.filter((one) => stepOf(one, day).plain === segment).length;
    expect(counts.rules.map(({ takenCount }) => takenCount)).toEqual([byPlain('low'), byPlain('high')]);
    expect(counts.rules.every(({ swallowed }) => swallowed.length === 0)).toBe(true);
    for (const { segment, customers: size } of counts.segments)
      expect(size).toBe(all.filter((one) => stepOf(one, day).segment === segment).length);
    expect([...reasons.values()].filter((row) => row['reason'] === 'held').length).toBeGreaterThan(100);
  });
});
