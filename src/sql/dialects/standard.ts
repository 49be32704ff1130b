import type { Expression } from '../expression.ts';
import { block, joined } from '../layout.ts';
import { castTo } from '../fold.ts';
import { commonNumericType, sameType } from '../numeric-types.ts';
import type { ValueType } from '../value-type.ts';
import { decimal, DOUBLE, INTEGER, isNumeric, MOST_DIGITS } from '../value-type.ts';
import { limitOfMove } from './date-guard.ts';
import type { Dialect, Printer, Spelling } from './dialect.ts';
import { mayOverflow } from './double-bound.ts';

type Arithmetic = Extract<Expression, { readonly kind: 'arithmetic' }>;

const arithmetic: Spelling<'arithmetic'> = (node, printer, dialect) => {
  if (node.type.kind === 'integer') throw new Error('integers are calculated with as decimals');
  const text = calculation(widened(node), printer);
  if (node.type.kind !== 'double' || !mayOverflow(node)) return text;
  return `case when ${dialect.isFinite(text)} then ${text} end`;
};

/** Both engines refuse a product that needs more than the 64 bits of its factors, so one of them is widened. */
function widened(node: Arithmetic): Arithmetic {
  const { left, operator, type } = node;
  if (operator !== '*' || type.kind !== 'decimal' || left.type.kind !== 'decimal') return node;
  return { ...node, left: castTo(left, decimal(type.precision, left.type.scale)) };
}

/** Infinity stays infinite or NaN through `+`, `-` and `*`, so a chain of them is guarded once, at its end. */
function calculation({ left, right, operator, type }: Arithmetic, printer: Printer): string {
  const part = (operand: Expression): string => {
    if (operand.kind === 'arithmetic' && operand.operator !== '/' && type.kind === 'double')
      return `(${calculation(operand, printer)})`;
    return type.kind === 'double' && operand.type.kind !== 'double'
      ? printer.as(operand, DOUBLE)
      : printer.operand(operand);
  };
  if (operator !== '/') return `${part(left)} ${operator} ${part(right)}`;
  return `${part(left)} / nullif(${printer.as(right, DOUBLE)}, 0)`;
}

const addInterval: Spelling<'add-interval'> = ({ date, amount, unit, type }, printer, dialect) => {
  const limit = limitOfMove(amount, unit);
  if (limit === null) return dialect.cast('null', type);
  const moved = dialect.moveDate(printer.operand(date), amount, unit);
  if (date.kind !== 'as-of')
    return `case when ${printer.operand(date)} ${amount < 0 ? '>=' : '<='} ${dialect.date(limit)} then ${moved} end`;
  const stays = amount < 0 ? printer.asOfDate >= limit : printer.asOfDate <= limit;
  return stays ? moved : dialect.cast('null', type);
};

const literal: Spelling<'literal'> = ({ literal: value, type }, printer, dialect) => {
  switch (value.kind) {
    case 'boolean':
      return String(value.value);
    case 'integer':
      return value.digits;
    case 'decimal':
      return dialect.decimal(value.digits, type);
    case 'double':
      return exponential(value.value);
    case 'text':
      return printer.text(value.value);
    case 'date':
      return dialect.date(value.value);
    case 'null':
      return dialect.cast('null', type);
  }
};

/**
 * How both engines spell most things. Trees come typed from the checker: exact arithmetic has operands so wide
 * that no result leaves 38 digits, so only doubles can leave their range, and then the result is missing.
 */
export const spell: Dialect['spell'] = {
  column: (node, _, dialect) => dialect.quoteName(node.name),
  literal,
  'as-of': (_, printer) => printer.asOf(),
  not: ({ operand }, printer) => `not ${printer.operand(operand)}`,
  and: ({ operands }, printer) => joined(operands.map(printer.operand), 'and') || 'true',
  or: ({ operands }, printer) => joined(operands.map(printer.operand), 'or') || 'false',
  'at-least': ({ operands, count }, printer, dialect) => {
    const counted = (unknown: boolean) => {
      const parts = operands.map((operand) =>
        dialect.cast(`coalesce(${printer.whole(operand)}, ${unknown})`, INTEGER),
      );
      return joined(parts, '+');
    };
    const [sure, possible] = [counted(false), counted(true)];
    return block(
      'case',
      [`when ${sure} >= ${count} then true`, `when ${possible} < ${count} then false`],
      'end',
    );
  },
  compare: ({ left, right, operator }, printer) =>
    `${alike(left, right, printer)} ${operator} ${alike(right, left, printer)}`,
  in: ({ operand, values }, printer) =>
    `${printer.operand(operand)} in (${values.map((value) => alike(value, operand, printer)).join(', ')})`,
  like: ({ operand, pattern, ignoreCase, type }, printer, dialect) => {
    const written = printer.text(pattern);
    if (!ignoreCase) return dialect.like(printer.operand(operand), written);
    const lower = (text: string) => dialect.functions.lower([text], type);
    return dialect.like(lower(printer.whole(operand)), lower(written));
  },
  'is-null': ({ operand }, printer) => `${printer.operand(operand)} is null`,
  'is-true': ({ operand }, printer) => `coalesce(${printer.whole(operand)}, false)`,
  'is-false': ({ operand, type }, printer) =>
    `coalesce(${printer.whole({ kind: 'not', operand, type })}, false)`,
  arithmetic,
  negate: ({ operand, type }, printer) => {
    if (type.kind === 'integer') throw new Error('integers are negated as decimals');
    return `-${printer.operand(operand)}`;
  },
  case: ({ branches, otherwise, type }, printer) =>
    block(
      'case',
      [
        ...branches.map(({ when, then }) => `when ${printer.whole(when)} then ${printer.as(then, type)}`),
        ...(otherwise ? [`else ${printer.as(otherwise, type)}`] : []),
      ],
      'end',
    ),
  call: (node, printer, dialect) => dialect.functions[node.function](node.args.map(printer.whole), node.type),
  'add-interval': addInterval,
  cast: ({ operand, type }, printer) => printer.as(operand, type),
  aggregate: ({ function: name, operand, where, type }, printer, dialect) => {
    const value = operand === null ? '*' : printer.whole(operand);
    const rows = where === null ? '' : ` filter (where ${printer.whole(where)})`;
    return dialect.aggregates[name](value, rows, type, operand?.type ?? type);
  },
  window: ({ operand, function: name }, printer) => {
    const value = printer.whole(operand);
    const over = `over (order by ${value} nulls last)`;
    const number = name === 'below' ? `rank() ${over} - 1` : `count(${value}) ${over}`;
    return `case when ${printer.operand(operand)} is not null then ${number} end`;
  },
};

/** What a sum is in while its mean is made: exact numbers with all their digits. */
export function sumType(operand: ValueType): ValueType {
  if (operand.kind === 'double') return operand;
  return decimal(MOST_DIGITS, operand.kind === 'decimal' ? operand.scale : 0);
}

/** Functions with one name on both engines. */
export const functions = {
  ceil: ([x = '']) => `ceil(${x})`,
  coalesce: (args) => `coalesce(${args.join(', ')})`,
  floor: ([x = '']) => `floor(${x})`,
  abs: ([x = '']) => `abs(${x})`,
  /** Both engines would ignore the missing ones. */
  greatest: (args) => unlessMissing(args, `greatest(${args.join(', ')})`),
  least: (args) => unlessMissing(args, `least(${args.join(', ')})`),
} satisfies Partial<Dialect['functions']>;

function unlessMissing(args: readonly string[], text: string): string {
  return `case when ${args.map((arg) => `(${arg}) is not null`).join(' and ')} then ${text} end`;
}

/** Beside an operator, in the type it has in common with the other side. */
function alike(side: Expression, other: Expression, printer: Printer): string {
  if (!isNumeric(side.type) || !isNumeric(other.type) || sameType(side.type, other.type))
    return printer.operand(side);
  return printer.operand(castTo(side, commonNumericType([side, other])));
}

export function qualified(table: readonly string[], dialect: Dialect): string {
  return table.map(dialect.quoteName).join('.');
}

/** A double in at most 17 digits, always with an exponent: `1.1e0`. */
export function exponential(value: number): string {
  if (!Number.isFinite(value)) throw new Error('a double is finite');
  return value.toExponential().replace('e+', 'e');
}
