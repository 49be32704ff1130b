import type { Entity } from '../definitions/project.ts';
import { asOf, column, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import { MONEY } from '../tables/state-table.ts';
import type { PlanContext } from './context.ts';

/** Rows of the table `population`: every customer of an entity with its status and money. */
export function populationRows(entity: Entity, facts: Relation, { runId }: PlanContext): Relation {
  return select(facts, [
    { name: 'run_id', expression: text(runId) },
    { name: 'as_of', expression: asOf() },
    { name: 'entity', expression: text(entity.id) },
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'status', expression: column(FACTS.status, TEXT) },
    { name: 'money', expression: column(FACTS.money, MONEY) },
  ]);
}
