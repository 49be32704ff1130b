import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Severity } from '../../base/finding.ts';
import type { SubjectDrift } from '../../measures/drift/drift.ts';
import type { UnpublishedEdit } from '../../measures/unpublished-edits.ts';
import type { Run } from '../../warehouse/runs.ts';
import type { SegmentationStatus, SourceStatus } from './status-parts.ts';

/** Whether what is published can be trusted today. Ages are in days, up to `on`. */
export interface StatusResult {
  readonly title: string;
  /** The day of the question, in the project's time zone. */
  readonly on: CalendarDate;
  readonly currency: string;
  readonly minimumCount: number;
  /** What holds: the published run of the newest day. */
  readonly published: StatusRun;
  /** The run made last, published or stopped. */
  readonly lastRun: StatusRun;
  readonly sources: readonly SourceStatus[];
  readonly segmentations: readonly SegmentationStatus[];
  /** Definitions the files say otherwise; null where the files cannot be read. */
  readonly edits: readonly UnpublishedEdit[] | null;
  /** Attributes and segments against the last review, the gravest first. */
  readonly drift: readonly SubjectDrift[];
  /** What the published run reported, by severity. */
  readonly findings: Readonly<Record<Severity, number>>;
}

export interface StatusRun extends Pick<
  Run,
  'runId' | 'asOf' | 'outcome' | 'finishedAt' | 'engine' | 'engineVersion' | 'cladeVersion' | 'gitCommit'
> {
  readonly ranOn: CalendarDate;
}
