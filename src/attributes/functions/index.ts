import type { EventFunction, EventFunctionName } from '../event-function.ts';
import { adoption } from './adoption.ts';
import { any } from './any.ts';
import { count } from './count.ts';
import { daysActive } from './days-active.ts';
import { distinct } from './distinct.ts';
import { first } from './first.ts';
import { funnel } from './funnel.ts';
import { last } from './last.ts';
import { max } from './max.ts';
import { mean } from './mean.ts';
import { min } from './min.ts';
import { ratio } from './ratio.ts';
import { share } from './share.ts';
import { sum } from './sum.ts';
import { trend } from './trend.ts';

/** Every way to make one value of many rows, by its name. */
export const eventFunctions: { readonly [Name in EventFunctionName]: EventFunction } = {
  adoption,
  any,
  count,
  days_active: daysActive,
  distinct,
  first,
  funnel,
  last,
  max,
  mean,
  min,
  ratio,
  share,
  sum,
  trend,
};

export const eventFunctionNames = Object.keys(eventFunctions) as [EventFunctionName, ...EventFunctionName[]];
