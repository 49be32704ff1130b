import type { Book, Entity, Source } from '../definitions/project.ts';
import { BOOK_KEY, balanceOn, bookBalance, difference } from '../plan/book.ts';
import type { Expression } from '../sql/expression.ts';
import {
  aggregate,
  and,
  choose,
  column,
  compare,
  integer,
  isNull,
  not,
  or,
  text,
} from '../sql/expression.ts';
import { castTo } from '../sql/fold.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT, decimal } from '../sql/value-type.ts';
import { minus, plus } from './money-digits.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** What can happen to an account's recurring revenue between two days, in the order it is told. */
export const MOVEMENTS = ['new', 'reactivation', 'expansion', 'contraction', 'churn', 'unchanged'] as const;
export type MovementKind = (typeof MOVEMENTS)[number];

/** Accounts whose movement cannot be told: a price is not known, or nobody lists them as customers. */
export type Untold = 'unpriced' | 'unlisted';

/** Money is exact digits in the project's currency. */
export interface Movement {
  readonly kind: MovementKind;
  readonly accounts: number;
  readonly change: string;
}

/** From one day to another; the changes of its movements add up to `endMrr` − `startMrr`. */
export interface MovementsOf {
  /** Segment at the start; null over all accounts, and for those that had none. */
  readonly segment: string | null;
  readonly startMrr: string;
  readonly endMrr: string;
  readonly change: string;
  readonly movements: readonly Movement[];
}

const MONEY = decimal(38, 6);

/**
 * One row an account of the book: its movement, its monthly revenue on both days and what changed. The as-of date is
 * the later day. An account that starts had no active subscription before: none ever is new, one long ended is a
 * reactivation. Money that comes with a subscription or goes with it is all of that movement.
 */
export function movementRows(
  book: Book,
  entity: Entity,
  days: number,
  rowsOf: (source: Source) => Relation,
): Relation {
  const [start, end] = [balanceOn(book, days), balanceOn(book, 0)];
  const none = integer(0);
  const change = difference(end.mrr, start.mrr);
  const was = compare(start.live, '>', none);
  const is = compare(end.live, '>', none);
  const unpriced = or([compare(start.unpriced, '>', none), compare(end.unpriced, '>', none)]);
  const cases: readonly [MovementKind | Untold, Expression][] = [
    ['unlisted', isNull(column('listed', INTEGER))],
    ['unpriced', unpriced],
    ['new', and([is, isNull(start.firstStart)])],
    ['reactivation', and([is, not(was)])],
    ['churn', and([was, not(is)])],
    ['expansion', and([was, compare(change, '>', none)])],
    ['contraction', and([was, compare(change, '<', none)])],
    ['unchanged', was],
  ];
  const key = castTo(column(entity.key.name, entity.key.type), TEXT);
  const listed = select(
    rowsOf(entity.source),
    [
      { name: 'key', expression: key },
      { name: 'listed', expression: aggregate('count', null, INTEGER) },
    ],
    { groupBy: [key] },
  );
  const joined: Relation = {
    kind: 'left-join',
    from: bookBalance(book, [0, days], rowsOf),
    joins: [
      {
        relation: listed,
        on: [{ left: BOOK_KEY, right: 'key' }],
        take: [{ column: 'listed', as: 'listed' }],
      },
    ],
  };
  return select(joined, [
    { name: 'customer', expression: column(BOOK_KEY, TEXT) },
    {
      name: 'movement',
      expression: choose(
        cases.map(([kind, when]) => ({ when, then: text(kind) })),
        text('none'),
        TEXT,
      ),
    },
    { name: 'start_mrr', expression: castTo(start.mrr, MONEY) },
    { name: 'end_mrr', expression: castTo(end.mrr, MONEY) },
  ]);
}

/** Accounts and money by segment at the start and movement; `segments` has columns `customer` and `segment`. */
export function movementCounts(rows: Relation, segments: Relation | null): Relation {
  const joined: Relation = segments
    ? {
        kind: 'left-join',
        from: rows,
        joins: [
          {
            relation: segments,
            on: [{ left: 'customer', right: 'customer' }],
            take: [{ column: 'segment', as: 'segment' }],
          },
        ],
      }
    : rows;
  const sum = (name: string) => ({ name, expression: aggregate('sum', column(name, MONEY), MONEY) });
  const groups = [...(segments ? ['segment'] : []), 'movement'];
  return select(
    joined,
    [
      ...groups.map((name) => ({ name, expression: column(name, TEXT) })),
      { name: 'accounts', expression: aggregate('count', null, INTEGER) },
      sum('start_mrr'),
      sum('end_mrr'),
    ],
    { groupBy: groups.map((name) => column(name, TEXT)) },
  );
}

/** Reads the rows of {@link movementCounts} that belong together: all, or those of one segment. */
export function readMovements(segment: string | null, rows: readonly MeasuredRow[]): MovementsOf {
  const told = MOVEMENTS.map((kind) => {
    const of = rows.filter((row) => row['movement'] === kind);
    const [startMrr, endMrr] = [total(of, 'start_mrr'), total(of, 'end_mrr')];
    const accounts = of.reduce((sum, row) => sum + Number(row['accounts'] ?? 0), 0);
    return { kind, accounts, startMrr, endMrr, change: minus(endMrr, startMrr) };
  });
  const startMrr = plus(told.map((one) => one.startMrr));
  const endMrr = plus(told.map((one) => one.endMrr));
  return {
    segment,
    startMrr,
    endMrr,
    change: minus(endMrr, startMrr),
    movements: told.map(({ kind, accounts, change }) => ({ kind, accounts, change })),
  };
}

/** Accounts that stand in no movement, and why. */
export function readUntold(rows: readonly MeasuredRow[]): Readonly<Record<Untold, number>> {
  const count = (kind: Untold) =>
    rows
      .filter((row) => row['movement'] === kind)
      .reduce((sum, row) => sum + Number(row['accounts'] ?? 0), 0);
  return { unpriced: count('unpriced'), unlisted: count('unlisted') };
}

const total = (rows: readonly MeasuredRow[], name: string) =>
  plus(rows.map((row) => String(row[name] ?? '0')));
