import type { Expression } from '../sql/expression.ts';
import type { ValueType } from '../sql/value-type.ts';
import type { Refused } from './aggregate-type.ts';
import type { Days } from './window.ts';

export type EventFunctionName =
  | 'adoption'
  | 'any'
  | 'count'
  | 'days_active'
  | 'distinct'
  | 'first'
  | 'funnel'
  | 'last'
  | 'max'
  | 'mean'
  | 'min'
  | 'ratio'
  | 'share'
  | 'sum'
  | 'trend';

/** Keys beside `source`, `by`, `through`, `where` and `ending` that some functions take. */
export type EventKey = 'of' | 'part' | 'steps' | 'total' | 'per' | 'window';

/** The rows of one customer as a function sees them. Everything is over the columns of the source. */
export interface CustomerRows {
  readonly operand: Expression | null;
  /** Which rows count: the condition, inside the window; null means all. */
  readonly rows: Expression | null;
  /** The same inside the window before; null without a window. */
  readonly before: Expression | null;
  /** The date column as it is, a date or a timestamp, and as a calendar day; null where the source names none. */
  readonly moment: Expression | null;
  readonly day: Expression | null;
  /** Days of the window; null without one. */
  readonly days: Days | null;
  readonly part: Expression | null;
  readonly steps: readonly Expression[];
  /** What adoption is a share of. */
  readonly total: Expression | null;
  readonly per: 'day' | 'week';
}

/**
 * A way to make one value of the rows of a customer: which keys it needs and takes, what type the value has, and its
 * expression, an aggregate or arithmetic over aggregates, so that all values of a source come from one grouped scan.
 */
export interface EventFunction {
  readonly id: EventFunctionName;
  readonly summary: string;
  readonly needs: readonly EventKey[];
  readonly takes: readonly EventKey[];
  /** Whether it asks when things happened. */
  readonly needsDate: boolean;
  /** Whether it looks at the window before, too. */
  readonly looksBefore: boolean;
  /** What nothing comes to, for a customer whose events would be known. */
  readonly ofNothing: 'zero' | 'missing';
  typeOf(operand: ValueType | null): ValueType | Refused;
  valueOf(rows: CustomerRows, type: ValueType): Expression;
}

const PLAIN = {
  needs: [],
  takes: [],
  needsDate: false,
  looksBefore: false,
  ofNothing: 'missing',
} as const;

/** What a unit does not say is the plain thing: no keys, no date, nothing comes to a missing value. */
export function defineEventFunction(
  unit: Pick<EventFunction, 'id' | 'summary' | 'typeOf' | 'valueOf'> & Partial<EventFunction>,
): EventFunction {
  return { ...PLAIN, ...unit };
}
