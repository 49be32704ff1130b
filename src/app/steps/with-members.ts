import { randomBytes } from 'node:crypto';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { Engine, Row } from '../../engines/engine.ts';
import type { MemberField } from '../../measures/profile/members.ts';
import { membersRelation } from '../../measures/profile/members.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, table } from '../../sql/relation.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { isPublished, newRunId, readRuns } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import { openScratch, scratchName } from './load-sources.ts';

/** Customers of a snapshot with their segment and some fields, in a table that lasts as long as the question. */
export interface Members {
  readonly relation: Relation;
  /** Rows of a relation over the members, as of the snapshot's day. */
  read(relation: Relation, label: string): Promise<readonly Row[]>;
}

/** Facts are kept of the newest published run alone; a finding where the snapshot is of another. */
export async function factsGone(engine: Engine, snapshot: Snapshot): Promise<Finding | null> {
  const newest = (await readRuns(engine)).find(isPublished);
  if (newest?.runId === snapshot.runId) return null;
  return error(
    'facts-gone',
    `The attributes behind the snapshot of \`${snapshot.segmentation}\` as of ${snapshot.asOf} are no longer kept: only those of the newest run are${newest ? `, as of ${newest.asOf}` : ''}.`,
    { hint: `Run \`clade run --as-of ${snapshot.asOf}\` and ask again.` },
  );
}

/** Joins facts and assignments once, for all that is asked of them in `ask`. */
export async function withMembers<Answer>(
  engine: Engine,
  segmentation: Segmentation,
  { runId, asOf }: Snapshot,
  fields: readonly MemberField[],
  ask: (members: Members) => Promise<Answer>,
): Promise<Answer> {
  await openScratch(engine);
  const salt = newRunId(new Date(0), randomBytes(6).toString('hex'));
  const name = scratchName(engine, `members_${segmentation.id}`, salt);
  const relation = membersRelation(segmentation, runId, fields);
  const print = { asOf, label: `members of ${segmentation.id}`, values: 'bound' } as const;
  await engine.execute(createTableAs(name, relation, [], engine.dialect, print));
  try {
    return await ask({
      relation: table(name, columnsOf(relation)),
      read: (asked, label) => readRelation(engine, asked, label, asOf),
    });
  } finally {
    await dropTable(engine, name);
  }
}
