import type { CalendarDate } from '../../base/calendar-date.ts';
import { daysBetween } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import type { Entity } from '../../definitions/project.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { nestedFacts } from '../../plan/facts.ts';
import { assignedIn } from '../../plan/placements.ts';
import { column } from '../../sql/expression.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Column, Relation } from '../../sql/relation.ts';
import { columnsOf, select, table } from '../../sql/relation.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { dropTable } from '../../warehouse/state.ts';
import { scratchName } from './load-sources.ts';
import { observeSources } from './observe-sources.ts';
import type { ReadSources } from './read-sources.ts';

/** Some columns of an entity's facts as of a day, in a table of their own until `drop`. */
export interface FactsOn {
  readonly relation: Relation;
  readonly context: PlanContext;
  readonly findings: readonly Finding[];
  readonly daysUntil: (later: CalendarDate) => number;
  readonly drop: () => Promise<void>;
}

/** Computes what was so on a day, from what was known then; key and status always, and what `wanted` names. */
export async function factsOn(
  asOf: CalendarDate,
  entity: Entity,
  wanted: readonly { readonly column: string }[],
  { project, engine, runId, rowsOf }: ReadSources,
): Promise<FactsOn> {
  const plan: PlanContext = {
    runId,
    asOf,
    dialect: engine.dialect,
    rowsOf,
    observed: new Map(),
    loadedOn: null,
    segmentsOf: ({ id }) => assignedIn(id, runId),
  };
  const { observed, findings } = await observeSources(project, engine, plan);
  const context = { ...plan, observed };
  const facts = nestedFacts(project, context).get(entity.id);
  if (!facts) throw new Error(`no facts of ${entity.id}`);
  const names = new Set([FACTS.key, FACTS.status, ...wanted.map((one) => one.column)]);
  const columns: readonly Column[] = columnsOf(facts).filter(({ name }) => names.has(name));
  const name = scratchName(engine, `facts_${entity.id}_${asOf.replaceAll('-', '')}`, runId);
  const narrow = select(
    facts,
    columns.map(({ name: each, type }) => ({ name: each, expression: column(each, type) })),
  );
  await engine.execute(
    createTableAs(name, narrow, [FACTS.key], engine.dialect, printOptions(context, `facts of ${asOf}`)),
  );
  return {
    relation: table(name, columns),
    context,
    findings,
    daysUntil: (later) => daysBetween(asOf, later),
    drop: () => dropTable(engine, name),
  };
}
