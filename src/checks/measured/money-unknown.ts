import { warning } from '../../base/finding.ts';
import type { MeasuredCheck } from '../check.ts';

/** Active subscriptions whose price is not known: their customers have no revenue figure. */
export const moneyUnknown: MeasuredCheck = {
  id: 'money-unknown',
  title: 'Money nobody can convert or count',
  source: 'One currency per project; money without a rate is never counted as the project’s own',
  severity: 'warning',
  summary: 'An active subscription has no amount, no known period, or a currency without a rate.',
  needs: 'run',
  read: ({ unpriced, asOf }) =>
    unpriced
      .filter(({ lines }) => lines > 0)
      .map(({ book, lines, customers, foreign, active }) =>
        warning(
          'money-unknown',
          `On ${asOf}, ${lines} of ${active} active subscriptions in \`${book.id}\` have no price in ${book.projectCurrency}, ${foreign} of them in another currency. The revenue of their ${customers} customers is missing.`,
          {
            place: book.place,
            hint: 'Look for a missing amount, a period without months, or a currency without a rate on or before the day.',
            data: { lines, customers, foreign, active },
          },
        ),
      ),
};
