import { describe, expect, it } from 'vitest';
import type { Snapshot } from './runs.ts';
import { heldSnapshots, ledgerPath } from './snapshot-path.ts';

const snapshot = (runId: string, asOf: string, previousRunId: string | null, segmentation = 'value') =>
  ({ runId, asOf, previousRunId, segmentation }) as unknown as Snapshot;

const january = snapshot('r1', '2026-01-31', null);
const february = snapshot('r2', '2026-02-28', 'r1');
const again = snapshot('r3', '2026-02-28', 'r2');
const march = snapshot('r4', '2026-03-31', 'r3');
const late = snapshot('r5', '2026-01-15', null);
const other = snapshot('r4', '2026-03-31', null, 'care');
const all = [late, march, other, again, february, january];

describe('heldSnapshots', () => {
  it('are one a date, the newest run of it, in the order of dates up to the day', () => {
    expect(heldSnapshots(all, 'value', null)).toEqual([late, january, again, march]);
    expect(heldSnapshots(all, 'value', march.asOf)).toHaveLength(4);
    expect(heldSnapshots(all, 'value', again.asOf)).toEqual([late, january, again]);
    expect(heldSnapshots(all, 'none', null)).toEqual([]);
  });
});

describe('ledgerPath', () => {
  it('goes back from each to the one it was told against, reruns of a day too', () => {
    expect(ledgerPath(all, january, march)).toEqual(['r2', 'r3', 'r4']);
    expect(ledgerPath(all, null, march)).toEqual(['r1', 'r2', 'r3', 'r4']);
    expect(ledgerPath(all, march, march)).toEqual([]);
  });

  it('is null where it does not lead to the first', () => {
    expect(ledgerPath(all, late, march)).toBeNull();
  });
});
