import { z } from 'zod';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import { error } from '../base/finding.ts';
import type { Entity, Project, Segmentation } from '../definitions/project.ts';
import type { PlanContext } from '../plan/context.ts';
import { factsRelation, usedOfParent } from '../plan/facts.ts';
import { placedRelation } from '../plan/placements.ts';
import { listOf } from '../plan/ranks.ts';
import { column } from '../sql/expression.ts';
import { dialects } from '../sql/dialects/index.ts';
import { printRelation } from '../sql/print.ts';
import type { Relation } from '../sql/relation.ts';
import { select, table } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import { defaultAsOf, notADay } from './run.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { defineUseCase, found } from './use-case.ts';

/** The select that places every customer of a segmentation, over tables named after its sources. */
export interface SqlResult {
  readonly segmentation: string;
  readonly dialect: 'duckdb' | 'clickhouse';
  readonly asOf: string;
  readonly text: string;
}

const input = z.object({
  name: z.string().describe('Id of a segmentation'),
  dialect: z.enum(['duckdb', 'clickhouse']).default('duckdb').describe('Engine to write for'),
  asOf: z.string().optional().describe('Calendar day to compute for, YYYY-MM-DD'),
});

export const sql = defineUseCase({
  name: 'sql',
  summary: 'Show the SQL that places the customers of a segmentation; needs no data',
  effect: 'reads',
  input,
  positional: ['name'],
  async run({ name, dialect, asOf }, context) {
    const { project, findings } = await readProjectDefinitions(context.folder);
    if (!project) return found<SqlResult>(null, findings);
    const segmentation = project.segmentations.find(({ id }) => id === name);
    if (!segmentation) {
      const ids = project.segmentations.map(({ id }) => id);
      const near = didYouMean(name, ids);
      const hint = near ? `Did you mean \`${near}\`?` : `There are ${ids.join(', ')}.`;
      return found<SqlResult>(null, [
        error('unknown-segmentation', `There is no segmentation \`${name}\`.`, { hint }),
      ]);
    }
    const day = asOf === undefined ? defaultAsOf(project, context.now) : parseCalendarDate(asOf);
    if (!day) return found<SqlResult>(null, [notADay(asOf ?? '')]);
    const plan: PlanContext = {
      runId: '',
      asOf: day,
      dialect: dialects[dialect],
      rowsOf: (source) => table([source.id], source.columns),
      segmentsOf: (used) => segmentsOf(used, project, plan),
    };
    const { text } = printRelation(segmentsOf(segmentation, project, plan), plan.dialect, {
      asOf: day,
      label: `segments of ${name}`,
      values: 'shown',
    });
    return found({ segmentation: name, dialect, asOf: day, text });
  },
});

function segmentsOf(segmentation: Segmentation, project: Project, plan: PlanContext): Relation {
  const facts = factsOf(segmentation.entity, project, plan);
  const { relation, placement } = placedRelation(segmentation, listOf(segmentation, plan), facts, null, plan);
  return select(relation, [
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'segment', expression: placement.segment },
    { name: 'reason', expression: placement.reason },
  ]);
}

function factsOf(entity: Entity, project: Project, plan: PlanContext): Relation {
  const parent = entity.belongsTo?.entity;
  return factsRelation(
    entity,
    parent ? { facts: factsOf(parent, project, plan), used: usedOfParent(entity, project) } : null,
    plan,
  );
}
