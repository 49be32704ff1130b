import * as z from 'zod';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { ToldSearch } from './group-search.ts';

/** The search a segmentation was adopted from, as it is kept beside the fit: how the number of its groups was chosen. */
export interface KeptSearch extends ToldSearch {
  /** Groups of the row that was adopted. */
  readonly adopted: number;
}

const count = z.int().min(0);
const maybe = z.number().nullable();
const digits = z.string().nullable();
const verdict = z.enum(['natural', 'reproducible', 'constructed', 'no groups', 'untested']);
const stability = z.object({ jaccard: z.number(), error: z.number() }).nullable();
const share = z.object({ share: z.number(), low: z.number(), high: z.number() });

const group = z.object({
  number: count,
  customers: count,
  share,
  money: digits,
  stability,
  origins: z.array(z.object({ number: count, share: z.number() })),
});

const level = z.object({
  groups: count,
  verdict,
  bic: maybe,
  icl: maybe,
  entropy: maybe,
  doubt: z.number(),
  cloudCriterion: maybe,
  stability,
  nullShare: maybe,
  smallestShare: share,
  smallestMoney: digits,
  aboveFloor: z.boolean().nullable(),
  found: z.array(group),
});

const schema = z.object({
  asOf: z.string().transform((day) => day as CalendarDate),
  runId: z.string(),
  currency: z.string(),
  customers: count,
  rows: count,
  settings: z.object({
    ...{ seed: count, sample: count, mostComponents: count, bootstraps: count, nulls: count },
    moneyFloor: maybe,
  }),
  search: z.object({
    searched: count,
    levels: z.array(level).min(1),
    recommendation: z.object({ groups: count, verdict, passedOver: count.nullable(), clouds: count }),
  }),
  adopted: count,
});

/** As text, without what else a result may carry. */
export function keptSearchText(kept: KeptSearch): string {
  return JSON.stringify(schema.parse(kept));
}

export function readKeptSearch(text: string): KeptSearch {
  return schema.parse(JSON.parse(text));
}
