import { chance, logNormal, poisson } from './distributions.ts';
import type { ExampleTable } from './example-table.ts';
import { dayText } from './example-table.ts';
import type { Channel } from './vocabulary.ts';

/** Median dollars of a bill for a company of one; a larger one costs more to win. */
const COST: Readonly<Record<Channel, number>> = {
  Website: 130,
  Partner: 260,
  Outbound: 520,
  Event: 430,
  Referral: 60,
};

/**
 * One row a bill of marketing or sales for winning customers: adverts, commissions, stands, travel. It names the channel
 * it was spent on and never the customer, so what a customer cost can be told by channel only.
 */
export const spend: ExampleTable = {
  name: 'spend',
  columns: ['bill_id', 'spent_on', 'channel', 'amount'],
  id: 'bill_id',
  day: 'spent_on',
  *rows({ company }) {
    const random = company.random.fork('spend');
    const size = Math.pow(company.employees, 0.55);
    const bills = (chance(random, 0.9) ? 1 : 0) + poisson(random, 0.8);
    for (let bill = 1; bill <= bills; bill++) {
      const spentOn = company.signedUp - random.integer(1, 120);
      const amount = logNormal(random, COST[company.channel] * size, 0.6);
      yield [`${company.id}-B${bill}`, dayText(spentOn), company.channel, amount.toFixed(2)];
    }
  },
};
