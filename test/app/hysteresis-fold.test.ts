import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../src/base/calendar-date.ts';
import { addDays, daysBetween } from '../../src/base/calendar-date.ts';
import { seededRandom } from '../../src/base/seeded-random.ts';
import type { Readings } from '../support/held-project.ts';
import { heldFiles, heldProject } from '../support/held-project.ts';
import { testProject } from '../support/project.ts';

const DAYS = Array.from({ length: 24 }, (_, index) => addDays('2026-03-01' as CalendarDate, index));
const DWELL = 9;

/** Around the two edges, so that they are crossed often; missing until the first reading. */
function randomReadings(): Readings {
  const random = seededRandom(9);
  return Object.fromEntries(
    Array.from({ length: 200 }, (_, customer) => [
      `c${customer}`,
      DAYS.map(() => (random.next() < 0.6 ? ('-' as const) : random.integer(34, 49))),
    ]),
  );
}

/** The fold as its decision says it, one customer after the other. */
function segmentsOf(readings: Readings[string]): readonly string[] {
  let health: number | null = null;
  let held: { readonly segment: string; readonly since: CalendarDate } | null = null;
  return DAYS.map((day, index) => {
    const reading = readings[index];
    if (reading !== undefined && reading !== '-') health = reading;
    const plain = health === null ? 'unknown' : health < 40 ? 'at_risk' : 'fine';
    const isSunday = new Date(`${day}T00:00:00Z`).getUTCDay() === 0;
    if (!isSunday) return held?.segment ?? plain;
    const isKept: boolean =
      held !== null &&
      (daysBetween(held.since, day) < DWELL ||
        (held.segment === 'at_risk' && health !== null && health < 45));
    if (held && (isKept || held.segment === plain)) return held.segment;
    held = plain === 'unknown' ? null : { segment: plain, since: day };
    return plain;
  });
}

describe('the fold of hysteresis', () => {
  it('is in the engine what it is by hand, day by day, whoever flips', async () => {
    const readings = randomReadings();
    const { clade, folder } = testProject({
      'clade.yaml': heldProject(`hysteresis: { every: week, dwell: ${DWELL} }`),
      ...heldFiles(readings, DAYS),
    });
    const filled = await clade.backfill({ from: DAYS[0] ?? '', to: DAYS.at(-1) ?? '', every: 'day' });
    expect(filled.value?.days.every(({ outcome }) => outcome === 'published')).toBe(true);
    const expected = Object.entries(readings).map(
      ([customer, values]) => [customer, segmentsOf(values)] as const,
    );
    for (const [index, asOf] of DAYS.entries()) {
      await clade.export({ segmentation: 'health', asOf, to: 'day.jsonl' });
      const rows = readFileSync(join(folder, 'day.jsonl'), 'utf8').trim().split('\n');
      const placed = rows.map((row) => JSON.parse(row) as Record<string, string>);
      expect(placed.map(({ customer, segment }) => `${asOf} ${customer} ${segment}`)).toEqual(
        expected.map(([customer, segments]) => `${asOf} ${customer} ${segments[index]}`).toSorted(),
      );
      const sum = (reason: string) => placed.filter((row) => row['reason'] === reason).length;
      if (index > 7) expect(sum('held')).toBeGreaterThan(10);
    }
    const { value } = await clade.movement({ segmentation: 'health' });
    if (value?.kind !== 'segments') throw new Error('no movement');
    const { held } = value.comings;
    expect(held?.byHolds).toBeLessThan((held?.byRules ?? 0) / 4);
  }, 240_000);
});
