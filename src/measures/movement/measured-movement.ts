import type { CalendarDate } from '../../base/calendar-date.ts';
import type { CauseCount, CausedTransition } from './causes.ts';
import type { TransitionMatrix } from './matrix.ts';

/** Who moved between two snapshots of a segmentation, with how much money, and by what causes. */
export interface MeasuredMovement {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly matrix: TransitionMatrix;
  /** Null where the ledger does not lead from one to the other. */
  readonly causes: readonly CauseCount[] | null;
  /** Transitions by cause; a customer whom two causes moved is in both. */
  readonly caused: readonly CausedTransition[];
}
