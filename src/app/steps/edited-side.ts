import type { Entity, Project, Segmentation } from '../../definitions/project.ts';
import type { Fit } from '../../methods/method.ts';
import { fitApplies, fitFor, withFit } from '../../plan/fits.ts';
import type { EditedFacts, Need } from '../../plan/preview/edited-facts.ts';
import { editedFacts } from '../../plan/preview/edited-facts.ts';
import { scanOf } from '../../plan/preview/scan.ts';
import { placementKey } from '../../plan/preview/side.ts';
import type { Side } from '../../plan/preview/side.ts';
import { column, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { columnNames } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import type { KeptRun } from './kept-run.ts';
import { isRead, remembered } from './kept-run.ts';

/** Edited definitions over the facts a run kept. */
export interface EditedSide {
  readonly side: Side;
  readonly factsOf: (entity: Entity) => EditedFacts;
  /** What stands between a segmentation, with those it asks for, and an answer from kept facts. */
  readonly needsOf: (segmentation: Segmentation) => readonly Need[];
}

/** `told`: the segmentations that are to be placed; facts are made for what they and those they ask for read. */
export function editedSide(project: Project, told: readonly Segmentation[], kept: KeptRun): EditedSide {
  const { asOf } = kept.run;
  const fits = remembered((one: Segmentation) => fitNow(one, kept));
  const fitted = remembered((one: Segmentation) => withFit(one, fits(one) ?? null));
  const read = (segmentations: readonly Segmentation[], entity: Entity) =>
    segmentations
      .filter((one) => one.entity.id === entity.id)
      .flatMap((one) => fitted(one).rules.flatMap(({ when }) => columnNames(when)));
  const all = withUsed(told);
  const factsOf = remembered((entity: Entity) => editedFacts(entity, read(all, entity), kept));
  const isAsPublished = remembered((one: Segmentation) => {
    const before = kept.project.segmentations.find(({ id }) => id === one.id);
    if (!before || before.entity.id !== one.entity.id || !kept.snapshots.has(one.id)) return false;
    return placementKey(one, side, asOf) === placementKey(before, kept.side, asOf);
  });
  const placedAbove = remembered((one: Segmentation): Relation => {
    const scan = scanOf(factsOf(one.entity).relation, [{ side, segmentation: one }], asOf);
    const [placement] = scan.placements;
    return select(scan.relation, [
      { name: 'customer', expression: column(FACTS.key, TEXT) },
      { name: 'segment', expression: placement?.segment ?? text(one.fallback.id) },
    ]);
  });
  const side: Side = {
    fitted,
    fitHash: (one) => fits(one)?.fitHash ?? null,
    names: (entity) => factsOf(entity).names,
    placed: (one, inScanOf) => {
      const isElsewhere = one.entity.id !== inScanOf.id;
      if (!isElsewhere && !isRead(fitted(one))) return null;
      if (isAsPublished(one)) return kept.published(one.id);
      return isElsewhere ? placedAbove(one) : null;
    },
  };
  const needsOf = (segmentation: Segmentation): readonly Need[] => {
    const wanted = withUsed([segmentation]);
    const entities = project.entities.filter((entity) => wanted.some((one) => one.entity.id === entity.id));
    const facts = entities.flatMap((entity) => editedFacts(entity, read(wanted, entity), kept).needs);
    const learned = wanted.filter(
      (one) => fits(one) === undefined || (fitted(one).likeness !== null && !isAsPublished(one)),
    );
    const held = wanted.filter((one) => one.hysteresis !== null && !isAsPublished(one));
    return [
      ...facts,
      ...learned.map(({ id }): Need => ({ kind: 'fit', segmentation: id })),
      ...held.map(({ id }): Need => ({ kind: 'hold', segmentation: id })),
    ];
  };
  return { side, factsOf, needsOf };
}

/** The fit that publishing would place by; null where it learns nothing; undefined where something must be learned. */
function fitNow(segmentation: Segmentation, kept: KeptRun): Fit | null | undefined {
  const { id, hash, learning } = segmentation;
  if (!learning) return null;
  const published = kept.fitOf(id);
  const before = kept.project.segmentations.find((one) => one.id === id);
  if (before?.hash === hash && kept.snapshots.has(id)) return published;
  // What is learned at every run is learned of the same facts again.
  if (learning.refit === 'always')
    return published && fitApplies(segmentation, learning, published) ? published : undefined;
  return fitFor(segmentation, learning, kept.fits, kept.run.asOf) ?? undefined;
}

/** With the segmentations they ask for, and those these ask for; each once. */
function withUsed(segmentations: readonly Segmentation[]): readonly Segmentation[] {
  const all = new Set(segmentations);
  for (const one of all) for (const used of one.uses) all.add(used);
  return [...all];
}

/** The segmentations that ask for one, directly or not, by depth. */
export function referringTo(segmentation: Segmentation, { segmentations }: Project): readonly Segmentation[] {
  return segmentations.filter((one) => one !== segmentation && withUsed([one]).includes(segmentation));
}
