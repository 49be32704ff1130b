import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Stretch } from '../../attributes/window.ts';
import { dayBefore } from '../../attributes/window.ts';
import type { Finding } from '../../base/finding.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { publishedMembers } from '../../measures/figures/members.ts';
import type { StartMembership } from '../../measures/metrics/sheet.ts';
import type { Relation } from '../../sql/relation.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { currentSnapshot, readSnapshots } from '../../warehouse/runs.ts';
import { everybodyOn } from './everybody-on.ts';
import { placedOn } from './placed-on.ts';
import type { ReadSources } from './read-sources.ts';

/** How the members at the start of a period can be had: settled before anything is loaded. */
export type StartPlan =
  | Extract<StartMembership, { readonly kind: 'snapshot' | 'unknown' }>
  /** By the segmentation as it is defined now, which is as it was published. */
  | { readonly kind: 'place-again'; readonly asOf: CalendarDate }
  /** Only who was a customer: nobody can be placed, and the reason says why. */
  | { readonly kind: 'everybody'; readonly asOf: CalendarDate; readonly reason: string };

/**
 * The snapshot that held when the period began, if it is of the same definition and not older than `within`; else to be
 * placed again, which only the published definition can be.
 */
export async function planStart(
  engine: Engine,
  segmentation: Segmentation,
  end: Snapshot,
  from: CalendarDate,
  within: Stretch,
): Promise<StartPlan> {
  if (!segmentation.entity.activeWhen)
    return {
      kind: 'unknown',
      reason: `\`${segmentation.entity.id}\` does not say who is a customer (\`churn\` or \`activeWhen\`), so nobody can be seen to leave.`,
    };
  const held = currentSnapshot(await readSnapshots(engine), segmentation.id, from);
  const isNear = held !== null && held.asOf >= dayBefore(from, within);
  if (isNear && held.definitionHash === end.definitionHash)
    return { kind: 'snapshot', asOf: held.asOf, runId: held.runId };
  if (segmentation.hash === end.definitionHash) return { kind: 'place-again', asOf: from };
  return {
    kind: 'everybody',
    asOf: from,
    reason: `\`${segmentation.id}\` has changed since the snapshot of ${end.asOf}, so nobody can be placed again as it did on ${from}; run again.`,
  };
}

/** The members at the start, as far as they are known. `drop` lets go of what was made for them. */
export interface StartMembers {
  readonly start: StartMembership;
  /** Null where nobody knows who was a customer; `unplaced` says why segments, or everything, are not known. */
  readonly members: { readonly asOf: CalendarDate; readonly relation: Relation } | null;
  readonly unplaced: string | null;
  readonly findings: readonly Finding[];
  readonly drop: () => Promise<void>;
}

export async function startMembers(
  plan: StartPlan,
  segmentation: Segmentation,
  read: ReadSources,
): Promise<StartMembers> {
  const nothing = { findings: [], drop: async () => {} };
  if (plan.kind === 'unknown') return { start: plan, members: null, unplaced: plan.reason, ...nothing };
  const { asOf } = plan;
  if (plan.kind === 'snapshot') {
    const relation = publishedMembers(segmentation, plan.runId);
    return { start: plan, members: { asOf, relation }, unplaced: null, ...nothing };
  }
  if (plan.kind === 'everybody') return everybody(asOf, plan.reason, segmentation, read);
  const placed = await placedOn(asOf, segmentation, read);
  if (placed.kind === 'unknown') return everybody(asOf, placed.reason, segmentation, read);
  const { members: relation, findings, drop } = placed;
  return {
    start: { kind: 'placed-again', asOf },
    members: { asOf, relation },
    unplaced: null,
    findings,
    drop,
  };
}

/** Everybody together, where segments are not known. */
async function everybody(
  asOf: CalendarDate,
  reason: string,
  { entity }: Segmentation,
  read: ReadSources,
): Promise<StartMembers> {
  const known = await everybodyOn(asOf, entity, read);
  const start: StartMembership = { kind: 'unknown', reason };
  if (known.kind === 'unknown')
    return { start, members: null, unplaced: known.reason, findings: [], drop: async () => {} };
  const { members: relation, drop } = known;
  return { start, members: { asOf, relation }, unplaced: reason, findings: [], drop };
}
