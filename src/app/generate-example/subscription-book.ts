import { addMonths, dateOfDayNumber, dayNumber } from '../../base/calendar-date.ts';
import type { SeededRandom } from '../../base/seeded-random.ts';
import type { Company } from './company.ts';
import { chance, clamp, logNormal, pickWeighted } from './distributions.ts';
import { planFor } from './hidden-types.ts';
import type { AddOn, Plan } from './vocabulary.ts';

/**
 * One line of the book, over the days from `startsOn` up to but without `endsOn`. A changed contract is a new
 * line that begins on the day the old one ends. `amount` is recurring revenue a month in dollars.
 */
export interface Subscription {
  readonly id: string;
  readonly product: 'Core' | AddOn;
  readonly plan: Plan;
  readonly billing: 'monthly' | 'annual';
  readonly seats: number;
  readonly amount: number;
  readonly isTrial: boolean;
  readonly startsOn: number;
  readonly endsOn: number | null;
}

type Line = Omit<Subscription, 'id'>;
type Terms = Pick<Line, 'plan' | 'billing' | 'seats' | 'amount'>;

interface Span {
  readonly from: number;
  /** Null while it runs. */
  readonly to: number | null;
}

const SEAT_PRICE: Readonly<Record<Plan, number>> = { Solo: 14, Team: 19, Business: 31, Enterprise: 43 };
const ADD_ON_SHARE: Readonly<Record<AddOn, number>> = {
  Analytics: 0.21,
  'Premium support': 0.27,
  Integrations: 0.14,
};

/** All lines of a company by their first day: trial, contracts, add-ons beside them, and perhaps a return. */
export function subscriptionBook(company: Company, asOfDay: number): readonly Subscription[] {
  const random = company.random.fork('subscriptions');
  const lines: Line[] = [];
  const start = afterTrial(company, random, asOfDay, lines);
  if (start !== null) {
    let span = writeContract(company, random, asOfDay, lines, start, 1);
    while (span.to !== null && chance(random, 0.19)) {
      const back = span.to + Math.ceil(logNormal(random, 115, 0.8));
      if (back >= asOfDay) break;
      span = writeContract(company, random, asOfDay, lines, back, 0.7);
    }
  }
  return lines
    .sort((a, b) => a.startsOn - b.startsOn)
    .map((line, i) => Object.assign({ id: `${company.id}-S${i + 1}` }, line));
}

/** Writes the trial line, if there is one; the day the first contract begins, or null where none does yet. */
function afterTrial(company: Company, random: SeededRandom, asOfDay: number, lines: Line[]): number | null {
  if (!chance(random, company.employees > 400 ? 0.35 : 0.82)) return company.signedUp;
  const endsOn = company.signedUp + (chance(random, 0.8) ? 14 : 30);
  const { plan, seats } = firstTerms(company, random, 0.6);
  lines.push({
    product: 'Core',
    plan,
    billing: 'monthly',
    seats,
    amount: 0,
    isTrial: true,
    startsOn: company.signedUp,
    endsOn,
  });
  const converts = chance(random, clamp(company.type.conversion + 0.05 * company.suits, 0, 1));
  return converts && endsOn <= asOfDay ? endsOn : null;
}

function firstTerms(company: Company, random: SeededRandom, scale: number): Terms {
  const share = company.type.seatShare * scale;
  const seats = clamp(
    Math.round(logNormal(random, company.employees * share, 0.45)),
    1,
    Math.max(2, company.employees),
  );
  const billing = chance(random, company.type.annual) ? 'annual' : 'monthly';
  return termsFor(company, random, seats, billing);
}

function termsFor(
  company: Company,
  random: SeededRandom,
  seats: number,
  billing: 'monthly' | 'annual',
): Terms {
  const plan = planFor(seats, company.type.planLean + random.normal(0, 0.4));
  const quantity = Math.pow(seats, -0.055);
  const paidAhead = billing === 'annual' ? 0.85 : 1;
  const bargained = clamp(1 - Math.abs(random.normal(0, 0.07)), 0.6, 1);
  return { plan, billing, seats, amount: cents(seats * SEAT_PRICE[plan] * quantity * paidAhead * bargained) };
}

/** Month after month: leave, take another size, pay a new price, or stay as it is. */
function writeContract(
  company: Company,
  random: SeededRandom,
  asOfDay: number,
  lines: Line[],
  start: number,
  scale: number,
): Span {
  let terms = firstTerms(company, random, scale);
  let since = start;
  let wanted = terms.seats;
  const close = (endsOn: number | null) =>
    lines.push({ product: 'Core', ...terms, isTrial: false, startsOn: since, endsOn });
  for (let month = 1; ; month++) {
    const day = monthsAfter(start, month);
    const renewal = terms.billing === 'monthly' || month % 12 === 0;
    const leaves = renewal && chance(random, leavingShare(company, month, terms.billing));
    if (day > asOfDay) {
      const notice = leaves && terms.billing === 'annual';
      close(notice ? day : null);
      return finish(company, random, lines, { from: start, to: notice ? day : null }, asOfDay);
    }
    if (leaves) {
      close(day);
      return finish(company, random, lines, { from: start, to: day }, asOfDay);
    }
    wanted *= Math.exp(random.normal(company.type.growth + 0.006 * company.suits, 0.035));
    const next = nextTerms(company, random, terms, wanted, renewal && month % 12 === 0);
    if (next === terms) continue;
    close(day);
    [terms, since] = [next, day];
  }
}

/** The same object while nothing changes. */
function nextTerms(
  company: Company,
  random: SeededRandom,
  terms: Terms,
  wanted: number,
  anniversary: boolean,
): Terms {
  const seats = Math.max(1, Math.round(wanted));
  const gap = Math.abs(Math.log(seats / terms.seats));
  const eager = anniversary ? 3 : 1;
  if (gap > 0 && chance(random, clamp(gap * 0.9 * eager, 0, 0.6)))
    return termsFor(company, random, seats, terms.billing);
  if (anniversary && chance(random, 0.55))
    return { ...terms, amount: cents(terms.amount * (1 + Math.abs(random.normal(0.03, 0.025)))) };
  return terms;
}

/** Probability of leaving at a renewal: falls with age and with how well the product suits. */
function leavingShare(company: Company, month: number, billing: 'monthly' | 'annual'): number {
  const monthly = (company.type.churn * Math.exp(-0.75 * company.suits) * 1.5) / (1 + month / 26);
  return clamp(billing === 'monthly' ? monthly : 1 - Math.pow(1 - Math.min(monthly, 0.9), 7), 0, 0.9);
}

/** Add-ons run beside a contract and never outlive it. */
function finish(company: Company, random: SeededRandom, lines: Line[], span: Span, asOfDay: number): Span {
  const core = lines[lines.length - 1]!;
  const end = Math.min(span.to ?? asOfDay, asOfDay);
  const bought = new Set<AddOn>();
  for (let day = span.from + 20; day < end; day += 30) {
    if (!chance(random, company.type.addOns)) continue;
    const product = pickWeighted(random, { Analytics: 40, 'Premium support': 35, Integrations: 25 });
    if (bought.has(product)) continue;
    bought.add(product);
    const dropped = day + Math.ceil(logNormal(random, 900, 0.9));
    lines.push({
      product,
      plan: core.plan,
      billing: core.billing,
      seats: core.seats,
      amount: cents(core.amount * ADD_ON_SHARE[product] * clamp(random.normal(1, 0.15), 0.5, 1.5)),
      isTrial: false,
      startsOn: day,
      endsOn: dropped < end ? dropped : span.to,
    });
  }
  return span;
}

export function monthsAfter(day: number, months: number): number {
  return dayNumber(addMonths(dateOfDayNumber(day), months));
}

function cents(dollars: number): number {
  return Math.max(1, Math.round(dollars * 100)) / 100;
}

/** The line of the core product that runs on a day, or null. */
export function coreOn(book: readonly Subscription[], day: number): Subscription | null {
  return book.find((line) => line.product === 'Core' && runsOn(line, day)) ?? null;
}

export function runsOn(line: Subscription, day: number): boolean {
  return line.startsOn <= day && (line.endsOn === null || line.endsOn > day);
}
