import type { AdoptionStyle, Industry, Plan, Region, Role, UseCase } from './vocabulary.ts';

/**
 * The kinds of company that really exist behind the data. Nothing of this is written to a file: it is what a
 * segmentation may or may not find. Every quantity is drawn from a smooth distribution around the values here,
 * and none of them is an edge that the example's definitions use.
 */
export interface HiddenType {
  readonly id: string;
  /** Weight among all companies. */
  readonly weight: number;
  /** Median head count, and the spread of its logarithm. */
  readonly employees: number;
  readonly employeesSpread: number;
  /** Median share of employees that get a seat. */
  readonly seatShare: number;
  readonly industries: Readonly<Record<Industry, number>>;
  readonly regions: Readonly<Record<Region, number>>;
  readonly useCases: Readonly<Record<UseCase, number>>;
  readonly styles: Readonly<Record<AdoptionStyle, number>>;
  readonly roles: Readonly<Record<Role, number>>;
  /** How much dearer or cheaper a plan than its size suggests: added to the logarithm of seats. */
  readonly planLean: number;
  /** Probability of paying by the year. */
  readonly annual: number;
  /** Probability that a trial becomes a subscription. */
  readonly conversion: number;
  /** Monthly probability of leaving for an average company in its first months. */
  readonly churn: number;
  /** Mean monthly change of the logarithm of seats wanted. */
  readonly growth: number;
  /** Probability that an average contact is active on an average weekday. */
  readonly activity: number;
  /** Mean number of features beyond the first on an active day. */
  readonly breadth: number;
  /** Strength of the yearly rhythm, 0..1. */
  readonly seasonality: number;
  /** Tickets a month and square root of seats. */
  readonly tickets: number;
  /** Mean answer to the recommendation question. */
  readonly recommendation: number;
  /** Monthly probability of buying an add-on. */
  readonly addOns: number;
}

const plans: readonly Plan[] = ['Solo', 'Team', 'Business', 'Enterprise'];

/** Solo, Team, Business or Enterprise by size, blurred: `lean` shifts the logarithm of seats. */
export function planFor(seats: number, lean: number): Plan {
  const level = Math.floor((Math.log(seats) + lean + 0.55) / 1.75);
  return plans[Math.min(Math.max(level, 0), plans.length - 1)]!;
}

const industries = (
  Healthcare: number,
  Finance: number,
  Manufacturing: number,
  Technology: number,
  services: number,
  Retail: number,
  Education: number,
) => ({
  Healthcare,
  Finance,
  Manufacturing,
  Technology,
  'Professional Services': services,
  Retail,
  Education,
});
const regions = (North: number, South: number, East: number, West: number) => ({ North, South, East, West });
const useCases = (Scheduling: number, Reporting: number, Compliance: number, Automation: number) => ({
  Scheduling,
  Reporting,
  Compliance,
  Automation,
});
const styles = (
  Innovator: number,
  early: number,
  Pragmatist: number,
  Conservative: number,
  Sceptic: number,
) => ({
  Innovator,
  'Early adopter': early,
  Pragmatist,
  Conservative,
  Sceptic,
});
const roles = (Executive: number, it: number, operations: number, user: number) => ({
  Executive,
  'IT Manager': it,
  'Operations Manager': operations,
  'End User': user,
});

export const HIDDEN_TYPES: readonly HiddenType[] = [
  {
    id: 'soloist',
    weight: 30,
    employees: 3.4,
    employeesSpread: 0.75,
    seatShare: 0.62,
    industries: industries(4, 5, 4, 22, 40, 14, 11),
    regions: regions(22, 26, 25, 27),
    useCases: useCases(55, 20, 3, 22),
    styles: styles(6, 18, 38, 26, 12),
    roles: roles(46, 4, 14, 36),
    planLean: -0.25,
    annual: 0.16,
    conversion: 0.74,
    churn: 0.036,
    growth: 0.001,
    activity: 0.086,
    breadth: 0.55,
    seasonality: 0.1,
    tickets: 0.05,
    recommendation: 7.2,
    addOns: 0.002,
  },
  {
    id: 'steady-crew',
    weight: 26,
    employees: 24,
    employeesSpread: 0.7,
    seatShare: 0.48,
    industries: industries(14, 10, 17, 12, 25, 16, 6),
    regions: regions(26, 29, 24, 21),
    useCases: useCases(44, 27, 9, 20),
    styles: styles(2, 11, 42, 32, 13),
    roles: roles(16, 9, 31, 44),
    planLean: 0,
    annual: 0.42,
    conversion: 0.9,
    churn: 0.014,
    growth: 0.004,
    activity: 0.152,
    breadth: 0.8,
    seasonality: 0.12,
    tickets: 0.08,
    recommendation: 7.9,
    addOns: 0.006,
  },
  {
    id: 'fast-grower',
    weight: 12,
    employees: 31,
    employeesSpread: 0.85,
    seatShare: 0.66,
    industries: industries(6, 13, 3, 58, 12, 5, 3),
    regions: regions(18, 15, 23, 44),
    useCases: useCases(16, 26, 6, 52),
    styles: styles(22, 41, 28, 7, 2),
    roles: roles(18, 19, 24, 39),
    planLean: 0.45,
    annual: 0.36,
    conversion: 0.92,
    churn: 0.015,
    growth: 0.032,
    activity: 0.235,
    breadth: 1.9,
    seasonality: 0.05,
    tickets: 0.14,
    recommendation: 8.5,
    addOns: 0.022,
  },
  {
    id: 'process-keeper',
    weight: 15,
    employees: 175,
    employeesSpread: 0.8,
    seatShare: 0.3,
    industries: industries(26, 20, 29, 8, 9, 5, 3),
    regions: regions(31, 23, 28, 18),
    useCases: useCases(16, 30, 38, 16),
    styles: styles(1, 6, 34, 41, 18),
    roles: roles(9, 21, 37, 33),
    planLean: 0.2,
    annual: 0.72,
    conversion: 0.93,
    churn: 0.009,
    growth: 0.007,
    activity: 0.182,
    breadth: 1.25,
    seasonality: 0.08,
    tickets: 0.1,
    recommendation: 7.7,
    addOns: 0.012,
  },
  {
    id: 'institution',
    weight: 6,
    employees: 1650,
    employeesSpread: 0.95,
    seatShare: 0.14,
    industries: industries(29, 33, 17, 6, 8, 3, 4),
    regions: regions(33, 14, 22, 31),
    useCases: useCases(8, 29, 44, 19),
    styles: styles(1, 7, 30, 43, 19),
    roles: roles(11, 33, 27, 29),
    planLean: 0.6,
    annual: 0.95,
    conversion: 0.97,
    churn: 0.005,
    growth: 0.006,
    activity: 0.157,
    breadth: 1.4,
    seasonality: 0.06,
    tickets: 0.13,
    recommendation: 7.4,
    addOns: 0.024,
  },
  {
    id: 'shelf-owner',
    weight: 5,
    employees: 430,
    employeesSpread: 1.05,
    seatShare: 0.34,
    industries: industries(17, 24, 24, 12, 8, 10, 5),
    regions: regions(27, 22, 29, 22),
    useCases: useCases(20, 38, 26, 16),
    styles: styles(1, 5, 27, 38, 29),
    roles: roles(22, 27, 27, 24),
    planLean: 0.4,
    annual: 0.88,
    conversion: 0.96,
    churn: 0.021,
    growth: -0.004,
    activity: 0.025,
    breadth: 0.4,
    seasonality: 0.05,
    tickets: 0.03,
    recommendation: 6.1,
    addOns: 0.006,
  },
  {
    id: 'season-worker',
    weight: 6,
    employees: 58,
    employeesSpread: 0.9,
    seatShare: 0.42,
    industries: industries(3, 2, 5, 3, 7, 48, 32),
    regions: regions(17, 41, 24, 18),
    useCases: useCases(61, 22, 5, 12),
    styles: styles(2, 12, 44, 30, 12),
    roles: roles(13, 8, 38, 41),
    planLean: -0.05,
    annual: 0.28,
    conversion: 0.88,
    churn: 0.024,
    growth: 0.002,
    activity: 0.147,
    breadth: 0.7,
    seasonality: 0.75,
    tickets: 0.09,
    recommendation: 7.6,
    addOns: 0.004,
  },
];
