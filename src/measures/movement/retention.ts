import type { CalendarDate } from '../../base/calendar-date.ts';
import { daysBetween } from '../../base/calendar-date.ts';
import { sum } from '../../numeric/sum.ts';
import type { ShareInterval } from '../../numeric/wilson.ts';
import { wilson } from '../../numeric/wilson.ts';
import type { MovementState } from './states.ts';
import { isOutside } from './states.ts';
import type { Transition } from './transitions.ts';

/** So many of the base, and their share with Wilson's 95 % interval; null below the project's minimum count. */
export interface Kept {
  readonly customers: number;
  readonly share: ShareInterval | null;
}

/** What was left of a segment at one later snapshot. */
export interface RetentionPoint {
  readonly asOf: CalendarDate;
  readonly days: number;
  readonly inSegment: Kept;
  /** In whatever segment, as a customer. */
  readonly asCustomer: Kept;
}

/** Those who were customers in a segment on the first day, followed through every later snapshot. */
export interface SegmentRetention {
  /** Id as the last definition has it; null for everybody together, who stay in their own segment or move. */
  readonly segment: string | null;
  readonly title: string;
  readonly base: number;
  readonly points: readonly RetentionPoint[];
}

/**
 * Follows each segment of the first day, in the ids and titles of the last. Every later snapshot comes with its
 * transitions from that day. Somebody who left and came back counts as there again.
 */
export function segmentRetention(
  from: CalendarDate,
  start: readonly MovementState[],
  later: readonly LaterSnapshot[],
  minimumCount: number,
): readonly SegmentRetention[] {
  const segments = start.filter(({ kind }) => kind !== 'outside');
  const follow = (segment: string | null, title: string): SegmentRetention => {
    const followed = segment === null ? segments.map(({ id }) => id) : [segment];
    const counts = later.map((snapshot) => countsOf(snapshot, followed));
    const base = counts[0]?.base ?? 0;
    const kept = (hits: number): Kept => ({
      customers: hits,
      share: base < minimumCount ? null : wilson(hits, base),
    });
    const points = counts.map(({ asOf, inSegment, asCustomer }) => ({
      asOf,
      days: daysBetween(from, asOf),
      inSegment: kept(inSegment),
      asCustomer: kept(asCustomer),
    }));
    return { segment, title, base, points };
  };
  return [follow(null, 'Everybody'), ...segments.map(({ id, title }) => follow(id, title))];
}

/** A snapshot after the first day. `idsOf` gives the ids a segment had there, of its id on the last day. */
export interface LaterSnapshot {
  readonly asOf: CalendarDate;
  readonly transitions: readonly Transition[];
  readonly idsOf: (segment: string) => readonly string[];
}

function countsOf({ asOf, transitions, idsOf }: LaterSnapshot, followed: readonly string[]) {
  const parts = followed.map((segment) => {
    const ids = idsOf(segment);
    const begun = transitions.filter(({ from }) => ids.includes(from));
    return {
      base: count(begun),
      inSegment: count(begun.filter(({ to }) => ids.includes(to))),
      asCustomer: count(begun.filter(({ to }) => !isOutside(to))),
    };
  });
  const total = (name: 'base' | 'inSegment' | 'asCustomer') => sum(parts.map((part) => part[name]));
  return { asOf, base: total('base'), inSegment: total('inSegment'), asCustomer: total('asCustomer') };
}

const count = (transitions: readonly Transition[]) => sum(transitions.map(({ customers }) => customers));
