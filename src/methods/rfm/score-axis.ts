import type { Place } from '../../base/place.ts';
import {
  exactNumber,
  compareExact,
  floorExact,
  formatExact,
  negateExact,
  rescale,
} from '../../sql/exact-number.ts';
import type { ExactNumber } from '../../sql/exact-number.ts';
import type { Expression } from '../../sql/expression.ts';
import { compare } from '../../sql/expression.ts';
import { doubleLiteral, exactLiteral } from '../../sql/fold.ts';
import type { ValueType } from '../../sql/value-type.ts';
import type { Phrase } from '../decision-list/phrase.ts';
import { phrase } from '../decision-list/phrase.ts';

export const SCORED = ['recency', 'frequency', 'monetary'] as const;
export type Scored = (typeof SCORED)[number];

/** One of the three values that are scored: days since the last activity for recency, where small is good. */
export interface ScoreAxis {
  readonly of: Scored;
  /** As it is written in rules: `days_since_last`, `(orders + returns)`. */
  readonly text: string;
  readonly value: Expression;
  readonly place: Place;
}

/** Thresholds of an axis, ascending: a value below the first is in the lowest bin, one at a threshold above it. */
export type Thresholds = readonly string[];

/**
 * The condition that the score of an axis is from `low` to `high`, both 1 to `scores`; null when it says nothing.
 * The lowest bin scores 1, for recency the highest.
 */
export function scoreBetween(
  axis: ScoreAxis,
  low: number,
  high: number,
  thresholds: Thresholds,
): readonly Phrase[] {
  const bins = thresholds.length + 1;
  const [first, last] = axis.of === 'recency' ? [bins + 1 - high, bins + 1 - low] : [low, high];
  const from = thresholds[first - 2];
  const below = thresholds[last - 1];
  return [
    ...(from === undefined ? [] : [edge(axis, '>=', from)]),
    ...(below === undefined ? [] : [edge(axis, '<', below)]),
  ];
}

function edge({ text, value }: ScoreAxis, operator: '<' | '>=', threshold: string): Phrase {
  const cut = cutOf(threshold, value.type);
  const literal = value.type.kind === 'double' ? doubleLiteral(Number(cut)) : exactLiteral(exactNumber(cut));
  if (!literal) throw new Error(`${cut} is no number an engine can hold`);
  return phrase(`${text} ${operator} ${cut}`, compare(value, operator, literal));
}

/**
 * The least value of the type that is not below a threshold: days and counts below 14.8 are those below 15. Edges
 * then are values somebody can have, and nothing is rounded by an engine.
 */
export function cutOf(threshold: string, type: ValueType): string {
  if (type.kind === 'double') return threshold;
  return formatTrimmed(ceilTo(exactNumber(threshold), scaleOf(type)));
}

export const scaleOf = (type: ValueType): number => (type.kind === 'decimal' ? type.scale : 0);

/** The least number with so many digits after the point that is not below. */
export function ceilTo(number: ExactNumber, scale: number): ExactNumber {
  if (number.scale <= scale) return rescale(number, scale);
  const { unscaled } = negateExact(number);
  return { unscaled: -floorExact({ unscaled, scale: number.scale - scale }), scale };
}

/** Without zeros at its end: `491.1`, `34`. */
export function formatTrimmed(number: ExactNumber): string {
  const digits = formatExact(number);
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** Whether each is above the one before, as texts of numbers. */
export function areAscending(thresholds: Thresholds): boolean {
  return thresholds.every((digits, index) => {
    const before = thresholds[index - 1];
    return before === undefined || compareExact(exactNumber(before), exactNumber(digits)) < 0;
  });
}
