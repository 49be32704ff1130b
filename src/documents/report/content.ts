import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { LikenessModel } from '../../methods/cluster/likeness-model.ts';
import type { KeptSearch } from '../../measures/discovery/kept-search.ts';
import type { SubjectDrift } from '../../measures/drift/drift.ts';
import type { GridCells } from '../../measures/grid-cells.ts';
import type { LikenessCounts } from '../../measures/likeness-counts.ts';
import type { MeasuredMovement } from '../../measures/movement/measured-movement.ts';
import type { SegmentRetention } from '../../measures/movement/retention.ts';
import type { PlacementReasons } from '../../measures/placement-reasons.ts';
import type { PopulationCounts } from '../../measures/population-counts.ts';
import type { MetricsSheet } from '../../measures/metrics/sheet.ts';
import type { Distribution } from '../../measures/profile/distribution.ts';
import type { Profile } from '../../measures/profile/profile.ts';
import type { SimilaritySteps } from '../../measures/similarity-steps.ts';
import type { SegmentPage } from '../paragraph.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';

/** Everything a report tells, measured and read before: documents count nothing. */
export interface ReportContent {
  readonly project: Project;
  readonly run: ReportedRun;
  /** The day the page is written: the age of the data is counted to it. */
  readonly writtenOn: CalendarDate;
  readonly population: readonly PopulationCounts[];
  readonly loads: readonly ReportedLoad[];
  /** What the run reported, in its order. */
  readonly findings: readonly Finding[];
  /** The numbers, the run, sources and what was learned. */
  readonly ages: readonly ReportedAge[];
  /** Attributes and segments against the last review, the gravest first; on the page of a segmentation its own. */
  readonly drift: readonly SubjectDrift[];
  /** The primary one first; one only, where one was asked for. */
  readonly segmentations: readonly SegmentationContent[];
  /** By segmentation id; of others they are told on pages of their own. */
  readonly metrics: ReadonlyMap<string, Told<MetricsTold>>;
  /** Whether the page is about the project or about the one segmentation in it. */
  readonly about: 'project' | 'segmentation';
}

/** The run whose numbers these are; times are ISO 8601 in UTC. */
export interface ReportedRun {
  readonly runId: string;
  readonly asOf: CalendarDate;
  readonly finishedAt: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly cladeVersion: string;
  readonly projectHash: string;
  readonly gitCommit: string | null;
}

/** The day something the report rests on is of; null where it says none. */
export interface ReportedAge {
  readonly what: string;
  readonly day: CalendarDate | null;
}

export interface ReportedLoad {
  readonly source: string;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
}

/** What was measured, or the sentence that says why it was not. */
export type Told<Value> = { readonly told: Value } | { readonly absent: string };

export interface SegmentationContent {
  readonly segmentation: Segmentation;
  readonly counts: SegmentationCounts;
  readonly reasons: PlacementReasons;
  /** Null for a method without a map. */
  readonly cells: GridCells | null;
  /** Null for a method that compares nothing. */
  readonly likeness: Told<LikenessTold> | null;
  /** Null for a method that discovers nothing. */
  readonly chosen: Told<ChosenNumber> | null;
  readonly movement: Movement | null;
  readonly history: SegmentHistory;
  readonly differences: Told<Differences>;
}

/** How segments differ, and each of them in words; from the facts of the run. */
export interface Differences {
  readonly profile: Profile;
  readonly pages: readonly SegmentPage[];
  /** Of the attributes that differ most. */
  readonly distributions: readonly Distribution[];
}

/** How discovered groups were learned, and how clearly they place. */
export interface LikenessTold {
  readonly learnedAsOf: CalendarDate;
  readonly model: LikenessModel;
  readonly counts: LikenessCounts;
  /** Of those who are customers on the day; in the order of the file. */
  readonly similarities: Told<readonly SimilaritySteps[]>;
}

/** The search that discovered groups were adopted from, and whether they were learned anew since. */
export interface ChosenNumber {
  readonly search: KeptSearch;
  readonly isLearnedAnew: boolean;
}

/** The metrics, and what a reader should know of the files they are made of. */
export interface MetricsTold {
  readonly sheet: MetricsSheet;
  readonly warnings: readonly string[];
}

/** Who moved since the date before, and what became of who was in each segment earlier. */
export interface Movement {
  readonly measured: MeasuredMovement;
  readonly retention: Told<Retention>;
}

/** Those of each segment on a day, followed to the day of the report. */
export interface Retention {
  readonly from: CalendarDate;
  readonly segments: readonly SegmentRetention[];
}

/** Customers of the day in each segment, snapshot by snapshot; one snapshot a date, the newest run of it. */
export interface SegmentHistory {
  readonly dates: readonly CalendarDate[];
  /** By segment id; null where a snapshot has no such segment. */
  readonly sizes: ReadonlyMap<string, readonly (number | null)[]>;
}
