import { chance, clamp } from './distributions.ts';
import { dayText } from './example-table.ts';
import type { ExampleTable } from './example-table.ts';
import { coreOn } from './subscription-book.ts';

/** One row an answer to "would you recommend us?" (0 to 10), asked twice a year, over two years. */
export const nps: ExampleTable = {
  name: 'nps',
  columns: ['answer_id', 'account_id', 'contact_id', 'answered_on', 'score'],
  id: 'answer_id',
  day: 'answered_on',
  *rows({ company, book, people, asOfDay }) {
    const random = company.random.fork('nps');
    let count = 0;
    for (const person of people) {
      for (let askedOn = asOfDay - 700 + random.integer(0, 180); askedOn < asOfDay; askedOn += 182) {
        const answers = chance(random, 0.24);
        const answeredOn = askedOn + random.integer(0, 12);
        const mean = company.type.recommendation + 1.1 * company.suits;
        const score = Math.round(clamp(random.normal(mean, 1.9), 0, 10));
        const present = person.joinedOn + 30 <= askedOn && (person.leftOn ?? Infinity) > answeredOn;
        if (!answers || !present || answeredOn > asOfDay || !coreOn(book, askedOn)) continue;
        yield [`${company.id}-N${++count}`, company.id, person.id, dayText(answeredOn), score];
      }
    }
  },
};
