import type { CalendarDate } from '../../base/calendar-date.ts';
import type { DriftLevels } from '../../definitions/policies.ts';
import { populationStability } from '../../numeric/population-stability.ts';
import { sum } from '../../numeric/sum.ts';
import type { Bin, BinnedAttribute } from './bin.ts';
import { binWords } from './bin.ts';

/** `steady`: below the notice level, or no more than chance brings; `too-few`: nobody can say. */
export type DriftVerdict = 'steady' | 'notice' | 'alarm' | 'too-few';

/** How far shares have moved from one day to another. */
export interface Drift {
  readonly base: DriftDay;
  readonly now: DriftDay;
  /** Population stability index; null where a day has too few customers. */
  readonly index: number | null;
  /** The chance of an index as large in two draws of one population; null with it. */
  readonly pValue: number | null;
  readonly verdict: DriftVerdict;
  readonly bins: readonly DriftBin[];
}

export interface DriftDay {
  readonly asOf: CalendarDate;
  /** Customers on the day: the base of the shares. */
  readonly customers: number;
}

/** Counts of a bin on both days. */
export interface DriftBin {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** An attribute of an entity, the segments of a segmentation, or what it was learned as: how well customers fit that. */
export type DriftSubject =
  | { readonly kind: 'attribute'; readonly entity: string; readonly id: string; readonly title: string }
  | {
      readonly kind: 'segmentation';
      readonly id: string;
      readonly title: string;
      /** The definition then was another: the edit may be why. */
      readonly isEdited: boolean;
    }
  | { readonly kind: 'fit'; readonly id: string; readonly title: string };

export interface SubjectDrift extends Drift {
  readonly subject: DriftSubject;
}

/** What it is in a sentence: `seats` of `account`; `size`; the fit of `natural`. */
export function subjectName(subject: DriftSubject): string {
  switch (subject.kind) {
    case 'attribute':
      return `\`${subject.id}\` of \`${subject.entity}\``;
    case 'segmentation':
      return `\`${subject.id}\``;
    case 'fit':
      return `the fit of \`${subject.id}\``;
  }
}

/** An attribute that is compared with nothing, since it is defined otherwise than on an earlier day. */
export interface Redefined {
  readonly entity: string;
  readonly attribute: string;
  /** The first day since the review that knew it. */
  readonly since: CalendarDate;
}

/** A chance that is no longer taken for one. */
const BEYOND_CHANCE = 0.01;

export function driftOf(
  bins: readonly DriftBin[],
  days: { readonly base: CalendarDate; readonly now: CalendarDate },
  levels: Pick<DriftLevels, 'notice' | 'alarm'>,
  minimumCount: number,
): Drift {
  const before = bins.map((bin) => bin.before);
  const after = bins.map((bin) => bin.after);
  const head = {
    base: { asOf: days.base, customers: sum(before) },
    now: { asOf: days.now, customers: sum(after) },
    bins,
  };
  if (Math.min(head.base.customers, head.now.customers) < Math.max(1, minimumCount))
    return { ...head, index: null, pValue: null, verdict: 'too-few' };
  const { index, pValue } = populationStability(before, after);
  const told = index >= levels.alarm ? 'alarm' : index >= levels.notice ? 'notice' : 'steady';
  return { ...head, index, pValue, verdict: pValue < BEYOND_CHANCE ? told : 'steady' };
}

/** The bins of one attribute on two days, which must be the same. */
export function sideBySide(base: BinnedAttribute, now: BinnedAttribute): readonly DriftBin[] {
  const bins: readonly Bin[] = now.bins.map(({ bin }) => bin);
  return now.bins.map(({ customers }, at) => ({
    label: binWords(bins, at),
    before: base.bins[at]?.customers ?? 0,
    after: customers,
  }));
}

/** The bins whose share grew and shrank most; null where none did. */
export function mostMoved({ bins, base, now }: Drift): {
  readonly grew: DriftBin | null;
  readonly shrank: DriftBin | null;
} {
  const change = ({ before, after }: DriftBin) => after / now.customers - before / base.customers;
  const sorted = bins.toSorted((a, b) => change(b) - change(a));
  const [first, last] = [sorted[0], sorted.at(-1)];
  return {
    grew: first && change(first) > 0 ? first : null,
    shrank: last && change(last) < 0 ? last : null,
  };
}

/** The gravest first: alarms, notices, steady ones by their index, then those nothing can be said of. */
export function gravestFirst(drifts: readonly SubjectDrift[]): readonly SubjectDrift[] {
  return drifts.toSorted(
    (a, b) =>
      ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
      (b.index ?? 0) - (a.index ?? 0) ||
      (a.subject.id < b.subject.id ? -1 : 1),
  );
}

const ORDER: readonly DriftVerdict[] = ['alarm', 'notice', 'steady', 'too-few'];
