import { backfill } from './backfill.ts';
import { backtest } from './backtest.ts';
import { check } from './check.ts';
import { classify } from './classify.ts';
import { crosstab } from './crosstab.ts';
import { demo } from './demo.ts';
import { discover } from './discover.ts';
import { explain } from './explain.ts';
import { exportSegmentation } from './export.ts';
import { init } from './init.ts';
import { list } from './list.ts';
import { metrics } from './metrics.ts';
import { movement } from './movement.ts';
import { preview } from './preview.ts';
import { profile } from './profile.ts';
import { quarantine } from './quarantine.ts';
import { refit } from './refit.ts';
import { report } from './report.ts';
import { review } from './review.ts';
import { revenue } from './revenue.ts';
import { rules } from './rules.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { schema } from './schema.ts';
import { show } from './show.ts';
import { sql } from './sql.ts';
import { status } from './status.ts';
import type { AnyUseCase } from './use-case.ts';
import { anyUseCase } from './use-case.ts';

/** Everything that can be asked of Clade, by name, with its types: what the library offers. */
export const useCases = {
  demo,
  init,
  check,
  run,
  backfill,
  explain,
  list,
  show,
  sql,
  status,
  runs,
  metrics,
  movement,
  preview,
  revenue,
  backtest,
  profile,
  crosstab,
  discover,
  classify,
  rules,
  refit,
  quarantine,
  export: exportSegmentation,
  report,
  review,
  schema,
} as const;

/** The same as a list, in the order help shows them: what surfaces are derived from. */
export const allUseCases: readonly AnyUseCase[] = [
  anyUseCase(demo),
  anyUseCase(init),
  anyUseCase(check),
  anyUseCase(run),
  anyUseCase(backfill),
  anyUseCase(explain),
  anyUseCase(list),
  anyUseCase(show),
  anyUseCase(sql),
  anyUseCase(status),
  anyUseCase(runs),
  anyUseCase(metrics),
  anyUseCase(movement),
  anyUseCase(preview),
  anyUseCase(revenue),
  anyUseCase(backtest),
  anyUseCase(profile),
  anyUseCase(crosstab),
  anyUseCase(discover),
  anyUseCase(classify),
  anyUseCase(rules),
  anyUseCase(refit),
  anyUseCase(quarantine),
  anyUseCase(exportSegmentation),
  anyUseCase(report),
  anyUseCase(review),
  anyUseCase(schema),
];
