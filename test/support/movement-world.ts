/** An account at one snapshot; null plan, status or money are missing in the file. */
export interface AccountDay {
  readonly plan: 'a' | 'b' | 'c' | null;
  readonly status: 'live' | 'gone' | 'lead';
  /** Cents. */
  readonly mrr: number | null;
}

/** What each account was on each day; null where the file of the day does not list it. */
export type MovementWorld = Readonly<Record<string, readonly (AccountDay | null)[]>>;

export const MOVEMENT_DAYS = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'] as const;

/** Places accounts by plan; `last` names segment b anew and gives up c. */
export const movementProject = (last = false): string => `
kind: project
title: Movers
currency: EUR
timeZone: UTC
primary: plans
limits: { segments: { from: 2, to: 5 }, fallbackShare: 1, largestShare: 1, minimumCount: 3 }
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text, plan: text, status: text, mrr: { type: decimal, scale: 2 } }
---
kind: entity
id: account
source: accounts
key: id
activeWhen: status = 'live'
formerWhen: status = 'gone'
money: mrr
---
{ kind: attribute, id: plan, entity: account, basis: value, history: fixed, from: accounts.plan }
---
{ kind: attribute, id: status, entity: account, basis: lifecycle, history: fixed, from: accounts.status }
---
{ kind: attribute, id: mrr, entity: account, title: Monthly revenue, basis: value, unit: EUR, history: fixed, from: accounts.mrr }
---
kind: segmentation
id: plans
title: Plans
entity: account
method: rules
segments:
  - { id: a, title: Plan A, when: plan = 'a' }
${
  last
    ? `  - { id: beta, title: Plan Beta, was: [b], when: plan = 'b' }`
    : `  - { id: b, title: Plan B, when: plan = 'b' }\n  - { id: c, title: Plan C, when: plan = 'c' }`
}
fallback: { id: rest, title: Rest }
`;

/** The file of a day. */
export function accountsOn(world: MovementWorld, day: number): string {
  const rows = Object.entries(world).flatMap(([id, days]) => {
    const account = days[day] ?? null;
    if (!account) return [];
    const { plan, status, mrr } = account;
    return [[id, plan ?? '', status, mrr === null ? '' : (mrr / 100).toFixed(2)].join(',')];
  });
  return `id,plan,status,mrr\n${rows.join('\n')}\n`;
}

/** The state of an account of a day, as the matrix names it, under the ids of the last definition. */
export function stateOn(account: AccountDay | null, last: boolean): string {
  if (!account) return '_unlisted';
  if (account.status !== 'live') return account.status === 'gone' ? '_former' : '_prospect';
  if (account.plan === 'b') return last ? 'beta' : 'b';
  if (account.plan === 'c') return last ? 'rest' : 'c';
  return account.plan ?? 'rest';
}

/** A world of so many accounts, the same for the same seed: most stay, some move, leave, come back or were never there. */
export function randomWorld(accounts: number, random: () => number): MovementWorld {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const fresh = (): AccountDay | null =>
    random() < 0.1
      ? null
      : {
          plan: pick(['a', 'b', 'c', null]),
          status: pick(['live', 'live', 'live', 'live', 'gone', 'lead']),
          mrr: random() < 0.05 ? null : Math.floor(random() * 1_000_000),
        };
  const ofAccount = () => {
    let [before, now] = [fresh(), fresh()];
    return MOVEMENT_DAYS.map(() => {
      const [chance, then] = [random(), now];
      if (chance < 0.25) now = before;
      else if (chance < 0.5) now = fresh();
      else if (now && chance < 0.7) now = { ...now, mrr: Math.floor(random() * 1_000_000) };
      before = then;
      return now;
    });
  };
  return Object.fromEntries(Array.from({ length: accounts }, (_, index) => [`k${index}`, ofAccount()]));
}
