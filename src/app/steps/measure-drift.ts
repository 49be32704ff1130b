import type { Entity, Project } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { attributeDrifts } from '../../measures/drift/attribute-drifts.ts';
import type { BinnedAttribute } from '../../measures/drift/bin.ts';
import type { BinnedField } from '../../measures/drift/count-bins.ts';
import { binCountsRelation, readBinCounts } from '../../measures/drift/count-bins.ts';
import type { Redefined, SubjectDrift } from '../../measures/drift/drift.ts';
import { learnBins, sampledValues } from '../../measures/drift/learn-bins.ts';
import type { FirstCounted } from '../../measures/drift/recorded-bins.ts';
import { watchedFields } from '../../measures/drift/watched-fields.ts';
import type { ProfiledField } from '../../measures/profile/profiled-fields.ts';
import type { PlanContext } from '../../plan/context.ts';
import { customersOf } from '../../plan/fits.ts';
import { aggregate } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER } from '../../sql/value-type.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Run } from '../../warehouse/runs.ts';
import { isPublished, readRuns } from '../../warehouse/runs.ts';
import { fitDrifts } from './fit-drifts.ts';
import type { PlacedSegmentation } from './placed-segmentation.ts';
import { binnedIn, firstCounted, segmentDrifts } from './recorded-drift.ts';

/** What a run counted of every attribute, and how far that and the segments are from the last review. */
export interface MeasuredDrift {
  readonly binned: readonly BinnedAttribute[];
  readonly subjects: readonly SubjectDrift[];
  readonly redefined: readonly Redefined[];
}

/**
 * Counts the customers of the day in the bins of the day they are compared with, in one scan an entity; where there is no
 * such day, bins are cut from a sample first. Fits are compared with the day they were learned. Days after the as-of day are never looked at.
 */
export async function measureDrift(
  project: Project,
  facts: ReadonlyMap<string, Relation>,
  placed: readonly Pick<PlacedSegmentation, 'segmentation' | 'counts' | 'fit'>[],
  engine: Engine,
  plan: PlanContext,
): Promise<MeasuredDrift> {
  const runs = (await readRuns(engine)).filter(isPublished);
  const first = await firstCounted(project, engine, plan.asOf);
  const baseOf = await basesOf(project, first, runs, engine);
  const binned: BinnedAttribute[] = [];
  for (const entity of project.entities) {
    const rows = facts.get(entity.id);
    if (!rows) throw new Error(`no facts of ${entity.id}`);
    binned.push(...(await binEntity(project, entity, customersOf(rows), baseOf, engine, plan)));
  }
  const dayOf = new Map(runs.map(({ runId, asOf }) => [runId, asOf]));
  const bases = binned.flatMap(({ entity, attribute }) => baseOf(entity, attribute) ?? []);
  return {
    binned,
    subjects: [
      ...attributeDrifts(project, binned, bases, { dayOf, now: plan.asOf }),
      ...(await segmentDrifts(
        project,
        placed.map(({ counts }) => counts),
        { binned, first },
        engine,
        plan.asOf,
      )),
      ...(await fitDrifts(project, placed, engine, plan)),
    ],
    redefined: redefinedOf(project, first, binned),
  };
}

/** What an attribute is compared with, under the run that counted it. */
type BaseOf = (entity: string, attribute: string) => BinnedAttribute | null;

/** What today's attributes are compared with: the newest run of the first day that counted them by today's definition. */
async function basesOf(
  { entities }: Project,
  first: readonly FirstCounted[],
  runs: readonly Run[],
  engine: Engine,
): Promise<BaseOf> {
  const ofRun = new Map<string, readonly BinnedAttribute[]>();
  const found = new Map<string, BinnedAttribute>();
  for (const { id, attributes } of entities)
    for (const attribute of attributes) {
      const counted = first.find(
        (one) => one.entity === id && one.attribute === attribute.id && one.definitionHash === attribute.hash,
      );
      const run = counted && runs.find(({ asOf }) => asOf === counted.firstDay);
      if (!run) continue;
      const all = ofRun.get(run.runId) ?? (await binnedIn(engine, run.runId));
      ofRun.set(run.runId, all);
      const base = all.find(
        (one) => one.entity === id && one.attribute === attribute.id && one.definitionHash === attribute.hash,
      );
      if (base) found.set(`${id}.${attribute.id}`, { ...base, baseRunId: run.runId });
    }
  return (entity, attribute) => found.get(`${entity}.${attribute}`) ?? null;
}

async function binEntity(
  project: Project,
  entity: Entity,
  customers: Relation,
  baseOf: BaseOf,
  engine: Engine,
  plan: PlanContext,
): Promise<readonly BinnedAttribute[]> {
  const all = watchedFields(entity, plan.asOf).map((field) => ({
    field,
    base: baseOf(entity.id, field.attribute.id),
  }));
  const fresh = all.filter(({ base }) => base === null).map(({ field }) => field);
  const learned = await learnFresh(fresh, customers, project.limits.minimumCount, engine, plan);
  const fields = all.flatMap(({ field, base }) => {
    const bins = base?.bins.map(({ bin }) => bin) ?? learned.get(field);
    return bins ? [{ field, bins, baseRunId: base?.baseRunId ?? plan.runId }] : [];
  });
  const counted = await countFields(fields, customers, entity, engine, plan);
  return fields.map(({ field: { attribute }, bins, baseRunId }, index) => ({
    entity: entity.id,
    attribute: attribute.id,
    definitionHash: attribute.hash,
    baseRunId,
    bins: bins.map((bin, at) => ({ bin, customers: counted[index]?.[at] ?? 0 })),
  }));
}

async function learnFresh(
  fields: readonly ProfiledField[],
  customers: Relation,
  minimumCount: number,
  engine: Engine,
  { asOf }: PlanContext,
): Promise<ReadonlyMap<ProfiledField, BinnedField['bins']>> {
  if (fields.length === 0) return new Map();
  const everybody = select(customers, [{ name: 'rows', expression: aggregate('count', null, INTEGER) }]);
  const [row] = await readRelation(engine, everybody, 'customers to cut bins from', asOf);
  const population = Number(row?.['rows'] ?? 0);
  if (population === 0) return new Map();
  const rows = await readRelation(engine, sampledValues(customers, fields, population), 'sample', asOf);
  const learned = learnBins(rows, fields, minimumCount);
  return new Map(
    fields.flatMap((field, index) => {
      const bins = learned[index] ?? null;
      return bins ? [[field, bins] as const] : [];
    }),
  );
}

async function countFields(
  fields: readonly BinnedField[],
  customers: Relation,
  { id }: Entity,
  engine: Engine,
  { asOf }: PlanContext,
): Promise<readonly (readonly number[])[]> {
  if (fields.length === 0) return [];
  const relation = binCountsRelation(customers, fields);
  const [row] = await readRelation(engine, relation, `values of ${id} in bins`, asOf);
  return readBinCounts(row ?? {}, fields);
}

/** Attributes counted before by another definition only; their own bins begin today. */
function redefinedOf(
  { entities }: Project,
  first: readonly FirstCounted[],
  binned: readonly BinnedAttribute[],
): readonly Redefined[] {
  return entities.flatMap(({ id, attributes }) =>
    attributes.flatMap((attribute): readonly Redefined[] => {
      const known = first.filter((one) => one.entity === id && one.attribute === attribute.id);
      const isCounted = binned.some((one) => one.entity === id && one.attribute === attribute.id);
      const [day] = known.map(({ firstDay }) => firstDay).sort();
      const isSame = known.some(({ definitionHash }) => definitionHash === attribute.hash);
      return !isCounted || isSame || day === undefined
        ? []
        : [{ entity: id, attribute: attribute.id, since: day }];
    }),
  );
}
