import type { Arrangement, Placed } from './arrange.ts';
import type { DraftBook } from './draft.ts';
import type { Setting } from './setting.ts';
import { wordsOf } from './words.ts';
import { flow, quoted } from './writing/scalar.ts';

/** The subscription book, where a file is one. */
export function bookOf({ events, customers }: Arrangement, answered: Setting['period']): DraftBook | null {
  const one = events.find(
    ({ cast, through, isTwin }) => cast.role.id === 'subscriptions' && !through && !isTwin,
  );
  if (!one) return null;
  const { starts, ends, amount, trial, plan, seats } = one.cast.parts;
  const { period, why } = periodOf(one, answered);
  return {
    ...{ id: 'revenue', entity: customers.entity, source: one.cast.file.id, by: one.by.name },
    ...{ starts: starts?.name ?? '', ends: ends?.name ?? '', amount: amount?.name ?? '', period },
    ...{ trial: trial?.name ?? null, plan: plan?.name ?? null, seats: seats?.name ?? null },
    notes: {
      period: why,
      ends: 'the first day it no longer runs: assumed; empty while it runs',
      ...(trial ? { trial: 'trials are no revenue' } : {}),
    },
  };
}

/** What an amount is for: as somebody answered, as its header says, as a column of words says for each line, else a month. */
export function periodOf(
  { cast }: Placed,
  answered: Setting['period'],
): {
  readonly period: string;
  readonly why: string;
  readonly isByBilling: boolean;
} {
  const { amount, billing } = cast.parts;
  if (answered) return { period: answered, why: 'as answered', isByBilling: false };
  const words = wordsOf(amount?.header ?? '');
  const names = (pattern: RegExp) => words.some((word) => pattern.test(word));
  const said = { why: `the header \`${amount?.header}\` says so`, isByBilling: false };
  if (names(/^mrr$|^month|^monat/)) return { period: 'month', ...said };
  if (names(/^arr$|^annual|^year|^jahr|^jaehr/)) return { period: 'year', ...said };
  const months = (billing?.values ?? []).map(({ value }) => [value, monthsOf(value)] as const);
  if (!billing || months.length === 0 || months.some(([, n]) => n === null))
    return { period: 'month', why: 'assumed: nothing says what an amount is for', isByBilling: false };
  const byWord = Object.fromEntries(months.map(([word, n]) => [quoted(word), String(n)]));
  return {
    period: flow({ column: billing.name, months: flow(byWord) }),
    why: `assumed: an amount is for the period \`${billing.name}\` names; write \`month\` where all are a month's`,
    isByBilling: true,
  };
}

function monthsOf(word: string): number | null {
  if (/^(?:month|monat)/i.test(word)) return 1;
  if (/^(?:quarter|quartal)/i.test(word)) return 3;
  return /^(?:annual|year|jahr|jähr)/i.test(word) ? 12 : null;
}
