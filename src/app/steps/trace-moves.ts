import type { Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { listingRows, movesCounted, pathRelation, statusesRelation, stepRows } from '../../plan/ledger.ts';
import { columnsOf, table } from '../../sql/relation.ts';
import type { Relation } from '../../sql/relation.ts';
import { createTableAs } from '../../sql/print.ts';
import { TEXT } from '../../sql/value-type.ts';
import { stagingTableName } from '../../tables/facts-table.ts';
import type { Cause } from '../../tables/ledger.ts';
import { ledger } from '../../tables/ledger.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import { dropTable } from '../../warehouse/state.ts';
import { readEarlierRun } from './earlier-run.ts';
import { insertRelation } from './insert-relation.ts';
import { placeStages } from './place-stages.ts';
import type { Traced } from './traced.ts';
import type { PlacedSegmentation } from './placed-segmentation.ts';

/** Where the moves of a segmentation wait until they are told. */
export const movesTable = ({ id }: Segmentation, runId: string): readonly string[] =>
  stagingTableName(`moves_${id}`, runId);

const MOVES = ['customer', 'from_segment', 'was', 'to_segment'].map((name) => ({ name, type: TEXT }));

type Told = PlacedSegmentation & { readonly previous: NonNullable<PlacedSegmentation['previous']> };

/**
 * Writes the ledger of every segmentation that had a snapshot before: each move by the steps of one path. Only movers are
 * placed at the stages between, and only at those where anything can be different.
 */
export async function traceMoves(placed: readonly PlacedSegmentation[], traced: Traced): Promise<void> {
  const { engine, plan } = traced;
  const told = placed.filter((one): one is Told => one.previous !== null);
  const runs = new Set(told.map(({ previous }) => previous.runId));
  for (const runId of runs) {
    const same = told.filter(({ previous }) => previous.runId === runId);
    const moved: Told[] = [];
    for (const one of same) {
      const moves = table(movesTable(one.segmentation, plan.runId), MOVES);
      const { movers, listed } = await countsOf(moves, engine, plan);
      if (listed > 0)
        await insertRelation(
          ledger,
          `lists of ${one.segmentation.id}`,
          listingRows(one.segmentation, moves, plan),
          engine,
          plan,
          traced.options,
        );
      if (movers > 0) moved.push(one);
    }
    if (moved.length > 0) await traceFrom(runId, moved, traced);
  }
  for (const { segmentation } of told) await dropTable(engine, movesTable(segmentation, plan.runId));
}

async function traceFrom(runId: string, moved: readonly Told[], traced: Traced): Promise<void> {
  const { project, engine, plan, options } = traced;
  const moves = new Map(
    moved.map(({ segmentation }) => [segmentation.id, table(movesTable(segmentation, plan.runId), MOVES)]),
  );
  const earlier = await readEarlierRun(engine, runId, project);
  const trace = earlier && (await placeStages(earlier, moves, traced));
  for (const one of moved) {
    const { segmentation } = one;
    const { stages, last, byHand } = trace?.of(segmentation) ?? {
      ...{ stages: [], last: causeOfAll(one), byHand: [] },
    };
    const own = moves.get(segmentation.id);
    if (!own) throw new Error(`no moves of ${segmentation.id}`);
    const path = stagingTableName(`path_${segmentation.id}`, plan.runId);
    const runs = { before: runId, now: plan.runId };
    const statuses =
      trace?.statuses.get(segmentation.entity.id) ?? statusesRelation(segmentation.entity, runs);
    const relation = pathRelation(own, stages, statuses);
    const print = printOptions(plan, `path of ${segmentation.id}`);
    await engine.execute(createTableAs(path, relation, [], engine.dialect, print));
    const causes = [...stages.map(({ cause }) => cause), last];
    const rows = stepRows(segmentation, table(path, columnsOf(relation)), causes, byHand, plan);
    await insertRelation(ledger, segmentation.id, rows, engine, plan, options);
    await dropTable(engine, path);
  }
  await trace?.drop();
}

/** What one comparison can say where the facts between are gone. */
function causeOfAll({ segmentation, fit, previous }: Told): Cause {
  if (previous.definitionHash !== segmentation.hash) return 'definition-or-data';
  return previous.fitHash === (fit?.fitHash ?? null) ? 'data' : 'fit-or-data';
}

async function countsOf(moves: Relation, engine: Engine, { asOf }: PlanContext) {
  const [row] = await readRelation(engine, movesCounted(moves), 'count of movers', asOf);
  return { movers: Number(row?.['movers']), listed: Number(row?.['listed']) };
}
