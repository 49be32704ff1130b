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
import { newRunId, readRuns, runsWithFacts } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import { openScratch, scratchName } from './load-sources.ts';

/** Customers of a snapshot with their segment and some fields, in a table that lasts as long as the question. */
export interface Members {
  readonly relation: Relation;
  /** Rows of a relation over the members, as of the snapshot's day. */
  read(relation: Relation, label: string): Promise<readonly Row[]>;
}

/** Facts are kept of few runs; a finding where those of the snapshot are gone. */
export async function factsGone(
  engine: Engine,
  { runId, segmentation, asOf }: Snapshot,
): Promise<Finding | null> {
  const kept = runsWithFacts(await readRuns(engine));
  if (kept.some((run) => run.runId === runId)) return null;
  const days = kept.map((run) => run.asOf).join(' and ');
  return error(
    'facts-not-kept',
    `The facts behind \`${segmentation}\` as of ${asOf} are not kept; those of ${days} are.`,
    { hint: `Run \`clade run --as-of ${asOf}\` and ask again.` },
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
