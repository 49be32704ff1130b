import type { Source } from '../../definitions/project.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { keptFacts } from '../../plan/facts.ts';
import { moversOf } from '../../plan/ledger.ts';
import { isMadeAnew } from '../../plan/path/ends.ts';
import { families } from '../../plan/path/family.ts';
import type { Ends } from '../../plan/path/held.ts';
import { movedRows, movedSources } from '../../plan/path/moved-rows.ts';
import type { BothFacts } from '../../plan/path/stage-facts.ts';
import type { Stage } from '../../plan/path/stages.ts';
import { rowsOn } from '../../plan/rows-on.ts';
import { date } from '../../sql/expression.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, table } from '../../sql/relation.ts';
import { stagingTableName } from '../../tables/facts-table.ts';
import { dropTable } from '../../warehouse/state.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Facts } from './build-facts.ts';
import type { EarlierRun } from './earlier-run.ts';
import { loadedRows } from './load-sources.ts';
import type { Making, Traced } from './traced.ts';
import { countRelation } from '../../warehouse/read-table.ts';

/** Tables of the run's own, written in its transaction. */
export function stageTables({ engine, plan }: Traced) {
  const stored: (readonly string[])[] = [];
  return {
    store: async (of: string, rows: Relation, context: PlanContext): Promise<Relation> => {
      const name = stagingTableName(of, plan.runId);
      await engine.execute(createTableAs(name, rows, [], engine.dialect, printOptions(context, of)));
      stored.push(name);
      return table(name, columnsOf(rows));
    },
    drop: async () => {
      for (const name of stored) await dropTable(engine, name);
    },
  };
}

export const keptBy = ({ project, runId }: EarlierRun) =>
  new Map(project.entities.map((entity) => [entity.id, keptFacts(entity, runId)]));

export async function storeFamilies(
  { now }: Ends,
  moves: ReadonlyMap<string, Relation>,
  facts: BothFacts,
  { plan }: Traced,
  store: Making['store'],
): Promise<ReadonlyMap<string, Relation>> {
  const movers = new Map<string, Relation[]>();
  for (const { id, entity } of now.segmentations) {
    const own = moves.get(id);
    if (own) movers.set(entity.id, [...(movers.get(entity.id) ?? []), moversOf(own)]);
  }
  const factsOf = ({ id }: { readonly id: string }) =>
    [facts.before.get(id), facts.now.get(id)].filter((one) => one !== undefined);
  const family = new Map<string, Relation>();
  for (const [id, keys] of families(now, movers, factsOf))
    family.set(id, await store(`family_${id}`, keys, plan));
  return family;
}

/** Movers with those they are made of, as a share of all customers, from which on their rows are nearly all rows. */
const MANY = 0.25;

/**
 * The rows of the movers once, for all stages; of what has no days, or is of everybody, the rows as they were loaded. Where
 * many have moved, copying their rows costs more than reading all rows again for each stage.
 */
export async function storeRows(
  stages: readonly Stage[],
  ends: Ends,
  earlier: EarlierRun,
  family: ReadonlyMap<string, Relation>,
  { plan, facts, engine, loaded }: Traced,
  store: Making['store'],
): Promise<(source: Source) => Relation> {
  const isOldDay = [...new Set(stages.map(({ day }) => day === earlier.asOf))];
  const projects = [
    ends.now,
    ...(stages.some(({ definitions }) => definitions === 'before') ? [ends.before] : []),
  ];
  const loadedOf = loadedRows(engine, loaded.runId);
  const whole = (source: Source) => rowsOn(source, loadedOf(source), date(earlier.asOf));
  const context: PlanContext = {
    ...plan,
    ...{ asOf: earlier.asOf, knownUntil: plan.asOf, observed: facts.observed, rowsOf: whole },
  };
  if ((await shareOf(family, facts, engine, context)) >= MANY) return whole;
  const rows = new Map<string, Relation>();
  for (const moved of movedSources(projects, (attribute) => isMadeAnew(attribute, isOldDay, ends))) {
    const { id } = moved.source;
    rows.set(id, await store(`rows_${id}`, movedRows(moved, family, loadedOf, context), context));
  }
  return (source) => {
    const own = rows.get(source.id);
    return own ? rowsOn(source, own, date(earlier.asOf)) : whole(source);
  };
}

/** How many of all customers are movers or what those are made of, over all entities. */
async function shareOf(
  family: ReadonlyMap<string, Relation>,
  { ofEntity }: Facts,
  engine: Engine,
  context: PlanContext,
): Promise<number> {
  const count = (rows: Relation) => countRelation(engine, rows, printOptions(context, 'count of movers'));
  let [some, all] = [0, 0];
  for (const [id, keys] of family) {
    const facts = ofEntity.get(id);
    if (!facts) continue;
    some += await count(keys);
    all += await count(facts);
  }
  return all === 0 ? 0 : some / all;
}
