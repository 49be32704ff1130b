import { calculated } from '../../sql/calculated.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import {
  aggregate,
  and,
  boolean,
  choose,
  column,
  compare,
  integer,
  isNull,
  missing,
  not,
  text,
} from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, extend, select } from '../../sql/relation.ts';
import { BOOLEAN, decimal, INTEGER, TEXT } from '../../sql/value-type.ts';
import { expressionKey } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';

type Window = Extract<Expression, { readonly kind: 'window' }>;
type Place = Window['function'];
interface Placed {
  readonly name: string;
  readonly window: Window;
}

/**
 * Adds counts of a rank as if each customer alone stood among `peers`, who may be those of another day: with its value
 * of now in place of the one it has there. Columns that are no such counts are added as they are.
 */
export function amongPeers(from: Relation, columns: readonly NamedExpression[], peers: Relation): Relation {
  const windows = columns.flatMap(({ name, expression }): readonly Placed[] =>
    expression.kind === 'window' ? [{ name, window: expression }] : [],
  );
  const others = columns.filter(({ expression }) => expression.kind !== 'window');
  const byValue = new Map<string, Placed[]>();
  for (const one of windows) {
    const key = [one.window.operand, ...(one.window.within ?? [])].map(expressionKey).join();
    byValue.set(key, [...(byValue.get(key) ?? []), one]);
  }
  return [...byValue.values()].reduce((rows, same) => placed(rows, same, peers), extend(from, others));
}

const [VALUE, GROUPED, GROUP] = ['_value', '_grouped', '_group'] as const;
const [ROWS, UPTO, KNOWN] = ['_rows', '_upto', '_known'] as const;
const [OWN_VALUE, OWN_GROUPED, OWN_GROUP] = ['_own_value', '_own_grouped', '_own_group'] as const;

/** All counts of one value. */
function placed(from: Relation, windows: readonly Placed[], peers: Relation): Relation {
  const [first] = windows;
  if (!first) return from;
  const { type } = first.window.operand;
  const valued = extend(from, keysOf(first.window));
  const peersValued = select(peers, [
    { name: FACTS.key, expression: column(FACTS.key, TEXT) },
    ...keysOf(first.window),
  ]);
  const same = [VALUE, GROUPED, GROUP].map((name) => ({ left: name, right: name }));
  const joined: Relation = {
    kind: 'left-join',
    from: valued,
    joins: [
      {
        relation: standings(peersValued, valued, type),
        on: same,
        take: [ROWS, UPTO].map((name) => ({ column: name, as: name })),
      },
      { relation: totals(peersValued, type), on: same.slice(1), take: [{ column: KNOWN, as: KNOWN }] },
      {
        relation: peersValued,
        on: [{ left: FACTS.key, right: FACTS.key }],
        take: [
          { column: VALUE, as: OWN_VALUE },
          { column: GROUPED, as: OWN_GROUPED },
          { column: GROUP, as: OWN_GROUP },
        ],
      },
    ],
  };
  return select(joined, [
    ...columnsOf(from).map(({ name, type: each }) => ({ name, expression: column(name, each) })),
    ...windows.map(({ name, window }) => ({ name, expression: countOf(window.function, type) })),
  ]);
}

/** The value, and its group in two columns that are never missing: those without a group are a group too. */
function keysOf({ operand, within = [] }: Window): readonly NamedExpression[] {
  const [group] = within;
  const asText: Expression | undefined = group && { kind: 'cast', operand: group, type: TEXT };
  return [
    { name: VALUE, expression: operand },
    { name: GROUPED, expression: group ? oneIf(not(isNull(group))) : integer(0) },
    {
      name: GROUP,
      expression:
        group && asText ? choose([{ when: isNull(group), then: text('') }], asText, TEXT) : text(''),
    },
  ];
}

const groupKeys = [column(GROUPED, INTEGER), column(GROUP, TEXT)];
const itself = (expression: Expression): NamedExpression => ({
  name: expression.kind === 'column' ? expression.name : '',
  expression,
});

/** One row a value that peers or customers have: how many peers have it, and how many have it or less. */
function standings(peers: Relation, customers: Relation, type: Expression['type']): Relation {
  const value = column(VALUE, type);
  const keys = [value, ...groupKeys];
  const side = (rows: Relation, isPeer: boolean) =>
    select(rows, [...keys.map(itself), { name: 'is_peer', expression: boolean(isPeer) }], {
      where: not(isNull(value)),
    });
  const both: Relation = { kind: 'union', relations: [side(peers, true), side(customers, false)] };
  const isPeer = column('is_peer', BOOLEAN);
  const counted = select(
    both,
    [...keys.map(itself), { name: ROWS, expression: aggregate('count', null, INTEGER, isPeer) }],
    { groupBy: keys },
  );
  const total: Expression = {
    kind: 'running-sum',
    operand: column(ROWS, INTEGER),
    by: value,
    within: groupKeys,
    type: decimal(38, 0),
  };
  return extend(counted, [{ name: UPTO, expression: castTo(total, INTEGER) }]);
}

function totals(peers: Relation, type: Expression['type']): Relation {
  const known = aggregate('count', column(VALUE, type), INTEGER);
  return select(peers, [...groupKeys.map(itself), { name: KNOWN, expression: known }], {
    groupBy: groupKeys,
  });
}

/** A count without the customer's own row among the peers; the customer itself is known, and not below itself. */
function countOf(place: Place, type: Expression['type']): Expression {
  const [value, own] = [column(VALUE, type), column(OWN_VALUE, type)];
  const isAmong = [
    compare(column(OWN_GROUPED, INTEGER), '=', column(GROUPED, INTEGER)),
    compare(column(OWN_GROUP, TEXT), '=', column(GROUP, TEXT)),
  ];
  const [rows, upto] = [column(ROWS, INTEGER), column(UPTO, INTEGER)];
  const known = column(KNOWN, INTEGER);
  const orNone = choose([{ when: isNull(known), then: integer(0) }], known, INTEGER);
  const counts: Readonly<Record<Place, Expression>> = {
    below: minus(minus(upto, rows), oneIf(and([...isAmong, compare(own, '<', value)]))),
    upto: plusOne(minus(upto, oneIf(and([...isAmong, compare(own, '<=', value)])))),
    known: plusOne(minus(orNone, oneIf(and([...isAmong, not(isNull(own))])))),
  };
  return choose([{ when: isNull(value), then: missing(INTEGER) }], counts[place], INTEGER);
}

const oneIf = (when: Expression) => choose([{ when, then: integer(1) }], integer(0), INTEGER);
const minus = (left: Expression, right: Expression) => castTo(calculated('-', left, right), INTEGER);
const plusOne = (value: Expression) => castTo(calculated('+', value, integer(1)), INTEGER);
