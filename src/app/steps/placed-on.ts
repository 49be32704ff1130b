import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { Fit } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { nestedFacts } from '../../plan/facts.ts';
import { unknownOn, unknownReason } from '../../plan/facts/known-on.ts';
import { narrowed } from '../../plan/narrowed.ts';
import { placedRelation } from '../../plan/placements.ts';
import { listOf } from '../../plan/ranks.ts';
import { column } from '../../sql/expression.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, select, table } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';
import { readSnapshots } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import { chooseFits } from './fit-segmentations.ts';
import { holdsBefore } from './holds-before.ts';
import { scratchName } from './load-sources.ts';
import { observeSources } from './observe-sources.ts';
import type { ReadSources } from './read-sources.ts';

/** Segmentations as of a past day, published nowhere; or why nobody can say who would have been where. */
type AllPlacedOn =
  | {
      readonly kind: 'placed';
      /** By id: columns `customer`, `segment`, `reason`, `status` and `money`, in a table of its own until `drop`. */
      readonly membersOf: ReadonlyMap<string, Relation>;
      /** What each was placed by, where it learns. */
      readonly fitOf: ReadonlyMap<string, Fit>;
      readonly findings: readonly Finding[];
      readonly drop: () => Promise<void>;
    }
  | Unknown;

interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
}

/** The same of one. */
export type PlacedOn =
  | (Omit<Extract<AllPlacedOn, { readonly kind: 'placed' }>, 'membersOf' | 'fitOf'> & {
      readonly members: Relation;
      readonly learnedAsOf: CalendarDate | null;
    })
  | Unknown;

/** Places every customer in one segmentation as of a day. */
export async function placedOn(
  asOf: CalendarDate,
  segmentation: Segmentation,
  sources: ReadSources,
  knownUntil: CalendarDate = asOf,
): Promise<PlacedOn> {
  const placed = await allPlacedOn(asOf, [segmentation], sources, knownUntil);
  if (placed.kind === 'unknown') return placed;
  const { membersOf, fitOf, ...rest } = placed;
  const members = membersOf.get(segmentation.id);
  if (!members) throw new Error(`${segmentation.id} was not placed`);
  return { ...rest, members, learnedAsOf: fitOf.get(segmentation.id)?.learnedAsOf ?? null };
}

/**
 * Places every customer as of a day, from what was known then, or by another day: facts of that day, and the newest fit that was learned by
 * it, or one learned for it. The sources of the narrowed project must be loaded.
 */
export async function allPlacedOn(
  asOf: CalendarDate,
  wanted: readonly Segmentation[],
  { project, engine, runId, rowsOf }: ReadSources,
  knownUntil: CalendarDate = asOf,
): Promise<AllPlacedOn> {
  const own = narrowed(project, { segmentations: wanted });
  const stored: (readonly string[])[] = [];
  const drop = async () => {
    for (const name of stored) await dropTable(engine, name);
  };
  const segments = new Map<string, Relation>();
  const plan: PlanContext = {
    ...{ runId, asOf, knownUntil, dialect: engine.dialect, rowsOf, observed: new Map(), loadedOn: null },
    segmentsOf: ({ id }) => segments.get(id) ?? table([], []),
    holdOf: holdsBefore(await readSnapshots(engine), asOf),
  };
  const context = { ...plan, observed: (await observeSources(own, engine, plan)).observed };
  const unknown = unknownOn(
    own.entities.flatMap(({ attributes }) => attributes),
    context,
  );
  if (unknown.length > 0)
    return {
      kind: 'unknown',
      reason: unknownReason(`in which segment of \`${wanted[0]?.id ?? ''}\``, unknown, asOf),
    };
  const store = async (of: string, rows: Relation): Promise<Relation> => {
    const name = scratchName(engine, `${of}_${asOf.replaceAll('-', '')}`, runId);
    const print = printOptions(context, `${of} of ${asOf}`);
    await engine.execute(createTableAs(name, rows, [], engine.dialect, print));
    stored.push(name);
    return table(name, columnsOf(rows));
  };
  try {
    const facts = new Map<string, Relation>();
    for (const [id, relation] of nestedFacts(own, context))
      facts.set(id, await store(`facts_${id}`, relation));
    const { segmentations, findings } = await chooseFits(own, facts, engine, context);
    for (const { segmentation: fitted } of segmentations) {
      const ranked = facts.get(fitted.entity.id);
      if (!ranked) throw new Error(`no facts of ${fitted.entity.id}`);
      const { relation, placement } = placedRelation(fitted, listOf(fitted, context), ranked, null, context);
      const members = select(relation, [
        { name: 'customer', expression: column(FACTS.key, TEXT) },
        { name: 'segment', expression: placement.segment },
        { name: 'reason', expression: placement.reason },
        { name: 'status', expression: column(FACTS.status, TEXT) },
        { name: 'money', expression: column(FACTS.money, MONEY) },
      ]);
      segments.set(fitted.id, await store(`placed_${fitted.id}`, members));
    }
    const fitOf = new Map(segmentations.flatMap(({ segmentation: { id }, fit }) => (fit ? [[id, fit]] : [])));
    return { kind: 'placed', membersOf: segments, fitOf, findings, drop };
  } catch (failure) {
    await drop();
    throw failure;
  }
}
