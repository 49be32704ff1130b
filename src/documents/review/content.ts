import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import type { ComparedFindings } from '../../checks/compare-findings.ts';
import type { DefinitionChange } from '../../definitions/definition-change.ts';
import type { DefinitionName } from '../../definitions/definition-name.ts';
import type { ReviewPolicy } from '../../definitions/policies.ts';
import type { TransitionMatrix } from '../../measures/movement/matrix.ts';
import type { Moved } from '../../measures/movement/moved.ts';

/** What a change of definitions does, on one day and over one set of data. */
export interface ReviewContent {
  readonly project: { readonly title: string; readonly currency: string; readonly minimumCount: number };
  readonly asOf: CalendarDate;
  /** What is compared with. `branched`: where the history of the files left the branch of that name. */
  readonly base: { readonly commit: string; readonly name: string; readonly is: 'named' | 'branched' };
  /** What is reviewed: the files as they are; `+` after the commit where they differ from it. */
  readonly commit: string | null;
  readonly writtenOn: CalendarDate;
  readonly changes: readonly ReviewedDefinition[];
  readonly segmentations: readonly ReviewedSegmentation[];
  /** Segmentations that are defined as before. */
  readonly unchanged: number;
  readonly findings: ComparedFindings;
  readonly policy: ReviewPolicy;
  /** What the policy refuses. */
  readonly refused: readonly Finding[];
}

/** A definition written anew, and all that is made of it. */
export interface ReviewedDefinition extends DefinitionChange {
  readonly usedBy: readonly DefinitionName[];
}

export interface ReviewedSegmentation {
  readonly id: string;
  readonly title: string;
  readonly entity: string;
  readonly isPrimary: boolean;
  /** `of-others`: it places another entity than before, so that nobody can be compared. */
  readonly is: 'added' | 'edited' | 'removed' | 'of-others';
  readonly because: readonly DefinitionChange[];
  /** Definitions that are made of it. */
  readonly usedBy: readonly DefinitionName[];
  /** What money is summed over; null where the entity has none. */
  readonly money: { readonly title: string; readonly unit: string } | null;
  readonly before: ReviewedSide | null;
  readonly after: ReviewedSide | null;
  /** By its id of today; a segment that is given up under the one it had. */
  readonly sizes: readonly ReviewedSize[];
  /** Null unless it is edited. */
  readonly movement: { readonly matrix: TransitionMatrix; readonly moved: Moved } | null;
}

/** Counts are of customers of the day. */
export interface ReviewedSide {
  readonly customers: number;
  readonly lacksData: number;
  /** What it was learned by; null where nothing is learned, or too few customers teach it. */
  readonly fit: { readonly hash: string; readonly learnedAsOf: CalendarDate; readonly isNew: boolean } | null;
}

/** Null on a side that does not have the segment; money is exact digits, null where nothing is known. */
export interface ReviewedSize {
  readonly segment: string;
  readonly title: string;
  readonly before: { readonly customers: number; readonly money: string | null } | null;
  readonly after: { readonly customers: number; readonly money: string | null } | null;
}
