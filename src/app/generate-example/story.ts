import { dayNumber } from '../../base/calendar-date.ts';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { seededRandom } from '../../base/seeded-random.ts';
import { drawCompany } from './company.ts';
import type { Company } from './company.ts';
import { peopleOf } from './people.ts';
import type { Person } from './people.ts';
import { subscriptionBook } from './subscription-book.ts';
import type { Subscription } from './subscription-book.ts';

/** A company, what it bought and who uses it: every table is told from this, one account after another. */
export interface AccountStory {
  readonly company: Company;
  readonly book: readonly Subscription[];
  readonly people: readonly Person[];
  readonly asOfDay: number;
}

export interface StoryOptions {
  readonly seed: number;
  readonly accounts: number;
  readonly asOf: CalendarDate;
}

export function* accountStories({ seed, accounts, asOf }: StoryOptions): Generator<AccountStory> {
  const root = seededRandom(seed);
  const asOfDay = dayNumber(asOf);
  for (let ordinal = 1; ordinal <= accounts; ordinal++) {
    const company = drawCompany(root, ordinal, asOfDay);
    const book = subscriptionBook(company, asOfDay);
    yield { company, book, people: peopleOf(company, book, asOfDay), asOfDay };
  }
}
