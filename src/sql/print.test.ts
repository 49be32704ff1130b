import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dialects } from './dialects/index.ts';
import type { Expression } from './expression.ts';
import { and, asOf, boolean, column, compare, double, integer, not, or, text } from './expression.ts';
import { printRelation } from './print.ts';
import { select, table } from './relation.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT } from './value-type.ts';

const people = table(['crm', 'people'], [{ name: 'name', type: TEXT }]);
const a = column('a', BOOLEAN);
const b = column('b', BOOLEAN);
const x = column('x', DOUBLE);
const y = column('y', DOUBLE);

function statement(expression: Expression, day = '2026-06-30', values: 'bound' | 'shown' = 'bound') {
  const options = { asOf: day as CalendarDate, label: 'say', values };
  return printRelation(select(people, [{ name: 'x', expression }]), dialects.duckdb, options);
}

function said(expression: Expression, day?: string): string {
  return /^select ([^]*) as "x"\nfrom "crm"."people"$/.exec(statement(expression, day).text)?.[1] ?? '';
}

const times = (left: Expression, right: Expression): Expression => ({
  kind: 'arithmetic',
  operator: '*',
  left,
  right,
  type: DOUBLE,
});
const plus = (left: Expression, right: Expression): Expression => ({
  kind: 'arithmetic',
  operator: '+',
  left,
  right,
  type: DOUBLE,
});
const divided = (left: Expression, right: Expression): Expression => ({
  kind: 'arithmetic',
  operator: '/',
  left,
  right,
  type: DOUBLE,
});
const moved = (date: Expression, amount: number, unit: 'day' | 'month'): Expression => ({
  kind: 'add-interval',
  date,
  amount,
  unit,
  type: DATE,
});

describe('printed expressions', () => {
  it('put parentheses where the meaning needs them and nowhere else', () => {
    expect(said(and([or([a, b]), not(a)]))).toBe('("a" or "b") and not "a"');
    expect(said(or([and([a, b]), a]))).toBe('"a" and "b" or "a"');
    expect(said(not(and([a, b])))).toBe('not ("a" and "b")');
    expect(said(compare(compare(x, '<', y), '=', a))).toBe('("x" < "y") = "a"');
    expect(said(times(plus(integer(1), integer(2)), integer(3)))).toBe(
      '(1 + 2) * 3'.replace(/\d/g, 'cast($& as double)'),
    );
  });

  it('of nothing are true together and false apart', () => {
    expect(said(and([]))).toBe('true');
    expect(said(or([]))).toBe('false');
  });

  it('never read a minus before a negative number as a comment', () => {
    const minus: Expression = { kind: 'negate', operand: double(-1.5), type: DOUBLE };
    expect(said({ kind: 'negate', operand: minus, type: DOUBLE })).toBe('-(-(-1.5e0))');
  });

  it('make a double missing where it can leave its range, once for a chain', () => {
    expect(said(plus(times(x, y), x))).toBe(
      'case when isfinite(("x" * "y") + "x") then ("x" * "y") + "x" end',
    );
    expect(said(times(double(2), double(3)))).toBe('2e0 * 3e0');
    expect(said(divided(integer(1), column('seats', INTEGER)))).toBe(
      'cast(1 as double) / nullif(cast("seats" as double), 0)',
    );
  });

  it('guard a moved date on the side it moves to; of the as-of date it is known beforehand', () => {
    expect(said(moved(column('d', DATE), -30, 'day'))).toBe(
      `case when "d" >= date '1900-01-31' then cast("d" - interval 30 day as date) end`,
    );
    expect(said(moved(asOf(), -30, 'day'))).toBe('cast($as_of - interval 30 day as date)');
    expect(said(moved(asOf(), 1, 'month'), '2299-12-01')).toBe('cast(null as date)');
    expect(said(moved(column('d', DATE), 5000, 'month'))).toBe('cast(null as date)');
  });

  it('bind every text once, and the as-of date under its name', () => {
    const written = and([
      compare(column('name', TEXT), '=', text("it's")),
      compare(asOf(), '>', moved(asOf(), -1, 'day')),
      compare(column('plan', TEXT), '=', text("it's")),
      compare(column('plan', TEXT), '<>', text('')),
    ]);
    const { text: printed, parameters, label } = statement(written);
    expect(label).toBe('say');
    expect(parameters.map(({ name, value }) => [name, value])).toEqual([
      ['p1', "it's"],
      ['as_of', '2026-06-30'],
      ['p2', ''],
    ]);
    expect(printed.match(/\$p1/g)).toHaveLength(2);
    expect(printed).not.toContain("it's");
  });

  it('show texts and the date where people read them', () => {
    const { text: printed, parameters } = statement(
      compare(text('a'), '=', text("b'\n")),
      '2026-06-30',
      'shown',
    );
    expect(parameters).toEqual([]);
    expect(printed).toContain(`'a' = e'b''\\x0a'`);
  });

  it('refuse to grow without bounds', () => {
    let nested: Expression = column('d', DATE);
    for (let i = 0; i < 60; i++) nested = moved(nested, 1, 'day');
    expect(() => statement(nested)).toThrow(/too often/);
  });

  it('refuse arithmetic of integers, which would overflow', () => {
    const sum: Expression = {
      kind: 'arithmetic',
      operator: '+',
      left: integer(1),
      right: integer(2),
      type: INTEGER,
    };
    expect(() => statement(sum)).toThrow(/decimals/);
  });

  it('refuse a double that is not finite', () => {
    expect(() => statement(double(Number.POSITIVE_INFINITY))).toThrow(/finite/);
    expect(said(double(1e300))).toBe('1e300');
    expect(said(double(0.1))).toBe('0.1e0');
    expect(said(boolean(true))).toBe('true');
  });
});
