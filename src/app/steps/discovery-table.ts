import type { Attribute, Entity } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { factsOfRun } from '../../measures/profile/members.ts';
import type { BasisValue } from '../../methods/cluster/basis.ts';
import { basisColumn, columnsOfRows } from '../../methods/cluster/basis.ts';
import { customersBehind, sampledRows } from '../../methods/cluster/sampled-rows.ts';
import type { Column } from '../../numeric/cluster/column.ts';
import { customersOf } from '../../plan/fits.ts';
import { column } from '../../sql/expression.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Run } from '../../warehouse/runs.ts';

/** Customers of a run's day as a run learns from them: the same rows in the same order. */
export interface DiscoveryTable {
  /** One an attribute, in their order. */
  readonly columns: readonly Column[];
  /** What each pays, digits or null; null where nothing says so. */
  readonly money: readonly (string | null)[] | null;
  readonly rows: number;
  /** Of whom the rows are all, or a sample. */
  readonly customers: number;
}

export async function readDiscoveryTable(
  engine: Engine,
  entity: Entity,
  attributes: readonly Attribute[],
  { runId, asOf }: Run,
): Promise<DiscoveryTable> {
  const basis = attributes.map(({ id, type }): BasisValue => ({ name: id, expression: column(id, type) }));
  const money: BasisValue = { name: FACTS.money, expression: column(FACTS.money, MONEY) };
  const relation = sampledRows(customersOf(factsOfRun(entity, runId)), column(FACTS.key, TEXT), [
    ...basis,
    money,
  ]);
  const rows = await readRelation(engine, relation, `customers of ${entity.id}`, asOf);
  return {
    columns: columnsOfRows(basis, rows),
    money: entity.money && rows.map((row) => textOf(row[basisColumn(basis.length)])),
    rows: rows.length,
    customers: customersBehind(rows),
  };
}

const textOf = (cell: string | number | boolean | null | undefined) =>
  cell === null || cell === undefined ? null : String(cell);
