import { chance, logNormal, pickOne, poisson } from './distributions.ts';
import { dayText, dayTextOrNull } from './example-table.ts';
import type { ExampleRow, ExampleTable } from './example-table.ts';
import type { AccountStory } from './story.ts';
import type { Subscription } from './subscription-book.ts';

const REASONS = ['Price', 'Missing feature', 'Competitor', 'No decision', 'Timing'] as const;

/**
 * One row an opportunity of sales: contracts that sales had a hand in (won), attempts that came to nothing
 * (lost), and what is still open. `amount` is dollars a year.
 */
export const deals: ExampleTable = {
  name: 'deals',
  columns: ['deal_id', 'account_id', 'opened_on', 'closed_on', 'stage', 'amount', 'lost_reason'],
  id: 'deal_id',
  day: 'opened_on',
  *rows(story) {
    let count = 0;
    for (const row of [...wonDeals(story), ...otherDeals(story)])
      yield [`${story.company.id}-D${++count}`, story.company.id, ...row];
  },
};

function* wonDeals({ company, book }: AccountStory): Generator<ExampleRow> {
  const random = company.random.fork('won deals');
  let before: Subscription | null = null;
  for (const line of book.filter((one) => one.product === 'Core' && !one.isTrial)) {
    const year = Math.round(line.amount * 12);
    const more = year - Math.round((before?.amount ?? 0) * 12);
    const days = Math.ceil(logNormal(random, 9 * Math.pow(line.seats, 0.42), 0.6));
    const bySales = chance(random, line.seats / (line.seats + 14));
    before = line;
    if (bySales && more > 0) yield [dayText(line.startsOn - days), dayText(line.startsOn), 'won', more, null];
  }
}

function* otherDeals({ company, book, asOfDay }: AccountStory): Generator<ExampleRow> {
  const random = company.random.fork('other deals');
  const monthly = Math.max(...book.map((line) => line.amount), 20);
  for (let left = poisson(random, 0.12 * Math.log(1 + company.employees)); left > 0; left--) {
    const openedOn = random.integer(company.signedUp - 60, asOfDay);
    const closedOn = openedOn + Math.ceil(logNormal(random, 55, 0.7));
    const amount = Math.round(12 * logNormal(random, monthly * 0.4, 0.7));
    const open = closedOn > asOfDay;
    const reason = pickOne(random, REASONS);
    yield [
      dayText(openedOn),
      dayTextOrNull(open ? null : closedOn),
      open ? 'open' : 'lost',
      amount,
      open ? null : reason,
    ];
  }
}
