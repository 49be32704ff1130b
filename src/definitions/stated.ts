import { warning } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { Report } from './names.ts';
import type { StatedRange } from './project.ts';

type Bounds = Omit<StatedRange, 'text' | 'place'>;

const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 3,
  m: 6,
  b: 9,
  thousand: 3,
  million: 6,
  billion: 9,
};

const AMOUNT = String.raw`(?:[$€£¥]|(?:usd|eur|gbp)\s)?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(k|m|b|thousand|million|billion)?(?![a-z\d])\s*[%€]?`;
const UNIT = String.raw`(?:\s*[a-z/][a-z/ ]*)?`;
const whole = (pattern: string) => new RegExp(`^${pattern}$`, 'i');

const BETWEEN = whole(
  `(?:between\\s+|from\\s+)?${AMOUNT}\\s*(?:-|to|and)\\s*(<|under|below|less than)?\\s*${AMOUNT}${UNIT}`,
);
const UPWARDS = whole(`${AMOUNT}\\s*(?:\\+|(?:and|or) (?:up|more|above|over))${UNIT}`);
const BELOW = whole(`(<=|<|under|below|less than|fewer than|up to|at most)\\s*${AMOUNT}${UNIT}`);
const ABOVE = whole(`(>=|>|over|above|more than|at least)\\s*${AMOUNT}${UNIT}`);
const EXACT = whole(`${AMOUNT}${UNIT}`);

/**
 * Reads a range as a text states it: `20–499 employees`, `500+`, `<20`, `Under $5,000`, `$1-10k`. A dash counts
 * both its ends in. A text that is no range, such as `Top 20%`, is told and gives null.
 */
export function readStated(text: string, place: Place, report: Report): StatedRange | null {
  const bounds = boundsOf(text);
  if (bounds === null || bounds.from === Number.POSITIVE_INFINITY || bounds.to === Number.POSITIVE_INFINITY) {
    report(
      warning('stated-not-a-range', `\`${text}\` is not a range of values.`, {
        place,
        hint: 'Ranges are like 20-499, 500+, <20, $1-10k. What is measured against others, such as a top share, goes into `description`.',
      }),
    );
    return null;
  }
  if (bounds.from !== null && bounds.to !== null && bounds.from > bounds.to) {
    report(warning('stated-backwards', `\`${text}\` ends before it begins.`, { place }));
    return null;
  }
  return { text, ...bounds, place };
}

function boundsOf(text: string): Bounds | null {
  const plain = text
    .trim()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2264/g, '<=')
    .replace(/\u2265/g, '>=')
    .replace(/\s+/g, ' ')
    .replace(/^\((.*)\)$/, '$1');
  const between = BETWEEN.exec(plain);
  if (between) return boundsBetween(between);
  const upwards = UPWARDS.exec(plain);
  if (upwards) return { ...OPEN, from: amount(upwards[1], upwards[2]), fromInclusive: true };
  const below = BELOW.exec(plain);
  if (below)
    return {
      ...OPEN,
      to: amount(below[2], below[3]),
      toInclusive: /^(?:<=|up to|at most)$/i.test(below[1] ?? ''),
    };
  const above = ABOVE.exec(plain);
  if (above)
    return {
      ...OPEN,
      from: amount(above[2], above[3]),
      fromInclusive: /^(?:>=|at least)$/i.test(above[1] ?? ''),
    };
  const exact = EXACT.exec(plain);
  if (!exact) return null;
  const value = amount(exact[1], exact[2]);
  return { from: value, fromInclusive: true, to: value, toInclusive: true };
}

const OPEN: Bounds = { from: null, fromInclusive: false, to: null, toInclusive: false };

/** In `$1-10k` the k is meant of both; in `500-1k` it is not. `5 to under 10` leaves 10 out. */
function boundsBetween([, low, lowUnit, under, high, highUnit]: readonly (string | undefined)[]): Bounds {
  const shared = lowUnit ?? (amount(low, undefined) < amount(high, undefined) ? highUnit : undefined);
  return { from: amount(low, shared), fromInclusive: true, to: amount(high, highUnit), toInclusive: !under };
}

/** Scaled by shifting the point, so that no digit is lost: `1.1k` is 1100. */
function amount(digits: string | undefined, unit: string | undefined): number {
  return Number(`${(digits ?? '').replaceAll(',', '')}e${MAGNITUDES[unit?.toLowerCase() ?? ''] ?? 0}`);
}
