import { dayText, dayTextOrNull } from './example-table.ts';
import type { ExampleTable } from './example-table.ts';

/** One row a line of the book; several may run at once (add-ons), and a change of contract begins a new one. */
export const subscriptions: ExampleTable = {
  name: 'subscriptions',
  columns: [
    'subscription_id',
    'account_id',
    'product',
    'plan',
    'billing',
    'seats',
    'amount',
    'is_trial',
    'starts_on',
    'ends_on',
  ],
  id: 'subscription_id',
  day: 'starts_on',
  *rows({ company, book }) {
    for (const line of book) {
      yield [
        line.id,
        company.id,
        line.product,
        line.plan,
        line.billing,
        line.seats,
        line.amount.toFixed(2),
        line.isTrial,
        dayText(line.startsOn),
        dayTextOrNull(line.endsOn),
      ];
    }
  },
};
