import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Fit } from '../../methods/method.ts';
import type { Cause } from '../../tables/ledger.ts';
import { fitApplies, withFit } from '../fits.ts';
import { overridesOn } from '../placements.ts';

/** A point of the path between the ends: everybody who moved is placed there again. */
export interface Stage {
  /** Why somebody moves on the way here. */
  readonly cause: Cause;
  /** The definitions of the step, what was learned put into them. */
  readonly project: Project;
  readonly definitions: 'before' | 'now';
  readonly day: CalendarDate;
  /** Whose values ranks are told among. */
  readonly peers: 'before' | 'now';
}

export interface Path {
  /** Projects of the segmentations that are told, nothing learned put into them. */
  readonly before: Project;
  readonly now: Project;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Whether what the data says of the old day may be other than it was. */
  readonly isRestated: boolean;
  /** Whether the old definitions can be applied to the data of today. */
  readonly isOldReadable: boolean;
  /** By segmentation: what it was placed by. Segmentations that are not there were not placed. */
  readonly oldFits: ReadonlyMap<string, Fit | null>;
  readonly newFits: ReadonlyMap<string, Fit | null>;
}

/** The stages at which anything can be different from the one before; the others cost nothing. */
export function stagesOf(path: Path): readonly Stage[] {
  const { before, now, from, to, isRestated, isOldReadable, oldFits, newFits } = path;
  const isEdited = now.segmentations.some(
    ({ id, hash }) => before.segmentations.find((one) => one.id === id)?.hash !== hash,
  );
  const fitted = (project: Project, fitOf: (segmentation: Segmentation) => Fit | null) =>
    withFits(project, fitOf, path);
  const old = fitted(before, ({ id }) => oldFits.get(id) ?? null);
  const adapted = fitted(now, (one) => (keepsFit(one, path) ? oldFits : newFits).get(one.id) ?? null);
  const refitted = fitted(
    now,
    (one) => (isRecut(one) && keepsFit(one, path) ? oldFits : newFits).get(one.id) ?? null,
  );
  const current = fitted(now, ({ id }) => newFits.get(id) ?? null);
  const stage = (cause: Cause, project: Project, parts: Partial<Stage> = {}): Stage => ({
    ...{ cause, project, definitions: 'now', day: from, peers: 'before' },
    ...parts,
  });
  const isApart = !isEdited || isOldReadable;
  const changes = (is: (one: Segmentation) => boolean) =>
    now.segmentations.some((one) => keepsFit(one, path) && is(one) && !isSameFit(one.id, path));
  return [
    ...(isRestated && isApart
      ? [isEdited ? stage('restated', old, { definitions: 'before' }) : stage('restated', adapted)]
      : []),
    ...(isEdited ? [stage(isRestated && !isApart ? 'definition-or-data' : 'definition', adapted)] : []),
    ...(changes((one) => !isRecut(one)) ? [stage('fit', refitted)] : []),
    ...(from < to ? [stage('calendar', refitted, { day: to })] : []),
    ...(changes(isRecut) || looksAtPeers(now) ? [stage('others', current, { day: to, peers: 'now' })] : []),
  ];
}

/** Who was placed by hand on the old day stays so to the last stage: a hand is the last step. */
function withFits(
  project: Project,
  fitOf: (segmentation: Segmentation) => Fit | null,
  { before, from, to }: Path,
): Project {
  const heldThen = (id: string) => {
    const then = before.segmentations.find((one) => one.id === id);
    return then ? overridesOn(then, from).map((one) => ({ ...one, from, until: to })) : [];
  };
  const segmentations = project.segmentations.map((one) => ({
    ...withFit(one, fitOf(one)),
    overrides: heldThen(one.id),
  }));
  return { ...project, segmentations };
}

/** Customers a hand placed elsewhere, or no longer, on the new day. */
export function placedOtherwiseByHand(
  segmentation: Segmentation,
  { before, from, to }: Pick<Path, 'before' | 'from' | 'to'>,
): readonly string[] {
  const then = before.segmentations.find((one) => one.id === segmentation.id);
  const segmentsOn = (one: Segmentation, day: CalendarDate) =>
    new Map(
      overridesOn(one, day).flatMap(({ customers, segment }) =>
        customers.map((customer) => [customer, segment] as const),
      ),
    );
  const [was, is] = [then ? segmentsOn(then, from) : new Map(), segmentsOn(segmentation, to)];
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (customer) => was.get(customer) !== is.get(customer),
  );
}

/** Learned at every run: it moves when those it is learned from do. */
const isRecut = ({ learning }: Segmentation) => learning?.refit === 'always';

/** Whether the old fit may place by the new definition. A definition that has to learn anew has the new fit from the start. */
function keepsFit(segmentation: Segmentation, { before, oldFits }: Path): boolean {
  const { id, hash, learning } = segmentation;
  const fit = oldFits.get(id);
  if (!learning || fit === undefined) return false;
  return fit === null
    ? before.segmentations.some((one) => one.hash === hash)
    : fitApplies(segmentation, learning, fit);
}

function isSameFit(id: string, { oldFits, newFits }: Path): boolean {
  return oldFits.get(id)?.fitHash === newFits.get(id)?.fitHash;
}

/** Ranks, and shares of what anybody has. */
function looksAtPeers({ entities }: Project): boolean {
  return entities.some(({ attributes }) =>
    attributes.some(
      ({ origin }) =>
        origin.kind === 'rank' ||
        (origin.kind === 'aggregate' && origin.function === 'adoption' && origin.total === null),
    ),
  );
}
