import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { parseCalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Entity, Override, Project, Segmentation } from '../definitions/project.ts';
import type { Cell, Engine, Row } from '../engines/engine.ts';
import { fitOfSnapshot, withFit } from '../plan/fits.ts';
import { overridesOn } from '../plan/placements.ts';
import { assignments } from '../tables/assignments.ts';
import { population } from '../tables/population.ts';
import { snapshotId } from '../tables/snapshots.ts';
import { readFits } from '../warehouse/fits.ts';
import { readTable } from '../warehouse/read-table.ts';
import type { Run } from '../warehouse/runs.ts';
import { readRuns, readSnapshots, runsWithFacts } from '../warehouse/runs.ts';
import { agesOf } from './steps/ages-of.ts';
import type { ExplainedLikeness } from './steps/explain-likeness.ts';
import { explainLikeness } from './steps/explain-likeness.ts';
import type { ExplainedHold } from './steps/explain-hold.ts';
import { explainHold, isFixed } from './steps/explain-hold.ts';
import { explainPlacement } from './steps/explain-placement.ts';
import type { ConditionSeen, NearestChange } from './steps/explain-placement.ts';
import type { ExplainedScore } from './steps/explain-scores.ts';
import { explainScores } from './steps/explain-scores.ts';
import { holdsOfRun } from './steps/holds-before.ts';
import { planOfRun } from './steps/plan-of-run.ts';
import { nothingPublished, projectOfRun, withState } from './steps/with-state.ts';
import { notADay } from './run.ts';
import { defineUseCase, found } from './use-case.ts';

/** Where a customer is, by every segmentation of its entity, and why. */
export interface Explanation {
  readonly customer: string;
  readonly entity: string;
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly status: string;
  readonly money: string | null;
  readonly placements: readonly ExplainedPlacement[];
  /** Every score of the entity, whatever segmentation was asked for. */
  readonly scores: readonly ExplainedScore[];
}

export interface ExplainedPlacement {
  readonly segmentation: string;
  readonly title: string;
  readonly segment: string;
  readonly segmentTitle: string;
  /** The number its method gives; 541 of an RFM segmentation is recency 5, frequency 4, monetary 1. */
  readonly score: number | null;
  /** What was learned that its rules come from; null where nothing is. */
  readonly fit: { readonly hash: string; readonly learnedAsOf: CalendarDate } | null;
  readonly reason: string;
  /** Who placed the customer by hand, why and until when; null where rules did. */
  readonly override: ExplainedOverride | null;
  /** Of a segmentation with hysteresis: since when the customer is here, and what it takes to leave. Null while a hand places it. */
  readonly hold: ExplainedHold | null;
  /** 0..1; null where no distance can be told. */
  readonly margin: number | null;
  readonly isBoundary: boolean;
  readonly rules: readonly ExplainedRule[];
  /** Of segmentations that place by likeness; null of the others, and before anything is learned. */
  readonly likeness: ExplainedLikeness | null;
  /** The smallest single change that would move the customer, placed again to be sure; null when there is none. */
  readonly nearest: NearestChange | null;
}

/** A placement by hand, as its definition says. */
export type ExplainedOverride = Pick<Override, 'id' | 'reason' | 'owner' | 'from' | 'until'>;

export interface ExplainedRule {
  readonly segment: string;
  readonly text: string;
  readonly outcome: ConditionSeen['outcome'];
  readonly conditions: readonly ConditionSeen[];
}

const input = z.object({
  customer: z.string().describe('Key of the customer'),
  segmentation: z.string().optional().describe('Only this segmentation'),
  entity: z.string().optional().describe('Entity, where the key stands for customers of several'),
  asOf: z.string().optional().describe('Explain the snapshot that held on this day, YYYY-MM-DD'),
});

export const explain = defineUseCase({
  name: 'explain',
  summary:
    'Say why a customer is in its segments: every condition or value with what it says, and the nearest change',
  effect: 'reads',
  input,
  positional: ['customer'],
  run: (asked, context) =>
    withState<Explanation>(context, async ({ engine }) => {
      const day = asked.asOf === undefined ? null : parseCalendarDate(asked.asOf);
      if (asked.asOf !== undefined && !day) return found<Explanation>(null, [notADay(asked.asOf)]);
      const run = await explainableRun(engine, day);
      if ('severity' in run) return found<Explanation>(null, [run]);
      const project = await projectOfRun(engine, run.runId);
      const member = await findMember(engine, run, asked.customer, asked.entity);
      if (!member) return found<Explanation>(null, [unknownCustomer(asked.customer, run)]);
      const entity = project.entities.find(({ id }) => id === member['entity']);
      if (!entity) throw new Error(`run ${run.runId} has no entity ${String(member['entity'])}`);
      const ages = await agesOf(engine, run, project.timeZone, context);
      const told = await explainMember(project, entity, member, run, asked.segmentation, engine);
      return found(told.value, told.findings, ages);
    }),
});

/** An explanation needs facts: those of the newest date are kept, and those of the run made last. */
async function explainableRun(engine: Engine, day: CalendarDate | null): Promise<Run | Finding> {
  const kept = runsWithFacts(await readRuns(engine));
  const run = day === null ? kept[0] : kept.find(({ asOf }) => asOf === day);
  if (run) return run;
  if (kept.length === 0) return nothingPublished;
  const days = kept.map(({ asOf }) => asOf).join(' and ');
  return error('facts-not-kept', `The facts of ${day} are not kept; those of ${days} are.`, {
    hint: `Run \`clade run --as-of ${day}\`, then explain.`,
  });
}

async function findMember(
  engine: Engine,
  run: Run,
  customer: string,
  entity: string | undefined,
): Promise<Row | null> {
  const where = entity === undefined ? {} : { entity };
  const [member] = await readTable(engine, population, { run_id: run.runId, customer, ...where });
  return member ?? null;
}

function unknownCustomer(customer: string, run: Run): Finding {
  return error('unknown-customer', `There is no customer \`${customer}\` in the snapshot of ${run.asOf}.`, {
    hint: 'Keys are case-sensitive; `clade quarantine` lists rows that were not loaded.',
  });
}

async function explainMember(
  project: Project,
  entity: Entity,
  member: Row,
  run: Run,
  only: string | undefined,
  engine: Engine,
) {
  const customer = String(member['customer']);
  const ofEntity = project.segmentations.filter((one) => one.entity === entity);
  const wanted = ofEntity.filter(({ id }) => only === undefined || id === only);
  if (wanted.length === 0)
    return found<Explanation>(null, [
      error('unknown-segmentation', `\`${only}\` is no segmentation of ${entity.id}.`, {
        hint: `There are ${ofEntity.map(({ id }) => id).join(', ')}.`,
      }),
    ]);
  const plan = { ...planOfRun(run, engine), holdOf: await holdsOfRun(engine, run.runId) };
  const snapshots = (await readSnapshots(engine)).filter(({ runId }) => runId === run.runId);
  const placements: ExplainedPlacement[] = [];
  const fits = wanted.some(({ learning }) => learning) ? await readFits(engine) : [];
  for (const defined of wanted) {
    const snapshot = snapshots.find((one) => one.segmentation === defined.id);
    const fit = snapshot ? fitOfSnapshot(fits, snapshot) : null;
    const segmentation = withFit(defined, fit);
    const [assigned] = await readTable(engine, assignments, {
      snapshot_id: snapshotId(run.runId, segmentation.id),
      customer,
    });
    const seen = await explainPlacement(project, segmentation, customer, engine, plan);
    const likeness = await explainLikeness(project, segmentation, customer, engine, plan);
    const segment = String(assigned?.['segment']);
    const override = byHand(segmentation, customer, run.asOf);
    const hold = override ? null : await explainHold(project, segmentation, customer, engine, plan);
    const margin = asNumber(assigned?.['margin'] ?? null);
    placements.push({
      segmentation: segmentation.id,
      title: segmentation.title,
      segment,
      segmentTitle: titleOf(segmentation, segment),
      score: asNumber(assigned?.['score'] ?? null),
      fit: fit && { hash: fit.fitHash, learnedAsOf: fit.learnedAsOf },
      reason: String(assigned?.['reason']),
      override,
      hold,
      margin,
      isBoundary: margin !== null && margin < (snapshot?.boundaryMargin ?? 0),
      rules: seen.rules,
      likeness: likeness?.told ?? null,
      nearest: likeness ? (isFixed(hold) ? null : likeness.nearest) : seen.nearest,
    });
  }
  return found<Explanation>({
    customer,
    entity: entity.id,
    asOf: run.asOf,
    runId: run.runId,
    status: String(member['status']),
    money: member['money'] === null ? null : String(member['money']),
    placements,
    scores: await explainScores(project, entity, customer, engine, plan),
  });
}

function byHand(segmentation: Segmentation, customer: string, asOf: CalendarDate): ExplainedOverride | null {
  const override = overridesOn(segmentation, asOf).find(({ customers }) => customers.includes(customer));
  if (!override) return null;
  const { id, reason, owner, from, until } = override;
  return { id, reason, owner, from, until };
}

const asNumber = (cell: Cell) => (cell === null ? null : Number(cell));

function titleOf({ segments, fallback }: Project['segmentations'][number], segment: string): string {
  return [...segments, fallback].find(({ id }) => id === segment)?.title ?? segment;
}
