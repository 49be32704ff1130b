import type { Segmentation } from '../../definitions/project.ts';
import type { Reason } from '../../methods/method.ts';
import { sum } from '../../numeric/sum.ts';
import { plus } from '../money-digits.ts';
import type { TransitionMatrix } from '../movement/matrix.ts';
import { transitionMatrix } from '../movement/matrix.ts';
import { renamesThrough } from '../movement/renames.ts';
import { movementStates } from '../movement/states.ts';
import type { Transition } from '../movement/transitions.ts';
import type { PlacementReasons } from '../placement-reasons.ts';
import type { Tally, Whereabouts } from './tallies.ts';

/** What a version puts into a segment. */
export interface PreviewedSize {
  /** Everybody placed: customers of the day, former ones and prospects. */
  readonly customers: number;
  /** Those who are customers on the day: the base of shares. */
  readonly active: number;
  /** Exact digits of the money of those; null where nobody's is known. */
  readonly money: string | null;
}

/** A segment before and after; null where the version does not have it, or nothing was published. */
export interface PreviewedSegment {
  readonly segment: string;
  readonly title: string;
  readonly before: PreviewedSize | null;
  readonly after: PreviewedSize | null;
}

/** What an edit does to a segmentation, over the customers of a day. */
export interface PreviewedSegmentation {
  readonly segmentation: string;
  readonly title: string;
  readonly entity: string;
  /** What money is summed over; null where the entity has none. */
  readonly money: { readonly title: string; readonly unit: string | null } | null;
  /** In the order of the edited definition, those it gave up last. A renamed segment (`was`) is one. */
  readonly segments: readonly PreviewedSegment[];
  /** How customers of the day came to where they are; `before` is null where nothing was published. */
  readonly reasons: { readonly before: PlacementReasons | null; readonly after: PlacementReasons };
  /** Who moves because of the edit; null where nothing was published. */
  readonly matrix: TransitionMatrix | null;
  /** Customers who would be in another segment; null where nothing was published. */
  readonly moved: number | null;
}

/** What one version has, however it was counted. */
export interface Counted {
  readonly sizes: ReadonlyMap<string, PreviewedSize>;
  readonly reasons: PlacementReasons;
}

/** The answer from two versions' counts and the transitions between them. */
export function previewed(
  now: Segmentation,
  before: Segmentation | null,
  counts: { readonly before: Counted | null; readonly after: Counted },
  transitions: readonly Transition[],
  minimumCount: number,
): PreviewedSegmentation {
  const names = renamesOf(now, before);
  const matrix = before && transitionMatrix(movementStates(before, now, names), transitions, minimumCount);
  return {
    ...{ segmentation: now.id, title: now.title, entity: now.entity.id },
    money: now.entity.money && { title: now.entity.money.title, unit: now.entity.money.unit },
    segments: segmentsOf(now, before, names).map(({ id, title, idBefore, isNow }) => ({
      ...{ segment: id, title },
      before: counts.before && idBefore !== null ? (counts.before.sizes.get(idBefore) ?? NOBODY) : null,
      after: isNow ? (counts.after.sizes.get(id) ?? NOBODY) : null,
    })),
    reasons: { before: counts.before && counts.before.reasons, after: counts.after.reasons },
    matrix,
    moved: matrix && sum(matrix.cells.map(({ from, to, customers }) => (from === to ? 0 : customers))),
  };
}

/** Ids of the published definition under those of the edited one. */
export const renamesOf = (now: Segmentation, before: Segmentation | null): ReadonlyMap<string, string> =>
  before ? renamesThrough([before, now]) : new Map();

const NOBODY: PreviewedSize = { customers: 0, active: 0, money: null };

function segmentsOf(now: Segmentation, before: Segmentation | null, names: ReadonlyMap<string, string>) {
  const every = ({ segments, fallback }: Segmentation) => [...segments, fallback];
  const earlier = before ? every(before) : [];
  const idNow = (id: string) => names.get(id) ?? id;
  const own = every(now).map(({ id, title }) => ({
    ...{ id, title, isNow: true },
    idBefore: earlier.find((one) => idNow(one.id) === id)?.id ?? null,
  }));
  const gone = earlier
    .filter(({ id }) => !own.some((one) => one.id === idNow(id)))
    .map(({ id, title }) => ({ id, title, idBefore: id, isNow: false }));
  return [...own, ...gone];
}

/** Where customers of the day were and would be, under the ids of the edited definition. */
export function talliedTransitions(
  tallies: readonly Tally[],
  names: ReadonlyMap<string, string>,
): readonly Transition[] {
  const found = new Map<string, readonly Tally[]>();
  for (const tally of tallies) {
    if (tally.status !== 'customer' || tally.before === null) continue;
    const from = names.get(tally.before.segment) ?? tally.before.segment;
    const key = JSON.stringify([from, tally.after.segment]);
    found.set(key, [...(found.get(key) ?? []), tally]);
  }
  return [...found].map(([key, some]) => {
    const [from = '', to = ''] = JSON.parse(key) as readonly string[];
    const money = plus(some.map((one) => one.money));
    const unpriced = sum(some.map((one) => one.unpriced));
    return {
      ...{ from, to, customers: sum(some.map(({ customers }) => customers)) },
      ...{ startMoney: money, endMoney: money, startUnpriced: unpriced, endUnpriced: unpriced },
    };
  });
}

/** The sizes of a version, from where its side of each tally is. */
export function talliedCounts(
  tallies: readonly Tally[],
  side: (tally: Tally) => Whereabouts | null,
): Counted {
  const placed = tallies.flatMap((tally) => {
    const at = side(tally);
    return at ? [{ ...tally, ...at }] : [];
  });
  const active = placed.filter(({ status }) => status === 'customer');
  const reasons = (reason: Reason) =>
    sum(active.filter((one) => one.reason === reason).map(({ customers }) => customers));
  return {
    sizes: new Map(
      [...new Set(placed.map(({ segment }) => segment))].map((segment) => [
        segment,
        {
          customers: customersIn(placed.filter((one) => one.segment === segment)),
          active: customersIn(active.filter((one) => one.segment === segment)),
          money: moneyOf(active.filter((one) => one.segment === segment)),
        },
      ]),
    ),
    reasons: {
      matched: reasons('matched'),
      matched_after_unknown: reasons('matched_after_unknown'),
      no_match: reasons('no_match'),
      lacks_data: reasons('lacks_data'),
      held: reasons('held'),
      overridden: reasons('overridden'),
    },
  };
}

const customersIn = (some: readonly Tally[]) => sum(some.map(({ customers }) => customers));

const moneyOf = (some: readonly Tally[]) =>
  some.every(({ customers, unpriced }) => customers === unpriced)
    ? null
    : plus(some.map(({ money }) => money));
