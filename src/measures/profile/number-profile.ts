import type { Interval } from '../../numeric/interval.ts';
import { hedgesG } from '../../numeric/hedges-g.ts';
import { orderEffect } from './effect.ts';
import type { NumberOfSegment, NumberProfile, NumberSummary } from './profile.ts';
import type { ProfiledField } from './profiled-fields.ts';
import type { Scale, Spread } from './spread.ts';
import { addSpreads, momentsOf } from './spread.ts';
import type { ReadStanding } from './standing.ts';
import { NO_STANDING } from './standing.ts';
import type { Total } from './totals.ts';
import { addTotals } from './totals.ts';

/** Where the quartiles of a summary stand. */
export const QUARTILES = [0.25, 0.5, 0.75] as const;

/** What the statements say of a number in a group: a segment, or everybody. */
export interface NumberGroup {
  readonly customers: number;
  readonly total: Total;
  readonly spread: Spread;
  readonly standing: ReadStanding;
}

/** A number over everybody and in each segment; `quartiles` are everybody's, `ties` the sum of t³ - t over all values. */
export function numberProfile(
  { attribute, formed, unit }: ProfiledField,
  segments: readonly (NumberGroup & { readonly segment: string })[],
  quartiles: readonly number[],
  scale: Scale | null,
  ties: number,
  minimumCount: number,
): NumberProfile {
  const all: NumberGroup = {
    customers: segments.reduce((sum, { customers }) => sum + customers, 0),
    total: addTotals(segments.map(({ total }) => total)),
    spread: addSpreads(segments.map(({ spread }) => spread)),
    standing: { ...NO_STANDING, quantiles: quartiles },
  };
  const summary = summaryOf(all, scale);
  const hasIndex = attribute.type.kind !== 'date' && (summary.mean ?? 0) > 0 && (summary.least ?? 0) >= 0;
  return {
    kind: 'number',
    id: attribute.id,
    title: attribute.title,
    basis: attribute.basis,
    unit,
    formed,
    everyone: summary,
    segments: segments.map((group): NumberOfSegment => {
      const own = summaryOf(group, scale);
      const outside = all.total.known - own.known;
      const enough = Math.min(own.known, outside) >= minimumCount;
      const effect = enough
        ? orderEffect({ first: own.known, second: outside, ...group.standing }, ties)
        : null;
      return {
        segment: group.segment,
        ...own,
        index:
          hasIndex && own.known >= minimumCount && own.mean !== null
            ? (100 * own.mean) / (summary.mean ?? 1)
            : null,
        effect: effect && { ...effect, pValue: formed ? null : effect.pValue },
        meanDifference: enough ? meanDifference(group, all, scale) : null,
      };
    }),
  };
}

/** Hedges' g of a group against everybody outside it. */
function meanDifference(group: NumberGroup, all: NumberGroup, scale: Scale | null): Interval | null {
  if (!scale) return null;
  const outside: Spread = {
    sum: all.spread.sum - group.spread.sum,
    squares: all.spread.squares - group.spread.squares,
  };
  const [count, others] = [group.total.known, all.total.known - group.total.known];
  const [first, second] = [momentsOf(group.spread, count, scale), momentsOf(outside, others, scale)];
  if (first?.deviation == null || second?.deviation == null) return null;
  return hedgesG(
    { count, mean: first.mean, deviation: first.deviation },
    { count: others, mean: second.mean, deviation: second.deviation },
  );
}

function summaryOf({ customers, total, spread, standing }: NumberGroup, scale: Scale | null): NumberSummary {
  const { known, zeros, sum, least, greatest } = total;
  const moments = scale ? momentsOf(spread, known, scale) : null;
  const [lower, median, upper] = standing.quantiles;
  const isOneValue = least === greatest;
  const exactMean = sum === null || known === 0 ? null : Number(sum) / known;
  return {
    known,
    missing: customers - known,
    zeros,
    mean: exactMean ?? moments?.mean ?? (isOneValue ? least : null),
    deviation: moments ? moments.deviation : isOneValue && known > 1 ? 0 : null,
    least,
    greatest,
    quartiles:
      lower === undefined || median === undefined || upper === undefined ? null : [lower, median, upper],
  };
}
