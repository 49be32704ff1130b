import { chance, exponential } from './distributions.ts';
import { dayText, dayTextOrNull } from './example-table.ts';
import type { ExampleTable } from './example-table.ts';
import { monthsAfter } from './subscription-book.ts';

/** One row a bill of the last two years. `paid_on` is empty while nobody has paid. */
export const invoices: ExampleTable = {
  name: 'invoices',
  columns: ['invoice_id', 'account_id', 'subscription_id', 'issued_on', 'amount', 'paid_on'],
  id: 'invoice_id',
  day: 'issued_on',
  *rows({ company, book, asOfDay }) {
    const random = company.random.fork('invoices');
    const slowness = company.employees > 250 ? 24 : 7;
    for (const line of book.filter((one) => !one.isTrial)) {
      const months = line.billing === 'annual' ? 12 : 1;
      const last = Math.min(line.endsOn ?? asOfDay + 1, asOfDay + 1);
      for (let bill = 0; ; bill++) {
        const issuedOn = monthsAfter(line.startsOn, bill * months);
        if (issuedOn >= last) break;
        const paidOn = chance(random, 0.006) ? null : issuedOn + Math.ceil(exponential(random, slowness));
        if (issuedOn <= asOfDay - 730) continue;
        yield [
          `${line.id}-I${bill + 1}`,
          company.id,
          line.id,
          dayText(issuedOn),
          (line.amount * months).toFixed(2),
          dayTextOrNull(paidOn !== null && paidOn <= asOfDay ? paidOn : null),
        ];
      }
    }
  },
};
