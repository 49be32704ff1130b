import type { Expression } from '../expression.ts';
import { block, joined } from '../layout.ts';
import { castTo } from '../fold.ts';
import { commonNumericType, sameType } from '../numeric-types.ts';
import type { ValueType } from '../value-type.ts';
import { decimal, DOUBLE, INTEGER, isNumeric, MOST_DIGITS } from '../value-type.ts';
import { limitOfMove } from './date-guard.ts';
import type { Dialect, Printer, Spelling } from './dialect.ts';
import { mayOverflow } from './double-bound.ts';
import { stepsReached, valueAt } from './event-words.ts';
import { exactQuotient } from './exact-quotient.ts';
import { edgeCount, tableSum } from './learned-words.ts';

type Arithmetic = Extract<Expression, { readonly kind: 'arithmetic' }>;

const arithmetic: Spelling<'arithmetic'> = (node, printer, dialect) => {
  const { left, right, operator, type } = node;
  if (operator === '/' && type.kind === 'decimal') {
    const side = (part: Expression) => ({ text: printer.operand(part), type: part.type });
    return exactQuotient(side(left), side(right), type, dialect.wholeNumbers);
  }
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
      return dialect.double(value.value);
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
  not: ({ operand }, printer) =>
    operand.kind === 'is-null'
      ? `${printer.operand(operand.operand)} is not null`
      : `not ${printer.operand(operand)}`,
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
  call: ({ function: name, args, type }, printer, dialect) => {
    const text = dialect.functions[name](args.map(printer.whole), type);
    return name === 'least' || name === 'greatest' ? unlessMissing(args, printer, text) : text;
  },
  'add-interval': addInterval,
  cast: ({ operand, type }, printer) => printer.as(operand, type),
  aggregate: ({ function: name, operand, where, type }, printer, dialect) => {
    const value = operand === null ? '*' : printer.whole(operand);
    const rows = where === null ? '' : ` filter (where ${printer.whole(where)})`;
    return dialect.aggregates[name](value, rows, type, operand?.type ?? type);
  },
  'value-at': valueAt,
  'steps-reached': stepsReached,
  'day-of': ({ operand, timeZone }, printer, dialect) =>
    dialect.events.dayOf(printer.whole(operand), dialect.quoteText(timeZone)),
  window: ({ operand, function: name, within }, printer) => {
    const value = printer.whole(operand);
    const group = partition(within, printer);
    const over = `over (${group}order by ${value} nulls last)`;
    const numbers = {
      below: `rank() ${over} - 1`,
      upto: `count(${value}) ${over}`,
      known: `count(${value}) over (${group.trimEnd()})`,
    };
    const number = numbers[name];
    return `case when ${printer.operand(operand)} is not null then ${number} end`;
  },
  'running-sum': ({ operand, by, within }, printer) =>
    `sum(${printer.whole(operand)}) over (${partition(within, printer)}order by ${printer.whole(by)} rows unbounded preceding)`,
  'edge-count': edgeCount,
  'table-sum': tableSum,
  digest: ({ operand }, printer) => `md5(${printer.whole(operand)})`,
  exp: ({ operand }, printer) => `exp(${printer.whole(operand)})`,
  sqrt: ({ operand }, printer) => `sqrt(${printer.whole(operand)})`,
};

/** The words that keep a window to rows with the same values, with a space after them; none without any. */
function partition(within: readonly Expression[] | undefined, printer: Printer): string {
  return within && within.length > 0 ? `partition by ${within.map(printer.whole).join(', ')} ` : '';
}

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
  greatest: (args) => `greatest(${args.join(', ')})`,
  least: (args) => `least(${args.join(', ')})`,
} satisfies Partial<Dialect['functions']>;

/** Both engines pass over missing arguments of `least` and `greatest`; here one of them makes the result missing. */
function unlessMissing(args: readonly Expression[], printer: Printer, text: string): string {
  const known = args
    .filter((arg) => arg.kind !== 'literal' || arg.literal.kind === 'null')
    .map((arg) => `${printer.operand(arg)} is not null`);
  return known.length === 0 ? text : `case when ${known.join(' and ')} then ${text} end`;
}

/** Beside an operator, in the type it has in common with the other side. */
function alike(side: Expression, other: Expression, printer: Printer): string {
  if (!isNumeric(side.type) || !isNumeric(other.type) || sameType(side.type, other.type))
    return printer.operand(side);
  return printer.operand(castTo(side, commonNumericType([side, other])));
}

/** A table's name with its schema, each part quoted. */
export function qualified(table: readonly string[], dialect: Dialect): string {
  const [first = '', ...rest] = table;
  const parts = rest.length === 0 ? [first] : [dialect.schemaName(first), ...rest];
  return parts.map(dialect.quoteName).join('.');
}

/** The fewest digits that give back the double, always with an exponent: without one it would be a decimal. */
export function exponential(value: number): string {
  if (!Number.isFinite(value)) throw new Error('a double is finite');
  const digits = String(value).replace('e+', 'e');
  return digits.includes('e') ? digits : `${digits}e0`;
}
