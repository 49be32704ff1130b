import type { Check, DefinitionCheck, MeasuredCheck } from './check.ts';
import { attributeUnused } from './definitions/attribute-unused.ts';
import { demographicsOnly } from './definitions/demographics-only.ts';
import { hybridCells } from './definitions/hybrid-cells.ts';
import { noPrimary } from './definitions/no-primary.ts';
import { rfmMap } from './definitions/rfm-map.ts';
import { ruleNeverTrue } from './definitions/rule-never-true.ts';
import { ruleSwallowed } from './definitions/rule-swallowed.ts';
import { rulesGap } from './definitions/rules-gap.ts';
import { segmentCount } from './definitions/segment-count.ts';
import { statedEdgeDiffers } from './definitions/stated-edge-differs.ts';
import { statedGap } from './definitions/stated-gap.ts';
import { statedTie } from './definitions/stated-tie.ts';
import { staysIdle } from './definitions/stays-idle.ts';
import { attributeConstant } from './measured/attribute-constant.ts';
import { boundaryShare } from './measured/boundary-share.ts';
import { churnDisagrees } from './measured/churn-disagrees.ts';
import { drift } from './measured/drift.ts';
import { eventsOutsideBook } from './measured/events-outside-book.ts';
import { fallbackShare } from './measured/fallback-share.ts';
import { gridDayMissing } from './measured/grid-day-missing.ts';
import { largestShare } from './measured/largest-share.ts';
import { moneyUnknown } from './measured/money-unknown.ts';
import { offGridDay } from './measured/off-grid-day.ts';
import { overrideEnded } from './measured/override-ended.ts';
import { overrideNobody } from './measured/override-nobody.ts';
import { poorFit } from './measured/poor-fit.ts';
import { ruleUnknown } from './measured/rule-unknown.ts';
import { segmentEmpty } from './measured/segment-empty.ts';
import { valueMissing } from './measured/value-missing.ts';

/** What is judged before any data is read. */
export const definitionChecks: readonly DefinitionCheck[] = [
  noPrimary,
  segmentCount,
  demographicsOnly,
  ruleNeverTrue,
  ruleSwallowed,
  rulesGap,
  rfmMap,
  hybridCells,
  statedGap,
  statedTie,
  statedEdgeDiffers,
  staysIdle,
  attributeUnused,
];

/** What is judged of a run, before it is published. */
export const measuredChecks: readonly MeasuredCheck[] = [
  fallbackShare,
  largestShare,
  segmentEmpty,
  ruleUnknown,
  poorFit,
  boundaryShare,
  churnDisagrees,
  moneyUnknown,
  eventsOutsideBook,
  valueMissing,
  attributeConstant,
  drift,
  overrideEnded,
  overrideNobody,
  gridDayMissing,
  offGridDay,
];

/** Every check; a test holds this list against the folders, the tests and the pages. */
export const checks: readonly Check[] = [...definitionChecks, ...measuredChecks];
