import * as z from 'zod';
import { error } from '../../base/finding.ts';
import { columnNames } from '../../sql/walk.ts';
import { definitionHash } from '../definition-hash.ts';
import { headOf } from '../head.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import type { Names, Report } from '../names.ts';
import type { Book, BookPeriod, BookRates, SourceColumn } from '../project.ts';
import { readerOf } from '../reader.ts';
import { sourceScope } from '../scopes.ts';
import type { EntityFrame } from './entity.ts';
import type { SourceFrame } from './source.ts';
import { typedColumns } from '../typed-columns.ts';
import { sourceUseHash } from './source.ts';

const CODE = 'book-column';

const column = (words: string) => id.describe(words);

const schema = z.strictObject({
  kind: z.literal('book'),
  id,
  ...headShape,
  entity: id.describe('Whose subscriptions they are.'),
  source: id.describe('The source with one row a subscription, or a line of one.'),
  by: column("The column that names the customer; the entity's key name unless given.").optional(),
  starts: column('Column with the first day it runs.'),
  ends: column('Column with the first day it no longer runs; empty while it does.'),
  amount: column('Column with the recurring amount of a period.'),
  period: z
    .union([
      z.enum(['month', 'year']),
      z.strictObject({
        column: column('Column that says how long a period is.'),
        months: z.record(z.string(), z.int().min(1).max(120)).describe('Months in a period, by its word.'),
      }),
    ])
    .optional()
    .describe('What the amount is for: month, year, or the word of a column; month unless given.'),
  trial: z
    .string()
    .optional()
    .describe("Condition over the source's columns: true of a trial, which is no revenue."),
  currency: column("Column with the amount's currency; without it all are in the project's.").optional(),
  rates: z
    .strictObject({
      source: id.describe('The source with one row a currency and day.'),
      currency: column('Column with the currency.'),
      date: column('Column with the day the rate holds from.'),
      rate: column("Column with what one unit is worth in the project's currency; a decimal."),
    })
    .optional()
    .describe("Rates into the project's currency: the latest on or before the date counts."),
  plan: column('Column with the plan.').optional(),
  seats: column('Column with the seats.').optional(),
});

export type BookData = z.infer<typeof schema>;

export const book = defineKind({
  id: 'book',
  title: 'Subscription book',
  summary:
    'Which rows are subscriptions, from when to when and for how much: what MRR and churn are told from.',
  schema,
});

/** Digits after the point of a monthly amount: each line is rounded once, half away from zero. */
export const MONTHLY_DIGITS = 6;
/** Digits of a sum of monthly amounts at the least. */
export const SUM_DIGITS = 30;
/** Digits of a monthly amount at the most: sums of them and twelve times a sum still fit 38. */
const MOST_DIGITS = 36;

/** `currency` is the project's. Null when a part of it cannot be used; the findings say why. */
export function resolveBook(
  definition: Definition<BookData>,
  frames: Names<EntityFrame>,
  sources: Names<SourceFrame>,
  currency: string,
  report: Report,
): Book | null {
  const { data, positions } = definition;
  const frame = frames.follow(data.entity, positions.placeOf(['entity']), report);
  const rows = sources.follow(data.source, positions.placeOf(['source']), report);
  if (!frame || !rows) return null;
  const take = typedColumns(rows, definition, CODE, report);
  const by = take('by', data.by ?? frame.key.name, 'any');
  const starts = take('starts', data.starts, 'date');
  const ends = take('ends', data.ends, 'date');
  const amount = take('amount', data.amount, 'exact');
  const plan = data.plan === undefined ? null : take('plan', data.plan, 'any');
  const seats = data.seats === undefined ? null : take('seats', data.seats, 'exact');
  const money = data.currency === undefined ? null : take('currency', data.currency, 'text');
  const period = resolvePeriod(definition, rows, report);
  const rates = data.rates === undefined ? null : resolveRates(definition, sources, report);
  const reader = readerOf(sourceScope(rows.source), (name) => rows.columns.isBroken(name), report);
  const trial =
    data.trial === undefined ? null : reader.condition(data.trial, positions.originOf(['trial'], data.trial));
  if (!by || !starts || !ends || !amount || !period) return null;
  if (data.trial !== undefined && !trial) return null;
  if ((data.rates && !rates) || (data.currency !== undefined && !money)) return null;
  if ((data.plan !== undefined && !plan) || (data.seats !== undefined && !seats)) return null;
  if (rates && !money) return refuse('rates', '`rates` need a `currency` to look up.', definition, report);
  if (monthlyDigits(amount, rates) > MOST_DIGITS)
    return refuse(
      'amount',
      `An amount times a rate has more than ${MOST_DIGITS} digits.`,
      definition,
      report,
    );
  const used = [
    by,
    starts,
    ends,
    amount,
    plan,
    seats,
    money,
    period.kind === 'column' ? period.column : null,
  ];
  const inTrial = new Set(trial ? columnNames(trial.expression) : []);
  const hash = definitionHash({ ...data, currency: [data.currency ?? null, currency] }, [
    sourceUseHash(rows.source, [
      ...used.filter((one) => one !== null),
      ...rows.source.columns.filter(({ name }) => inTrial.has(name)),
    ]),
    ...(rates ? [sourceUseHash(rates.source, [rates.currency, rates.date, rates.rate])] : []),
  ]);
  return {
    ...headOf(definition, hash),
    entity: frame.id,
    source: rows.source,
    by,
    starts,
    ends,
    amount,
    period,
    trial,
    currency: money,
    projectCurrency: currency,
    rates,
    plan,
    seats,
  };
}

/** Digits of a monthly amount: those before the point of amount and rate, and the six after it. */
export function monthlyDigits(amount: SourceColumn, rates: BookRates | null): number {
  const whole = [amount, ...(rates ? [rates.rate] : [])].map(({ type }) =>
    type.kind === 'decimal' ? type.precision - type.scale : 19,
  );
  return whole.reduce((sum, digits) => sum + digits, MONTHLY_DIGITS);
}

function resolvePeriod(
  definition: Definition<BookData>,
  rows: SourceFrame,
  report: Report,
): BookPeriod | null {
  const { period = 'month' } = definition.data;
  if (typeof period === 'string') return { kind: 'fixed', months: period === 'year' ? 12 : 1 };
  const found = typedColumns(rows, definition, CODE, report, ['period'])('column', period.column, 'text');
  return found && { kind: 'column', column: found, months: Object.entries(period.months) };
}

function resolveRates(
  definition: Definition<BookData>,
  sources: Names<SourceFrame>,
  report: Report,
): BookRates | null {
  const { data, positions } = definition;
  if (!data.rates) return null;
  const rows = sources.follow(data.rates.source, positions.placeOf(['rates', 'source']), report);
  if (!rows) return null;
  const take = typedColumns(rows, definition, CODE, report, ['rates']);
  const currency = take('currency', data.rates.currency, 'text');
  const date = take('date', data.rates.date, 'date');
  const rate = take('rate', data.rates.rate, 'exact');
  return currency && date && rate && { source: rows.source, currency, date, rate };
}

function refuse(key: string, message: string, { positions }: Definition<BookData>, report: Report): null {
  report(error('book-money', message, { place: positions.placeOf([key]) }));
  return null;
}
