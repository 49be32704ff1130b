import { seededRandom } from '../../src/base/seeded-random.ts';

/** A customer of a made-up project with an attribute of every type; null is missing. */
export interface Person {
  readonly id: string;
  readonly plan: string | null;
  /** Whole, with many zeros and a long tail. */
  readonly seats: number | null;
  /** Two digits after the point. */
  readonly spend: string | null;
  readonly rate: number | null;
  readonly joined: string;
  readonly trained: boolean | null;
  readonly gone: boolean;
}

/** People whose seats and training hang on their plan, the same for the same seed. */
export function people(count: number, seed: number): readonly Person[] {
  const random = seededRandom(seed);
  const unless = <Value>(share: number, value: Value) => (random.next() < share ? null : value);
  return Array.from({ length: count }, (_, index) => {
    const plan = random.next() < 0.5 ? 'free' : random.next() < 0.6 ? 'pro' : 'team';
    const few = random.next() < (plan === 'free' ? 0.6 : 0.2);
    return {
      id: `c${index}`,
      plan: unless(0.05, plan),
      seats: unless(0.1, few ? 0 : Math.floor(1 / (random.next() + 0.01)) + (plan === 'team' ? 20 : 1)),
      spend: unless(0.05, (random.next() * (plan === 'free' ? 40 : 900)).toFixed(2)),
      rate: unless(0.08, Math.round(random.next() * 1e6) / 1e6),
      joined: new Date(Date.UTC(2024, 0, 1 + random.integer(0, 700))).toISOString().slice(0, 10),
      trained: unless(0.1, random.next() < (plan === 'free' ? 0.2 : 0.7)),
      gone: random.next() < 0.15,
    };
  });
}

/** Rows as a file; a missing cell is empty. */
export function peopleCsv(rows: readonly Person[]): string {
  const lines = rows.map(({ id, plan, seats, spend, rate, joined, trained, gone }) =>
    [id, `Person ${id}`, plan, seats, spend, rate, joined, trained, gone, 'x']
      .map((cell) => cell ?? '')
      .join(','),
  );
  return `id,name,plan,seats,spend,rate,joined,trained,gone,secret\n${lines.join('\n')}\n`;
}

export const PROFILE_DAY = '2026-06-30';

/** By plan, by spend, and by both; `spend_twice` is made of what forms `worth`. */
export const PROFILE_PROJECT = `
kind: project
title: People
currency: EUR
---
kind: source
id: people
file: people.csv
key: id
asOf: ${PROFILE_DAY}
columns:
  id: { type: text, required: true }
  name: text
  plan: text
  seats: integer
  spend: { type: decimal, scale: 2 }
  rate: double
  joined: date
  trained: boolean
  gone: boolean
  secret: text
---
{ kind: entity, id: person, source: people, key: id, activeWhen: not gone, formerWhen: gone, money: spend }
---
{ kind: attribute, id: name, entity: person, basis: firmographic, from: people.name }
---
{ kind: attribute, id: plan, title: Plan, entity: person, basis: value, from: people.plan }
---
{ kind: attribute, id: seats, title: Seats, unit: seats, entity: person, basis: firmographic, from: people.seats }
---
{ kind: attribute, id: spend, title: Spend, unit: EUR a month, entity: person, basis: value, from: people.spend }
---
{ kind: attribute, id: spend_twice, entity: person, basis: value, value: spend * 2 }
---
{ kind: attribute, id: rate, title: Rate, entity: person, basis: behavioural, from: people.rate }
---
{ kind: attribute, id: joined, title: Joined, entity: person, basis: lifecycle, from: people.joined }
---
{ kind: attribute, id: trained, title: Trained, entity: person, basis: behavioural, from: people.trained }
---
{ kind: attribute, id: gone, entity: person, basis: lifecycle, from: people.gone }
---
{ kind: attribute, id: secret, entity: person, basis: needs, sensitive: true, from: people.secret }
---
kind: segmentation
id: plans
title: Plans
entity: person
method: rules
segments:
  - { id: free, title: Free, when: "plan = 'free'" }
  - { id: pro, title: Pro, when: "plan = 'pro'" }
  - { id: team, title: Team, when: "plan = 'team'" }
fallback: { id: none, title: No plan }
---
kind: segmentation
id: worth
title: Worth
entity: person
method: bands
attribute: spend
segments:
  - { id: little, title: Little, from: 0 }
  - { id: much, title: Much, from: 100 }
fallback: { id: unknown, title: Not known }
---
kind: segmentation
id: focus
title: Focus
entity: person
method: rules
segments:
  - { id: large, title: Large, when: "segment('worth') = 'much' and seats >= 5" }
  - { id: trained, title: Trained, when: "trained and seats < 50" }
fallback: { id: others, title: Others }
`;
