import type { SeededRandom } from '../../base/seeded-random.ts';
import { logNormal, poisson } from './distributions.ts';
import { dayText } from './example-table.ts';
import type { ExampleRow, ExampleTable } from './example-table.ts';
import type { Person } from './people.ts';
import type { AccountStory } from './story.ts';
import { runsOn } from './subscription-book.ts';
import { FEATURES } from './vocabulary.ts';

/** How far back the product keeps what people did. */
const DAYS_KEPT = 365;

/**
 * One row a person, day and feature over the year that ends with the as-of day: how often, and how long.
 * Companies that are not tracked have no rows at all.
 */
export const usage: ExampleTable = {
  name: 'usage',
  columns: ['account_id', 'contact_id', 'used_on', 'feature', 'actions', 'minutes'],
  id: null,
  day: 'used_on',
  *rows(story) {
    if (!story.company.tracked) return;
    const first = story.asOfDay - DAYS_KEPT + 1;
    const rhythm = dailyRhythm(story, first);
    if (rhythm.every((value) => value === 0)) return;
    for (const person of story.people) {
      const random = story.company.random.fork(`usage ${person.id}`);
      yield* personalUse(story, person, random, first, rhythm);
    }
  },
};

function* personalUse(
  { company }: AccountStory,
  person: Person,
  random: SeededRandom,
  first: number,
  rhythm: Float64Array,
): Generator<ExampleRow> {
  const from = Math.max(0, person.joinedOn - first);
  const to = person.leftOn === null ? DAYS_KEPT : Math.min(DAYS_KEPT, person.leftOn - first);
  const features = FEATURES[company.useCase];
  const reach = Math.min(features.length, 2 + poisson(random, person.breadth * 3.2));
  for (let i = from; i < to; i++) {
    if (random.next() >= Math.min(0.985, person.activity * rhythm[i]!)) continue;
    const used = new Set([favourite(random, reach)]);
    for (let more = poisson(random, person.breadth); more > 0; more--) used.add(favourite(random, reach));
    for (const feature of used) {
      const actions = 1 + Math.floor(logNormal(random, 5, 0.95));
      const minutes = Math.max(1, Math.round(actions * logNormal(random, 1.3, 0.5)));
      yield [company.id, person.id, dayText(first + i), features[feature]!, actions, minutes];
    }
  }
}

/** Index of a feature below `reach`; the first ones are used most. */
function favourite(random: SeededRandom, reach: number): number {
  return Math.floor(reach * Math.pow(random.next(), 1.8));
}

/**
 * How lively each kept day is at a company: 1 on an average weekday, 0 without a running contract or trial.
 * Made of the week, the season, the first weeks of settling in, a trend of its own, and the fading before an end.
 */
function dailyRhythm({ company, book, asOfDay }: AccountStory, first: number): Float64Array {
  const core = book.filter((line) => line.product === 'Core');
  const endings = core
    .map((line) => line.endsOn ?? Infinity)
    .filter((end) => !core.some((line) => line.startsOn === end));
  const rhythm = new Float64Array(DAYS_KEPT);
  for (let i = 0; i < DAYS_KEPT; i++) {
    const day = first + i;
    if (!core.some((line) => runsOn(line, day))) continue;
    const season = 1 + company.type.seasonality * Math.cos(((day - MIDWINTER) / 365.25) * 2 * Math.PI);
    const settling = 0.35 + 0.65 * Math.min(1, (day - company.signedUp) / 24);
    const trend = Math.exp(company.trend * ((day - asOfDay) / 365));
    rhythm[i] = weekRhythm(day) * season * settling * trend * fading(endings, day);
  }
  return rhythm;
}

/** A day number at the height of the winter season. */
const MIDWINTER = 17_500;

function weekRhythm(day: number): number {
  const weekday = (day + 4) % 7;
  return weekday === 0 || weekday === 6 ? 0.14 : 1.06 - 0.03 * Math.abs(weekday - 2.5);
}

/** People stop coming some time before a company leaves. */
function fading(endings: readonly number[], day: number): number {
  let left = Infinity;
  for (const end of endings) if (end > day) left = Math.min(left, end - day);
  return left > 80 ? 1 : 0.2 + 0.8 * (left / 80);
}
