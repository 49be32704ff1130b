import { chance, exponential, logNormal, pickWeighted, poisson } from './distributions.ts';
import type { Company } from './company.ts';
import { personName } from './names.ts';
import type { Subscription } from './subscription-book.ts';
import type { Role } from './vocabulary.ts';

/** Somebody at a company who was given access. Days are day numbers. */
export interface Person {
  readonly id: string;
  readonly name: readonly [string, string];
  readonly role: Role;
  readonly joinedOn: number;
  /** The day access was taken away, or null. */
  readonly leftOn: number | null;
  /** Probability of being active on an average weekday. */
  readonly activity: number;
  /** Mean number of features beyond the first on an active day. */
  readonly breadth: number;
}

const MEAN_STAY_DAYS = 2100;

/** The first person signs the company up; the others come over the following months and years. */
export function peopleOf(
  company: Company,
  book: readonly Subscription[],
  asOfDay: number,
): readonly Person[] {
  const random = company.random.fork('people');
  const seats = Math.max(...book.map((line) => line.seats), 1);
  const others = poisson(random, 0.67 * (Math.pow(seats, 0.5) - 0.8));
  const people: Person[] = [];
  for (let i = 0; i <= others; i++) {
    const joinedOn = company.signedUp + (i === 0 ? 0 : Math.floor(exponential(random, 260)));
    const stays = joinedOn + Math.ceil(exponential(random, MEAN_STAY_DAYS));
    const person: Person = {
      id: `${company.id}-C${i + 1}`,
      name: personName(random),
      role: pickWeighted(random, company.type.roles),
      joinedOn,
      leftOn: i > 0 && stays <= asOfDay ? stays : null,
      activity: drawActivity(company, random.next(), logNormal(random, 1, 0.95)),
      breadth: company.type.breadth * logNormal(random, 1, 0.5),
    };
    if (joinedOn <= asOfDay && (i === 0 || !chance(random, 0.02))) people.push(person);
  }
  return people;
}

/** Some were given a seat and hardly ever come; the rest spread widely around their company's habit. */
function drawActivity(company: Company, uniform: number, factor: number): number {
  const idle = uniform < 0.16 ? 0.04 : 1;
  return Math.min(0.97, company.type.activity * Math.exp(0.4 * company.suits) * factor * idle);
}
