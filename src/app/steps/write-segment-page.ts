import type { SegmentPage } from '../../documents/paragraph.ts';
import { segmentPage } from '../../documents/segment-page.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Profile } from '../../measures/profile/profile.ts';
import { isOfSnapshot } from '../../plan/of-snapshot.ts';
import { aggregate, and, column, compare, text } from '../../sql/expression.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { assignments } from '../../tables/assignments.ts';
import { ruleCounts } from '../../tables/rule-counts.ts';
import { segmentCounts } from '../../tables/segment-counts.ts';
import { stateRelation } from '../../tables/state-table.ts';
import { readRelation, readTable } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import type { ProfiledSnapshot } from './profiled-snapshot.ts';

/** A segment of a snapshot in words, from its profile and from what the run counted. */
export async function writeSegmentPage(
  engine: Engine,
  { project, segmentation, snapshot }: ProfiledSnapshot,
  profile: Profile,
  segment: string,
): Promise<SegmentPage> {
  const ofSnapshot = { run_id: snapshot.runId, segmentation: snapshot.segmentation };
  const counted = await readTable(engine, segmentCounts, ofSnapshot);
  const truths = await readTable(engine, ruleCounts, ofSnapshot);
  const own = truths.filter((row) => row['segment'] === segment);
  const [only] = own;
  return segmentPage({
    project,
    segmentation,
    profile,
    segment,
    sizes: counted.map((row) => ({
      segment: String(row['segment']),
      customers: Number(row['customers']),
      active: Number(row['active']),
      money: row['money'] === null || row['money'] === undefined ? null : String(row['money']),
      boundary: Number(row['boundary']),
    })),
    truth:
      only && own.length === 1
        ? {
            trueCount: Number(only['true_count']),
            falseCount: Number(only['false_count']),
            unknownCount: Number(only['unknown_count']),
          }
        : null,
    lacksData: await lackingData(engine, snapshot, segment),
  });
}

/** How many are placed in a segment because a rule could not be told of them. */
async function lackingData(
  engine: Engine,
  { runId, segmentation }: Snapshot,
  segment: string,
): Promise<number> {
  const isHere = and([
    isOfSnapshot(runId, segmentation),
    compare(column('segment', TEXT), '=', text(segment)),
    compare(column('reason', TEXT), '=', text('lacks_data')),
  ]);
  const relation = select(
    stateRelation(assignments),
    [{ name: 'rows', expression: aggregate('count', null, INTEGER) }],
    { where: isHere },
  );
  const [row] = await readRelation(engine, relation, `who lacks data in ${segment}`);
  return Number(row?.['rows'] ?? 0);
}
