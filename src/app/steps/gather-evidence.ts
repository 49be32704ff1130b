import type { Evidence } from '../../checks/evidence.ts';
import type { Entity, Project, Segmentation, Source } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import {
  churnAttributes,
  churnPairRelation,
  churnPairs,
  churnRelation,
  readChurn,
  readChurnPair,
} from '../../measures/churn-agreement.ts';
import { bookEvents, outsideRelation, readOutside } from '../../measures/events-outside-book.ts';
import { likenessCountsRelation, readLikenessCounts } from '../../measures/likeness-counts.ts';
import { missingRelation, readMissing } from '../../measures/missing-values.ts';
import { readUnpriced, unpricedRelation } from '../../measures/unpriced-lines.ts';
import { overriddenRelation, readOverridden } from '../../measures/overridden.ts';
import type { PlanContext } from '../../plan/context.ts';
import { placedCustomers } from '../../plan/placed-customers.ts';
import { overridesOn } from '../../plan/placements.ts';
import { resemblingCustomers } from '../../plan/resembling-customers.ts';
import type { Relation } from '../../sql/relation.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Loads } from './load-sources.ts';
import type { PlacedSegmentation } from './placed-segmentation.ts';

/** Where the rows of a placement stand. */
export interface PlacementRows {
  /** Columns `customer`, `segment` and `reason`, at least. */
  readonly placed: (segmentation: Segmentation) => Relation;
  /** What `resemblingCustomers` (plan/resembling-customers.ts) has of who is placed by likeness. */
  readonly resembling: (segmentation: Segmentation, boundaryMargin: number) => Relation;
}

/** In the state, of a run. */
export function publishedRows(runId: string): PlacementRows {
  const of = ({ id, entity }: Segmentation) => ({ runId, segmentation: id, entity: entity.id });
  return {
    placed: (segmentation) => placedCustomers(of(segmentation)),
    resembling: (segmentation, margin) => resemblingCustomers(of(segmentation), margin),
  };
}

/** Measures what the checks of a run judge. */
export async function gatherEvidence(
  project: Project,
  facts: ReadonlyMap<string, Relation>,
  placed: readonly Pick<PlacedSegmentation, 'segmentation' | 'counts' | 'state'>[],
  rows: PlacementRows,
  { loads }: Pick<Loads, 'loads'>,
  engine: Engine,
  { asOf, rowsOf }: PlanContext,
  drift: Evidence['drift'],
): Promise<Evidence> {
  const oneRow = async (relation: Relation, label: string) =>
    (await readRelation(engine, relation, label, asOf))[0] ?? {};
  const factsOf = (entity: Entity) => {
    const relation = facts.get(entity.id);
    if (!relation) throw new Error(`no facts of ${entity.id}`);
    return relation;
  };
  const churn = [];
  const pairs = [];
  const missing = [];
  for (const entity of project.entities) {
    for (const attribute of churnAttributes(entity)) {
      const row = await oneRow(churnRelation(attribute, factsOf(entity)), `churn by ${attribute.id}`);
      churn.push(readChurn(entity, attribute, row));
    }
    for (const pair of churnPairs(entity))
      pairs.push(
        readChurnPair(
          entity,
          pair,
          await oneRow(churnPairRelation(...pair, factsOf(entity)), 'churn by two sources'),
        ),
      );
    missing.push(
      ...readMissing(
        entity,
        await oneRow(missingRelation(entity, factsOf(entity)), `missing values of ${entity.id}`),
      ),
    );
  }
  const isLoaded = (source: Source) => loads.some((load) => load.source === source);
  const unpriced = [];
  for (const book of project.books.filter(({ source }) => isLoaded(source)))
    unpriced.push(readUnpriced(book, await oneRow(unpricedRelation(book, rowsOf), `prices in ${book.id}`)));
  const outsideBook = [];
  for (const events of bookEvents(project).filter((one) => isLoaded(one.source) && isLoaded(one.book.source)))
    outsideBook.push(
      readOutside(
        events,
        await oneRow(outsideRelation(events, rowsOf), `${events.source.id} against ${events.book.id}`),
      ),
    );
  const overrides = [];
  for (const { segmentation } of placed) {
    const holding = overridesOn(segmentation, asOf);
    if (holding.length === 0) continue;
    const relation = overriddenRelation(rows.placed(segmentation));
    const byHand = await readRelation(engine, relation, `overrides of ${segmentation.id}`, asOf);
    overrides.push(...readOverridden(holding, byHand));
  }
  const likeness = [];
  for (const { segmentation } of placed.filter((one) => one.segmentation.likeness !== null)) {
    const margin = segmentation.boundaryMargin ?? project.limits.boundaryMargin;
    const relation = likenessCountsRelation(rows.resembling(segmentation, margin));
    const counted = await readRelation(engine, relation, `likeness of ${segmentation.id}`, asOf);
    likeness.push(readLikenessCounts(segmentation, margin, counted));
  }
  return {
    project,
    asOf,
    segmentations: placed.map(({ counts }) => counts),
    loads,
    churn,
    churnPairs: pairs,
    unpriced,
    outsideBook,
    missing,
    overrides,
    likeness,
    holding: placed.flatMap(({ segmentation, state }) => {
      const { hysteresis } = segmentation;
      return hysteresis ? [{ segmentation, hysteresis, stateOf: state?.asOf ?? null }] : [];
    }),
    drift,
  };
}
