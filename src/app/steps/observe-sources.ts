import { parseCalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import type { Project, Source } from '../../definitions/project.ts';
import type { Cell, Engine, Row } from '../../engines/engine.ts';
import type { Observed, PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import {
  differentEvents,
  knownEvents,
  observedRelation,
  totalsRelation,
} from '../../plan/events/observed.ts';
import { ownerFindings, rowFindings } from '../../plan/events/row-findings.ts';
import { ownerlessRelations } from '../../plan/facts/scans.ts';
import type { Relation } from '../../sql/relation.ts';
import { countRelation, readRelation } from '../../warehouse/read-table.ts';
import { usedSources } from './load-sources.ts';

/** What the loaded rows of event sources show: the days they cover, and rows that are late, lost or repeated. */
export async function observeSources(
  project: Project,
  engine: Engine,
  plan: PlanContext,
): Promise<{ readonly observed: PlanContext['observed']; readonly findings: readonly Finding[] }> {
  const observed = new Map<string, Observed>();
  const sources = usedSources(project).filter(({ events }) => events !== null);
  for (const source of sources) observed.set(source.id, await observe(source, project, engine, plan));
  const context = { ...plan, observed };
  const findings = [...rowFindings(sources, context)];
  for (const { entity, scan, relation } of ownerlessRelations(project, context)) {
    const [row] = await readRelation(engine, relation, `owners of ${scan.source.id}`, plan.asOf);
    findings.push(
      ...ownerFindings(entity, scan, { rows: Number(row?.['rows']), members: Number(row?.['members']) }),
    );
  }
  return { observed, findings };
}

async function observe(
  source: Source,
  project: Project,
  engine: Engine,
  plan: PlanContext,
): Promise<Observed> {
  const label = `days of ${source.id}`;
  const oneRow = async (relation: Relation | null): Promise<Row> =>
    (relation && (await readRelation(engine, relation, label, plan.asOf))[0]) || {};
  const row = await oneRow(observedRelation(source, plan));
  const totals = await oneRow(totalsRelation(source, project, plan));
  return {
    first: dayIn(row['first']),
    last: dayIn(row['last']),
    undated: Number(row['undated']),
    later: Number(row['later']),
    late: Number(row['late']),
    repeated: await countRepeated(source, engine, plan),
    totals: new Map(Object.entries(totals).map(([name, count]) => [name, Number(count)])),
  };
}

async function countRepeated(source: Source, engine: Engine, plan: PlanContext): Promise<number> {
  const different = differentEvents(source, plan);
  if (!different) return 0;
  const count = (relation: Relation) =>
    countRelation(engine, relation, printOptions(plan, `events of ${source.id}`));
  return (await count(knownEvents(source, plan))) - (await count(different));
}

function dayIn(cell: Cell | undefined) {
  return typeof cell === 'string' ? parseCalendarDate(cell) : null;
}
