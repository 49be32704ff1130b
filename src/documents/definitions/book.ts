import type { Book } from '../../definitions/project.ts';
import type { Told } from './told.ts';

/** What a line of a subscription book is, and what it is worth. */
export function bookTold(book: Book): Told {
  const { source, by, starts, ends, amount, period, trial, currency, projectCurrency, rates } = book;
  const months = period.kind === 'fixed' ? String(period.months) : `by ${period.column.name}`;
  return {
    entity: book.entity,
    lines: `${source.id} by ${by.name}`,
    runs: `from ${starts.name} up to but without ${ends.name}`,
    amount: `${amount.name} for months: ${months}`,
    trial: trial?.text ?? 'none',
    currency: currency ? `${currency.name}, told in ${projectCurrency}` : projectCurrency,
    ...(rates ? { rates: `${rates.source.id}, the latest on or before the day` } : {}),
  };
}
