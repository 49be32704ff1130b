import type { CallOptions, Engine } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { insertInto } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import type { StateTable } from '../../tables/state-table.ts';
import { STATE_SCHEMA } from '../../tables/state-table.ts';

/** Appends the rows of a relation, as many as there are customers, to one of our own tables; `of` is what they are of. */
export function insertRelation(
  { name, columns }: StateTable,
  of: string,
  rows: Relation,
  engine: Engine,
  context: PlanContext,
  options: CallOptions,
): Promise<void> {
  const names = columns.map((column) => column.name);
  const print = printOptions(context, `${name} of ${of}`);
  return engine.execute(insertInto([STATE_SCHEMA, name], names, rows, engine.dialect, print), options);
}
