import type { CalendarDate } from '../../src/base/calendar-date.ts';
import type { Finding } from '../../src/base/finding.ts';
import { readDefinitions } from '../../src/definitions/read-definitions.ts';
import type { Project, Source } from '../../src/definitions/project.ts';
import { observeSources } from '../../src/app/steps/observe-sources.ts';
import type { Engine, Row } from '../../src/engines/engine.ts';
import type { PlanContext } from '../../src/plan/context.ts';
import { coverageFindings } from '../../src/plan/events/coverage.ts';
import { nestedFacts } from '../../src/plan/facts.ts';
import { historyFindings } from '../../src/plan/facts/history.ts';
import { printRelation } from '../../src/sql/print.ts';
import type { Relation } from '../../src/sql/relation.ts';
import { select } from '../../src/sql/relation.ts';
import { column } from '../../src/sql/expression.ts';
import { TEXT } from '../../src/sql/value-type.ts';
import { loadRows } from '../conformance/engines/load-rows.ts';

/** Definitions over rows in an engine, for tests that are about facts: nothing is loaded from files. */
export interface EventWorld {
  readonly project: Project;
  /** The wide table of an entity as of a day, one row a customer by key, and what the sources showed. */
  facts(
    asOf: string,
    entity?: string,
  ): Promise<{ readonly rows: Readonly<Record<string, Row>>; readonly findings: readonly Finding[] }>;
}

/** `rows` by source; a column that a row does not name is missing. */
export async function eventWorld(
  engine: Engine,
  directory: string,
  yaml: string,
  rows: Readonly<Record<string, readonly Row[]>>,
): Promise<EventWorld> {
  const { project, findings } = readDefinitions([{ path: 'clade.yaml', text: yaml }]);
  if (!project) throw new Error(findings.map(({ message }) => message).join('\n'));
  const tables = new Map<string, Relation>();
  for (const source of project.sources) {
    const name = `${source.id}_${counter++}`;
    const all = (rows[source.id] ?? []).map((row) =>
      Object.fromEntries(source.columns.map((one) => [one.name, row[one.name] ?? null])),
    );
    tables.set(source.id, await loadRows(engine, directory, name, source.columns, all));
  }
  return {
    project,
    facts: async (asOf, entity = project.entities[0]?.id ?? '') => {
      const plan: PlanContext = {
        runId: 'test',
        asOf: asOf as CalendarDate,
        dialect: engine.dialect,
        rowsOf: ({ id }: Source) => tables.get(id) as Relation,
        observed: new Map(),
        loadedOn: null,
        segmentsOf: () => {
          throw new Error('no segments here');
        },
      };
      const { observed, findings: seen } = await observeSources(project, engine, plan);
      const context = { ...plan, observed };
      const relation = nestedFacts(project, context).get(entity);
      if (!relation) throw new Error(`no entity ${entity}`);
      const sorted = select(relation, [], {
        keep: true,
        orderBy: [{ expression: column('_key', TEXT), descending: false }],
      });
      const found = await engine.query(
        printRelation(sorted, engine.dialect, { asOf: plan.asOf, label: 'facts', values: 'bound' }),
      );
      return {
        rows: Object.fromEntries(found.map((row) => [String(row['_key']), row])),
        findings: [
          ...seen,
          ...project.entities.flatMap((one) => [
            ...historyFindings(one, context),
            ...coverageFindings(one, context),
          ]),
        ],
      };
    },
  };
}

let counter = 0;

/** An attribute of accounts over a source, `body` being the aggregate as YAML words it. */
export function aggregateOf(id: string, body: string, entity = 'account'): string {
  return `---\n{ kind: attribute, id: ${id}, entity: ${entity}, basis: behavioural, aggregate: { ${body} } }\n`;
}
