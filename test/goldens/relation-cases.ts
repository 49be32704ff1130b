import type { Dialect } from '../../src/sql/dialects/dialect.ts';
import type { Expression } from '../../src/sql/expression.ts';
import { aggregate, asOf, choose, column, text } from '../../src/sql/expression.ts';
import { countRows, createTableAs, insertInto, printRelation } from '../../src/sql/print.ts';
import type { Relation } from '../../src/sql/relation.ts';
import { columnsOf, extend, select } from '../../src/sql/relation.ts';
import { DATE, INTEGER, TEXT, decimal } from '../../src/sql/value-type.ts';
import { AS_OF, COLUMNS, CUSTOMERS, read, show } from './golden.ts';

const col = (name: string): Expression =>
  column(name, COLUMNS.find((each) => each.name === name)?.type ?? TEXT);

/** Two layers: what a rule asks, then what it places. */
const layered: Relation = select(
  extend(CUSTOMERS, [
    { name: 'is_big', expression: read('mrr >= 1000 and seats >= 20') },
    { name: 'tenure_days', expression: read('days_between(signup, as_of)') },
  ]),
  [
    { name: 'name', expression: col('name') },
    {
      name: 'segment',
      expression: choose(
        [{ when: column('is_big', { kind: 'boolean' }), then: text('enterprise') }],
        text('other'),
        TEXT,
      ),
    },
  ],
  {
    where: read("plan <> 'internal'"),
    orderBy: [{ expression: column('tenure_days', INTEGER), descending: true }],
    limit: 10,
  },
);

const perPlan: Relation = select(
  CUSTOMERS,
  [
    { name: 'plan', expression: col('plan') },
    { name: 'customers', expression: aggregate('count', null, INTEGER) },
    { name: 'mrr', expression: aggregate('sum', col('mrr'), decimal(38, 2)) },
  ],
  { groupBy: [col('plan')] },
);

const joined: Relation = {
  kind: 'left-join',
  from: CUSTOMERS,
  joins: [
    {
      relation: perPlan,
      on: [{ left: 'plan', right: 'plan' }],
      take: [{ column: 'customers', as: 'peers' }],
    },
  ],
};

const stamped: Relation = select(CUSTOMERS, [
  { name: 'as_of', expression: asOf() },
  { name: 'name', expression: col('name') },
  { name: 'mrr', expression: col('mrr') },
]);

const bound = { asOf: AS_OF, label: 'golden', values: 'bound' } as const;

/** What is printed beyond one expression. */
export const relationCases = {
  layered: (dialect: Dialect) => show(layered, dialect),
  bound: (dialect: Dialect) => printRelation(layered, dialect, bound).text,
  grouped: (dialect: Dialect) => show(perPlan, dialect),
  joined: (dialect: Dialect) => show(joined, dialect),
  union: (dialect: Dialect) =>
    show({ kind: 'union', relations: [names(CUSTOMERS, 2), names(layered)] }, dialect),
  counted: (dialect: Dialect) => countRows(layered, dialect, { ...bound, values: 'shown' }).text,
  stored: (dialect: Dialect) =>
    createTableAs(['golden_stored'], stamped, ['name'], dialect, { ...bound, values: 'shown' }).text,
  appended: (dialect: Dialect) =>
    insertInto(
      ['golden_kept'],
      columnsOf(stamped).map(({ name }) => name),
      stamped,
      dialect,
      {
        ...bound,
        values: 'shown',
      },
    ).text,
  made: (dialect: Dialect) =>
    dialect.createTable(['golden_kept'], columnsOf(stamped).map(required), ['name', 'as_of']),
};

function names(relation: Relation, limit: number | null = null): Relation {
  return select(relation, [{ name: 'name', expression: col('name') }], { limit });
}

function required(named: { readonly name: string; readonly type: Expression['type'] }) {
  return { ...named, required: named.type.kind === DATE.kind || named.name === 'name' };
}
