import * as z from 'zod';
import { error } from '../../base/finding.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { DATE, INTEGER, decimal } from '../../sql/value-type.ts';
import { id } from '../kind.ts';
import { MONTHLY_DIGITS, SUM_DIGITS, monthlyDigits } from '../kinds/book.ts';
import type { Book, BookMeasure } from '../project.ts';
import type { Made, Origin } from './origin.ts';

const DAYS = String.raw`\d{1,5} ?d(?:ays?)?`;

const schema = z
  .strictObject({
    book: id.describe('The subscription book.'),
    measure: z
      .enum([
        'mrr',
        'arr',
        'active_subscriptions',
        'tenure_days',
        'first_start',
        'last_end',
        'renews_in_days',
        'mrr_change',
      ])
      .describe('What is told of the book.'),
    at: z
      .string()
      .regex(new RegExp(`^${DAYS} ago$`))
      .optional()
      .describe('So many days before the as-of date: 90d ago; the as-of date itself unless given.'),
    over: z
      .string()
      .regex(new RegExp(`^${DAYS}$`))
      .optional()
      .describe('With mrr_change: the days since the amount it is compared with; 90d unless given.'),
  })
  .describe('Something a subscription book says of a customer.');

const DEFAULT_OVER = 90;

/** A measure of a subscription book, on the as-of date or so many days before. */
export const bookOrigin: Origin<'book', z.infer<typeof schema>> = {
  key: 'book',
  summary: 'a measure of a subscription book',
  schema,
  make(data, { books, frame, positions, report }): Made | null {
    const book = books.follow(data.book, positions.placeOf(['book', 'book']), report);
    if (!book) return null;
    const { measure } = data;
    if (book.entity !== frame.id) {
      report(
        error('book-entity', `The book \`${book.id}\` is of \`${book.entity}\`, not of \`${frame.id}\`.`, {
          place: positions.placeOf(['book', 'book']),
        }),
      );
      return null;
    }
    if (data.over !== undefined && measure !== 'mrr_change')
      report(
        error('book-over', '`over` goes with `mrr_change`.', {
          place: positions.placeOf(['book', 'over']),
          hint: 'Write `at: 90d ago` for another day.',
        }),
      );
    const daysAgo = data.at === undefined ? 0 : Number.parseInt(data.at, 10);
    const overDays = data.over === undefined ? DEFAULT_OVER : Number.parseInt(data.over, 10);
    return {
      origin: { kind: 'book', book, measure, daysAgo, overDays },
      type: typeOfMeasure(book, measure),
      history: measure === 'renews_in_days' ? 'as-loaded' : 'fixed',
      refersTo: [book.hash],
    };
  },
};

/** MRR has the digits of a sum; ARR is twelve times that; a change may have one digit more. */
function typeOfMeasure({ amount, rates }: Book, measure: BookMeasure): ValueType {
  const digits = Math.max(SUM_DIGITS, monthlyDigits(amount, rates));
  switch (measure) {
    case 'mrr':
      return decimal(digits, MONTHLY_DIGITS);
    case 'arr':
      return decimal(digits + 2, MONTHLY_DIGITS);
    case 'mrr_change':
      return decimal(digits + 1, MONTHLY_DIGITS);
    case 'first_start':
    case 'last_end':
      return DATE;
    case 'active_subscriptions':
    case 'tenure_days':
    case 'renews_in_days':
      return INTEGER;
  }
}
