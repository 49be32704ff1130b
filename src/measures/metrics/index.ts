import { arpa } from './arpa.ts';
import { arr } from './arr.ts';
import { cac } from './cac.ts';
import { churn } from './churn.ts';
import { contribution } from './contribution.ts';
import { customers } from './customers.ts';
import { dealSize } from './deal-size.ts';
import { dealSizeMedian } from './deal-size-median.ts';
import { expansionRate } from './expansion-rate.ts';
import { grr } from './grr.ts';
import { joined } from './joined.ts';
import { left } from './left.ts';
import { ltv } from './ltv.ts';
import { ltvLowerQuartile } from './ltv-lower-quartile.ts';
import { ltvMedian } from './ltv-median.ts';
import { ltvUpperQuartile } from './ltv-upper-quartile.ts';
import { mrr } from './mrr.ts';
import { nps } from './nps.ts';
import { nrr } from './nrr.ts';
import { payback } from './payback.ts';
import { retention } from './retention.ts';
import { share } from './share.ts';
import { timeToClose } from './time-to-close.ts';
import { winRate } from './win-rate.ts';
import type { Metric } from './metric.ts';

/** Every metric, in the order sheets show them; a test holds this list against the folder. */
export const metrics: readonly Metric[] = [
  customers,
  share,
  joined,
  left,
  mrr,
  arr,
  contribution,
  arpa,
  churn,
  retention,
  nrr,
  grr,
  expansionRate,
  nps,
  ltv,
  ltvLowerQuartile,
  ltvMedian,
  ltvUpperQuartile,
  dealSize,
  dealSizeMedian,
  winRate,
  timeToClose,
  cac,
  payback,
];
