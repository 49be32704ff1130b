import type { SeededRandom } from '../../base/seeded-random.ts';
import { chance, clamp, logNormal, pickWeighted } from './distributions.ts';
import { HIDDEN_TYPES } from './hidden-types.ts';
import type { HiddenType } from './hidden-types.ts';
import { companyName } from './names.ts';
import type { AdoptionStyle, Channel, Industry, Region, UseCase } from './vocabulary.ts';

/** A company as it is: what the files show of it is drawn from here. Days are day numbers (days since 1970-01-01). */
export interface Company {
  readonly id: string;
  readonly type: HiddenType;
  readonly name: string;
  readonly industry: Industry;
  readonly region: Region;
  readonly useCase: UseCase;
  readonly style: AdoptionStyle;
  readonly channel: Channel;
  readonly employees: number;
  readonly signedUp: number;
  /** How well the product suits it, standard normal: drives use, answers and staying. */
  readonly suits: number;
  /** Change of the logarithm of use over a year. */
  readonly trend: number;
  /** False where the product reports no use: installed on the customer's own machines, or switched off. */
  readonly tracked: boolean;
  /** The company's own stream; fork it by table, so that one table never shifts another. */
  readonly random: SeededRandom;
}

const TYPE_WEIGHTS = Object.fromEntries(HIDDEN_TYPES.map(({ id, weight }) => [id, weight]));
const TYPE_BY_ID = new Map(HIDDEN_TYPES.map((type) => [type.id, type]));

/** The vendor sells since seven and a half years before the as-of day. */
const YEARS_OF_SALES = 7.5;
/** How fast the number of sign-ups grows a year, as a logarithm. */
const SALES_GROWTH = 0.34;

/** Depends on seed and ordinal alone: a smaller example is the beginning of a larger one. */
export function drawCompany(root: SeededRandom, ordinal: number, asOfDay: number): Company {
  const id = `A${String(ordinal).padStart(5, '0')}`;
  const random = root.fork(id);
  const type = TYPE_BY_ID.get(pickWeighted(random, TYPE_WEIGHTS))!;
  const industry = pickWeighted(random, type.industries);
  const large = clamp(Math.log(type.employees) / 7, 0, 1);
  return {
    id,
    type,
    industry,
    name: companyName(random, industry),
    region: pickWeighted(random, type.regions),
    useCase: pickWeighted(random, type.useCases),
    style: pickWeighted(random, type.styles),
    channel: pickWeighted(random, {
      Website: 60 - 48 * large,
      Partner: 10 + 12 * large,
      Outbound: 3 + 34 * large,
      Event: 8,
      Referral: 16,
    }),
    employees: Math.max(1, Math.round(logNormal(random, type.employees, type.employeesSpread))),
    signedUp: asOfDay - signUpAge(random.next()),
    suits: random.normal(),
    trend: random.normal(type.growth * 6, 0.35),
    tracked: !chance(random, 0.02 + 0.05 * large),
    random,
  };
}

/** Days before the as-of day; sign-ups grow exponentially, so most are recent. */
function signUpAge(uniform: number): number {
  const span = 1 - Math.exp(-SALES_GROWTH * YEARS_OF_SALES);
  return Math.floor((-Math.log(1 - uniform * span) / SALES_GROWTH) * 365.25);
}
