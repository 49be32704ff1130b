import { resolve } from 'node:path';
import { packageFolder } from './app/package-folder.ts';
import type { z } from 'zod';
import { answerFallback } from './app/context.ts';
import type { AppContext, EngineChoice } from './app/context.ts';
import { allUseCases } from './app/index.ts';
import type { useCases } from './app/index.ts';
import type { PreviewSession } from './app/preview-session.ts';
import { previewSession } from './app/preview-session.ts';
import type { Outcome } from './app/use-case.ts';

export type { BackfillResult, BackfilledDay } from './app/backfill.ts';
export type { BacktestResult } from './app/backtest.ts';
export type { CheckResult } from './app/check.ts';
export type { EngineChoice } from './app/context.ts';
export type { DemoResult } from './app/demo.ts';
export type { DiscoverResult } from './app/discover.ts';
export type { Explanation, ExplainedPlacement, ExplainedRule } from './app/explain.ts';
export type { ExportResult } from './app/export.ts';
export type { InitResult } from './app/init.ts';
export type { ListedDefinition } from './app/list.ts';
export type { MetricsSheet, SheetRow, StartMembership } from './measures/metrics/sheet.ts';
export type { MetricHead, MetricResult, MetricUnit } from './measures/metrics/metric.ts';
export type { CustomerMovement, MovementResult, SegmentsMovement } from './app/movement.ts';
export type { RevenueResult } from './app/revenue.ts';
export type { PreviewSession } from './app/preview-session.ts';
export type { Preview } from './app/steps/preview-result.ts';
export type { PreviewedSegment, PreviewedSegmentation, PreviewedSize } from './measures/preview/previewed.ts';
export type { ProfileResult } from './app/profile.ts';
export type { QuarantineResult } from './app/quarantine.ts';
export type { ReportResult } from './app/report.ts';
export type { ReviewResult } from './app/review.ts';
export type { RefitResult } from './app/refit.ts';
export type { RulesResult } from './app/rules.ts';
export type { PublishedSegmentation, RunResult } from './app/run.ts';
export type { SchemaResult } from './app/schema.ts';
export type { ShownDefinition, ShownSegment } from './app/show.ts';
export type { SqlResult } from './app/sql.ts';
export type { StatusResult } from './app/steps/status-result.ts';
export type { Outcome } from './app/use-case.ts';
export { version } from './app/version.ts';
export type { Paragraph, SegmentPage } from './documents/paragraph.ts';
export type { FoundGroups } from './documents/discovery/content.ts';
export type { GroupSearch } from './measures/discovery/group-search.ts';
export type { Crosstab } from './measures/crosstab/crosstab.ts';
export type { Distribution } from './measures/profile/distribution.ts';
export type { Profile } from './measures/profile/profile.ts';
export type { Question } from './drafting/question.ts';
export type { Finding, Severity } from './base/finding.ts';
export { FindingsError, hasErrors } from './base/finding.ts';
export type { Place } from './base/place.ts';
export { formatPlace } from './base/place.ts';

/** Where a project is and what runs it; everything but the folder has the command line's defaults. */
export interface CladeOptions {
  /** A folder of the project; `clade.yaml` is looked for upwards. */
  readonly folder: string;
  readonly engine?: EngineChoice;
  /** Aborting cancels the running query and leaves the last snapshot as it was. */
  readonly signal?: AbortSignal;
  readonly onProgress?: AppContext['onProgress'];
  /** Answers what `init` cannot know; its own fallbacks unless given. */
  readonly ask?: AppContext['ask'];
}

type Cases = typeof useCases;

/** Every use-case as a function of its input. What a user did wrong is in `findings`, never an exception. */
export type Clade = {
  readonly [Name in keyof Cases]: (
    input?: z.input<Cases[Name]['input']>,
  ) => Promise<Outcome<OutputOf<Cases[Name]>>>;
};

type OutputOf<Case> = Case extends { run(...args: never[]): Promise<Outcome<infer Output>> } ? Output : never;

/** Clade as a library: the same use-cases as the command line, typed, without a server. */
export function openClade(options: CladeOptions): Clade {
  return Object.fromEntries(
    allUseCases.map(({ name, run }) => [name, (input: unknown = {}) => run(input, contextOf(options))]),
  ) as Clade;
}

/**
 * `clade preview` for an editor: the engine stays open, and what was published and every text that is not edited stay
 * read, so that an answer keeps up with a slider. Nobody else can open the project's state until it is closed.
 */
export const openPreview = (options: CladeOptions): Promise<PreviewSession> =>
  previewSession(contextOf(options));

function contextOf(options: CladeOptions): AppContext {
  return {
    folder: resolve(options.folder),
    packageFolder: packageFolder(),
    now: new Date(),
    engine: options.engine ?? { name: 'duckdb', memory: null, threads: null },
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => {}),
    onStage: () => {},
    ask: options.ask ?? answerFallback,
  };
}
