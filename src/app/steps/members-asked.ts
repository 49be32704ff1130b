import type { Finding } from '../../base/finding.ts';
import type { Attribute, Entity, Segmentation } from '../../definitions/project.ts';
import { absent } from '../../measures/figures/figures.ts';
import { publishedMembers } from '../../measures/figures/members.ts';
import type { StartMembership } from '../../measures/metrics/sheet.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { narrowed } from '../../plan/narrowed.ts';
import { assignedIn } from '../../plan/placements.ts';
import { column } from '../../sql/expression.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, select, table } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import { factsOn } from './facts-on.ts';
import type { FiguresAsked } from './figures-asked.ts';
import { scratchName } from './load-sources.ts';
import type { ReadSources } from './read-sources.ts';
import type { StartPlan } from './start-members.ts';
import { startMembers } from './start-members.ts';

/** What figures are asked of, with the working tables behind it until `drop`. */
export interface MembersAsked {
  readonly asked: FiguresAsked;
  readonly start: StartMembership;
  readonly findings: readonly Finding[];
  readonly drop: () => Promise<void>;
}

/** Fetches the members of a snapshot, those at the start of the period, and by what spend is told of them. */
export async function membersAsked(
  question: {
    readonly segmentation: Segmentation;
    readonly snapshot: Snapshot;
    readonly metrics: FiguresAsked['metrics'];
    readonly start: StartPlan;
  },
  published: Segmentation,
  days: number,
  read: ReadSources,
): Promise<MembersAsked> {
  const { segmentation, snapshot, metrics } = question;
  const { engine, runId, rowsOf } = read;
  const { asOf } = snapshot;
  const context: PlanContext = {
    ...{ runId, asOf, dialect: engine.dialect, rowsOf, observed: new Map(), loadedOn: null },
    segmentsOf: ({ id }) => assignedIn(id, snapshot.runId),
  };
  const drops: (() => Promise<void>)[] = [];
  const drop = async () => {
    for (const each of drops) await each();
  };
  try {
    const store = async (of: string, rows: Relation): Promise<Relation> => {
      const name = scratchName(engine, `${of}_${segmentation.id}`, runId);
      await engine.execute(createTableAs(name, rows, [], engine.dialect, printOptions(context, of)));
      drops.push(() => dropTable(engine, name));
      return table(name, columnsOf(rows));
    };
    const members = await store('members', publishedMembers(published, snapshot.runId));
    const begun = await startMembers(question.start, segmentation, read);
    drops.push(begun.drop);
    const attribute = metrics?.spend?.by?.attribute ?? null;
    const keys = attribute && (await keysOf(attribute, segmentation.entity, context, read));
    if (keys) drops.push(keys.drop);
    const { start, members: early, unplaced } = begun;
    return {
      asked: {
        ...{ segmentation: published, snapshot, metrics, days, context },
        members,
        start: early ? { asOf: early.asOf, members: early.relation, unplaced } : absent(unplaced ?? ''),
        keys: keys && keys.relation,
        store,
        read: (relation, label) => readRelation(engine, relation, label, asOf),
      },
      start,
      findings: begun.findings,
      drop,
    };
  } catch (failure) {
    await drop();
    throw failure;
  }
}

/** What spend is told by, of every customer on the as-of date: columns `customer` and `key`. */
async function keysOf(
  attribute: Attribute,
  entity: Entity,
  { asOf }: PlanContext,
  read: ReadSources,
): Promise<{ readonly relation: Relation; readonly drop: () => Promise<void> }> {
  const project = narrowed(read.project, { attributes: [attribute] });
  const facts = await factsOn(asOf, entity, [{ column: attribute.id }], { ...read, project });
  const relation = select(facts.relation, [
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'key', expression: column(attribute.id, TEXT) },
  ]);
  return { relation, drop: facts.drop };
}
