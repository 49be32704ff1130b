import { draftAttribute } from '../draft.ts';
import type { Role } from './role.ts';
import { AMOUNT, DAY } from './role.ts';

/** Orders, invoices, payments: a day and an amount of money. */
export const orders: Role = {
  id: 'orders',
  title: 'orders',
  words: [
    'order',
    'invoice',
    'purchase',
    'transaction',
    'payment',
    'sale',
    'bestell',
    'rechnung',
    'kauf',
    'verkauf',
    'umsatz',
    'auftrag',
    'auftraeg',
    'amount',
    'betrag',
    'price',
    'total',
  ],
  slots: {
    date: DAY,
    amount: { ...AMOUNT, isRequired: false },
    unitPrice: {
      takes: ['decimal', 'integer'],
      words: ['unit price', 'price per unit', 'item price', 'einzelpreis', 'stueckpreis'],
      isRequired: false,
    },
    quantity: {
      takes: ['integer', 'decimal'],
      words: ['quantity', 'qty', 'units', 'menge', 'anzahl', 'stueck'],
      isRequired: false,
    },
  },
  isWhole: ({ amount, unitPrice, quantity }) =>
    amount !== undefined || (unitPrice !== undefined && quantity !== undefined),
  attributes: ({ file, parts }, { entity, currency, whose, days }) => {
    const { amount, unitPrice, quantity } = parts;
    const of = amount?.name ?? `${quantity?.name} * ${unitPrice?.name}`;
    const above = amount ? [] : ['Assumed: a row is worth its quantity times its price.'];
    const rows = (keys: Readonly<Record<string, string>>) =>
      ({ kind: 'aggregate', keys: { source: file.id, ...whose, ...keys } }) as const;
    return [
      draftAttribute({
        ...{
          id: 'orders',
          entity,
          title: 'Orders so far',
          basis: 'behavioural',
          unit: 'orders',
          concept: 'orders',
        },
        origin: rows({ function: 'count' }),
      }),
      draftAttribute({
        ...{
          id: 'spent',
          entity,
          title: 'Spent so far',
          basis: 'value',
          unit: currency,
          concept: 'spent',
          above,
        },
        origin: rows({ function: 'sum', of }),
      }),
      ...(days >= 400
        ? [
            draftAttribute({
              ...{ id: 'spent_365d', entity, title: 'Spent in 365 days', basis: 'value', unit: currency },
              concept: 'spent_recently',
              origin: rows({ function: 'sum', of, window: '365d' }),
            }),
          ]
        : []),
      draftAttribute({
        ...{
          id: 'first_order_on',
          entity,
          title: 'First order',
          basis: 'lifecycle',
          concept: 'first_order_on',
        },
        origin: rows({ function: 'min', of: parts['date']?.name ?? '' }),
      }),
      draftAttribute({
        ...{
          id: 'last_order_on',
          entity,
          title: 'Last order',
          basis: 'behavioural',
          concept: 'last_order_on',
        },
        origin: rows({ function: 'max', of: parts['date']?.name ?? '' }),
      }),
    ];
  },
};
