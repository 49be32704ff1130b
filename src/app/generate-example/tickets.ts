import { chance, clamp, logNormal, pickWeighted, poisson } from './distributions.ts';
import { dayText, dayTextOrNull } from './example-table.ts';
import type { ExampleTable } from './example-table.ts';
import { coreOn } from './subscription-book.ts';

/** One row a request for help of the last two years. Few people say how satisfied they were (1 to 5). */
export const tickets: ExampleTable = {
  name: 'tickets',
  columns: ['ticket_id', 'account_id', 'contact_id', 'opened_on', 'closed_on', 'priority', 'satisfaction'],
  id: 'ticket_id',
  day: 'opened_on',
  *rows({ company, book, people, asOfDay }) {
    const random = company.random.fork('tickets');
    let count = 0;
    for (let monthStart = asOfDay - 729; monthStart <= asOfDay; monthStart += 30) {
      const line = coreOn(book, monthStart);
      if (!line) continue;
      const mean = company.type.tickets * Math.sqrt(line.seats) * Math.exp(-0.3 * company.suits);
      for (let left = poisson(random, mean); left > 0; left--) {
        const openedOn = monthStart + random.integer(0, 29);
        const closedOn = openedOn + Math.floor(logNormal(random, 2.4, 1.1));
        const who = people[random.integer(0, people.length - 1)];
        const score = Math.round(clamp(random.normal(3.7 + 0.5 * company.suits, 1.1), 1, 5));
        const answers = chance(random, 0.43);
        const priority = pickWeighted(random, { low: 34, normal: 45, high: 16, urgent: 5 });
        if (!who || openedOn > asOfDay || openedOn < who.joinedOn) continue;
        const closed = closedOn <= asOfDay ? closedOn : null;
        yield [
          `${company.id}-T${++count}`,
          company.id,
          who.id,
          dayText(openedOn),
          dayTextOrNull(closed),
          priority,
          answers && closed !== null ? score : null,
        ];
      }
    }
  },
};
