import type { CalendarDate } from '../../src/base/calendar-date.ts';
import { placeFinder } from '../../src/base/place.ts';
import type { Dialect, DialectName } from '../../src/sql/dialects/dialect.ts';
import type { Expression } from '../../src/sql/expression.ts';
import { printRelation } from '../../src/sql/print.ts';
import { readValue } from '../../src/sql/read-condition.ts';
import type { Column, Relation } from '../../src/sql/relation.ts';
import { select, table } from '../../src/sql/relation.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, TIMESTAMP, decimal } from '../../src/sql/value-type.ts';
import { conditionScope } from '../support/condition-scope.ts';

/** What each dialect says; `not supported: ` and its sentence is an answer, silence does not compile. */
export type Said = Readonly<Record<DialectName, string>>;

/** An expression, as written or built, and how it is printed for people. */
export interface Golden {
  readonly of: string | Expression;
  readonly sql: Said;
}

export const COLUMNS: readonly Column[] = [
  { name: 'mrr', type: decimal(18, 2) },
  { name: 'seats', type: INTEGER },
  { name: 'score', type: DOUBLE },
  { name: 'plan', type: TEXT },
  { name: 'name', type: TEXT },
  { name: 'flag', type: BOOLEAN },
  { name: 'signup', type: DATE },
  { name: 'seen_at', type: TIMESTAMP },
];

export const CUSTOMERS: Relation = table(['golden_customers'], COLUMNS);
export const AS_OF = '2026-06-30' as CalendarDate;

const scope = conditionScope(COLUMNS);

export function read(text: string): Expression {
  const { written, findings } = readValue(text, placeFinder('golden', text), scope);
  if (!written) throw new Error(`${text}: ${findings.map(({ message }) => message).join(' ')}`);
  return written.expression;
}

export function show(relation: Relation, dialect: Dialect): string {
  return printRelation(relation, dialect, { asOf: AS_OF, label: 'golden', values: 'shown' }).text;
}

/** The expression between `select` and `as "x"`. */
export function showExpression({ of }: Golden, dialect: Dialect): string {
  const expression = typeof of === 'string' ? read(of) : of;
  const text = show(select(CUSTOMERS, [{ name: 'x', expression }]), dialect);
  return text.slice('select '.length, text.lastIndexOf('\nfrom')).replace(/ as "x"$/, '');
}
