import type { Entity } from '../definitions/project.ts';
import { aggregate, and, column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import { population, STATUSES } from '../tables/population.ts';
import { MONEY, stateRelation } from '../tables/state-table.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** Who is in the list of an entity on a day, by status. Money is the exact sum over customers, null where unknown. */
export interface PopulationCounts {
  readonly entity: Entity;
  readonly customer: number;
  readonly former: number;
  readonly prospect: number;
  readonly money: string | null;
}

/** One row a status. */
export function populationCountsRelation({ id }: Entity, runId: string): Relation {
  const status = column('status', TEXT);
  return select(
    stateRelation(population),
    [
      { name: 'status', expression: status },
      { name: 'customers', expression: aggregate('count', null, INTEGER) },
      { name: 'money', expression: aggregate('sum', column('money', MONEY), MONEY) },
    ],
    {
      where: and([
        compare(column('run_id', TEXT), '=', text(runId)),
        compare(column('entity', TEXT), '=', text(id)),
      ]),
      groupBy: [status],
    },
  );
}

export function readPopulationCounts(entity: Entity, rows: readonly MeasuredRow[]): PopulationCounts {
  const [customer = 0, former = 0, prospect = 0] = STATUSES.map((status) =>
    Number(rows.find((row) => row['status'] === status)?.['customers'] ?? 0),
  );
  const money = rows.find((row) => row['status'] === 'customer')?.['money'] ?? null;
  return { entity, customer, former, prospect, money: money === null ? null : String(money) };
}
