import { dayText, dayTextOrNull } from './example-table.ts';
import type { ExampleTable } from './example-table.ts';
import { chance } from './distributions.ts';
import { emailOf } from './names.ts';

/** One row a person who was given access. */
export const contacts: ExampleTable = {
  name: 'contacts',
  columns: ['contact_id', 'account_id', 'name', 'email', 'role', 'joined_on', 'left_on', 'newsletter'],
  id: 'contact_id',
  day: 'joined_on',
  *rows({ company, people }) {
    const random = company.random.fork('contacts');
    for (const person of people) {
      yield [
        person.id,
        company.id,
        person.name.join(' '),
        emailOf(person.name, company.id),
        chance(random, 0.95) ? person.role : null,
        dayText(person.joinedOn),
        dayTextOrNull(person.leftOn),
        chance(random, 0.41),
      ];
    }
  },
};
