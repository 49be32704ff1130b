import type { Basis } from './draft.ts';

/** A concept made of others, where no column says it itself. */
export interface Derivation {
  readonly concept: string;
  readonly from: string | readonly [string, string];
  readonly id: string;
  readonly title: string;
  readonly basis: Basis;
  readonly unit: string | null;
  /** An expression over the attributes that stand for `from`. */
  readonly value: (attribute: string, other: string) => string;
}

const days = (attribute: string) => `days_between(${attribute}, as_of)`;

/** In this order: a later one may build on an earlier one, and of two for one concept the first that can is taken. */
export const derivations: readonly Derivation[] = [
  {
    concept: 'annual_revenue',
    from: 'monthly_revenue',
    id: 'arr',
    title: 'Annual recurring revenue',
    basis: 'value',
    unit: 'money a year',
    value: (of) => `${of} * 12`,
  },
  {
    concept: 'tenure_days',
    from: 'signed_up',
    id: 'tenure_days',
    title: 'Days since signing up',
    basis: 'lifecycle',
    unit: 'days',
    value: days,
  },
  {
    concept: 'tenure_days',
    from: 'first_paid_on',
    id: 'tenure_days',
    title: 'Days since the first paid day',
    basis: 'lifecycle',
    unit: 'days',
    value: days,
  },
  {
    concept: 'tenure_days',
    from: 'first_order_on',
    id: 'tenure_days',
    title: 'Days since the first order',
    basis: 'lifecycle',
    unit: 'days',
    value: days,
  },
  {
    concept: 'days_since_order',
    from: 'last_order_on',
    id: 'days_since_order',
    title: 'Days since the last order',
    basis: 'behavioural',
    unit: 'days',
    value: days,
  },
  {
    concept: 'time_since_order',
    from: ['time_as_customer', 'time_to_last_order'],
    id: 'time_since_order',
    title: 'Time since the last order',
    basis: 'behavioural',
    unit: null,
    value: (whole, part) => `${whole} - ${part}`,
  },
  {
    concept: 'spent',
    from: ['repeat_orders', 'mean_order_value'],
    id: 'spent',
    title: 'Spent in repeat orders',
    basis: 'value',
    unit: 'money',
    value: (orders, mean) => `${orders} * ${mean}`,
  },
  {
    concept: 'days_since_use',
    from: 'last_seen',
    id: 'days_since_use',
    title: 'Days since the last activity',
    basis: 'behavioural',
    unit: 'days',
    value: days,
  },
];
