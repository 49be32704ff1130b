import type { Outcome } from '../../../app/use-case.ts';
import type { useCases } from '../../../app/index.ts';
import { backfillView } from './backfill.ts';
import { backtestView } from './backtest.ts';
import { checkView } from './check.ts';
import { classifyView } from './classify.ts';
import { crosstabView } from './crosstab.ts';
import { demoView } from './demo.ts';
import { discoverView } from './discover.ts';
import { explainView } from './explain.ts';
import { exportView } from './export.ts';
import { initView } from './init.ts';
import { listView } from './list.ts';
import { metricsView } from './metrics.ts';
import { movementView } from './movement.ts';
import { previewView } from './preview.ts';
import { profileView } from './profile.ts';
import { quarantineView } from './quarantine.ts';
import { refitView } from './refit.ts';
import { reportView } from './report.ts';
import { reviewView } from './review.ts';
import { revenueView } from './revenue.ts';
import { rulesView } from './rules.ts';
import { runView } from './run.ts';
import { runsView } from './runs.ts';
import { schemaView } from './schema.ts';
import { showView } from './show.ts';
import { sqlView } from './sql.ts';
import { statusView } from './status.ts';

type Cases = typeof useCases;
type OutputOf<Case> = Case extends { run(...args: never[]): Promise<Outcome<infer Output>> } ? Output : never;

/** How each result is told on a terminal; a use-case without a view does not compile. */
export const views: { readonly [Name in keyof Cases]: (value: OutputOf<Cases[Name]>) => string } = {
  demo: demoView,
  init: initView,
  check: checkView,
  run: runView,
  backfill: backfillView,
  explain: explainView,
  list: listView,
  show: showView,
  sql: sqlView,
  status: statusView,
  runs: runsView,
  metrics: metricsView,
  movement: movementView,
  preview: previewView,
  revenue: revenueView,
  backtest: backtestView,
  profile: profileView,
  crosstab: crosstabView,
  discover: discoverView,
  classify: classifyView,
  rules: rulesView,
  refit: refitView,
  quarantine: quarantineView,
  export: exportView,
  report: reportView,
  review: reviewView,
  schema: schemaView,
};
