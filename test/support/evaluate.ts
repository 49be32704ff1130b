import type { CalendarDate } from '../../src/base/calendar-date.ts';
import { daysBetween } from '../../src/base/calendar-date.ts';
import type { Cell, Row } from '../../src/engines/engine.ts';
import type { ExactNumber } from '../../src/sql/exact-number.ts';
import {
  addExact,
  compareExact,
  exactNumber,
  floorExact,
  formatExact,
  multiplyExact,
  negateExact,
  rescale,
} from '../../src/sql/exact-number.ts';
import type { ComparisonOperator, Expression, LiteralValue } from '../../src/sql/expression.ts';
import { moveDate } from '../../src/sql/fold.ts';
import type { FunctionName } from '../../src/sql/functions.ts';
import type { ValueType } from '../../src/sql/value-type.ts';

/** A value while it is worked on: exact numbers for integers and decimals, numbers for doubles, null for missing. */
type Value = ExactNumber | number | string | boolean | null;
type NodeOf<Kind extends Expression['kind']> = Expression & { readonly kind: Kind };

/**
 * What an expression means, written for reading and not for speed: the reference that both engines and the
 * satisfiability rules are held against. Three-valued logic, decimals exact, doubles as JavaScript has them
 * and missing where not finite, dates missing where moved out of 1900–2299. Columns absent from the row are missing.
 * Cells are as in {@link Row}: integers as numbers or digits, decimals as digits, dates as `YYYY-MM-DD`;
 * a decimal comes back with as many digits after the point as its type has. Throws on aggregates and windows.
 */
export function evaluate(expression: Expression, row: Row, asOf: CalendarDate): Cell {
  return cellOf(new Evaluator(row, asOf).value(expression), expression.type);
}

function cellOf(value: Value, type: ValueType): Cell {
  if (value === null || typeof value !== 'object') return value;
  if (type.kind === 'decimal') return formatExact(rescale(value, type.scale));
  const digits = formatExact(value);
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : digits;
}

class Evaluator {
  private readonly row: Row;
  private readonly asOf: CalendarDate;

  constructor(row: Row, asOf: CalendarDate) {
    this.row = row;
    this.asOf = asOf;
  }

  value(node: Expression): Value {
    switch (node.kind) {
      case 'column':
        return valueOfCell(this.row[node.name] ?? null, node.type);
      case 'literal':
        return valueOfLiteral(node.literal);
      case 'as-of':
        return this.asOf;
      case 'not': {
        const operand = this.value(node.operand);
        return operand === null ? null : !operand;
      }
      case 'and':
        return this.all(node.operands, false);
      case 'or':
        return this.all(node.operands, true);
      case 'at-least':
        return this.atLeast(node);
      case 'compare': {
        const order = orderOf(this.value(node.left), this.value(node.right));
        return order === null ? null : holds(node.operator, order);
      }
      case 'in':
        return this.in(node);
      case 'like': {
        const operand = this.value(node.operand);
        return operand === null ? null : isLike(String(operand), node.pattern, node.ignoreCase);
      }
      case 'is-null':
        return this.value(node.operand) === null;
      case 'is-true':
        return this.value(node.operand) === true;
      case 'is-false':
        return this.value(node.operand) === false;
      case 'arithmetic':
        return this.arithmetic(node);
      case 'negate': {
        const operand = this.value(node.operand);
        return isExact(operand) ? negateExact(operand) : operand === null ? null : -Number(operand);
      }
      case 'case': {
        const branch = node.branches.find(({ when }) => this.value(when) === true);
        const result = branch ? branch.then : node.otherwise;
        return result && this.value(result);
      }
      case 'call':
        return this.call(node);
      case 'add-interval': {
        const date = this.value(node.date);
        return date === null ? null : moveDate(date as CalendarDate, node.amount, node.unit);
      }
      case 'cast':
        return cast(this.value(node.operand), node.type);
      case 'edge-count':
      case 'table-sum':
      case 'exp':
      case 'sqrt':
        throw new Error(`${node.kind} is made of what a fit learned, never of a condition`);
      case 'digest':
        throw new Error('a digest draws rows and is no part of a condition');
      case 'aggregate':
      case 'value-at':
      case 'steps-reached':
      case 'day-of':
      case 'window':
      case 'running-sum':
        throw new Error(`${node.kind} looks at more than one row`);
    }
  }

  /** `or` when `decisive` is true, `and` when it is false: a decisive operand decides, else a missing one does. */
  private all(operands: readonly Expression[], decisive: boolean): boolean | null {
    const values = new Set(operands.map((operand) => this.value(operand)));
    if (values.has(decisive)) return decisive;
    return values.has(null) ? null : !decisive;
  }

  /** True when enough are true; false when even with the unknown ones there are not enough; else unknown. */
  private atLeast({ count, operands }: NodeOf<'at-least'>): boolean | null {
    const values = operands.map((operand) => this.value(operand));
    const sure = values.filter((value) => value === true).length;
    const possible = values.filter((value) => value !== false).length;
    return sure >= count ? true : possible < count ? false : null;
  }

  private in({ operand, values }: NodeOf<'in'>): boolean | null {
    const value = this.value(operand);
    const orders = new Set(values.map((candidate) => orderOf(value, this.value(candidate))));
    if (orders.has(0)) return true;
    return orders.has(null) ? null : false;
  }

  private arithmetic({ operator, left, right, type }: NodeOf<'arithmetic'>): Value {
    const a = this.value(left);
    const b = this.value(right);
    if (a === null || b === null) return null;
    if (type.kind !== 'double' && isExact(a) && isExact(b)) {
      if (operator === '*') return multiplyExact(a, b);
      return addExact(a, operator === '+' ? b : negateExact(b));
    }
    const [x, y] = [asDouble(a), asDouble(b)];
    const results = { '+': x + y, '-': x - y, '*': x * y, '/': y === 0 ? Number.NaN : x / y };
    return finite(results[operator]);
  }

  private call({ function: name, args }: NodeOf<'call'>): Value {
    const values = args.map((arg) => this.value(arg));
    if (name === 'coalesce') return values.find((value) => value !== null) ?? null;
    const [first, second] = values;
    if (first === undefined || values.includes(null)) return null;
    if (name === 'least' || name === 'greatest') {
      const sign = name === 'least' ? 1 : -1;
      return values.reduce((best, value) => (sign * (orderOf(value, best) ?? 0) < 0 ? value : best));
    }
    return isExact(first) || typeof first === 'number'
      ? ofNumber(name, first)
      : ofText(name, String(first), String(second));
  }
}

function valueOfCell(cell: Cell, type: ValueType): Value {
  if (cell === null) return null;
  if (type.kind === 'integer' || type.kind === 'decimal') return exactNumber(String(cell));
  return type.kind === 'double' ? finite(Number(cell)) : cell;
}

function valueOfLiteral(literal: LiteralValue): Value {
  if (literal.kind === 'null') return null;
  return literal.kind === 'integer' || literal.kind === 'decimal'
    ? exactNumber(literal.digits)
    : literal.value;
}

function isExact(value: Value): value is ExactNumber {
  return typeof value === 'object' && value !== null;
}

function asDouble(value: Value): number {
  return isExact(value) ? Number(formatExact(value)) : Number(value);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function cast(value: Value, type: ValueType): Value {
  if (value === null) return null;
  if (type.kind === 'double') return finite(asDouble(value));
  return type.kind === 'decimal' && isExact(value) ? rescale(value, type.scale) : value;
}

/** Negative, zero or positive; null when one is missing. */
function orderOf(a: Value, b: Value): number | null {
  if (a === null || b === null) return null;
  if (isExact(a) && isExact(b)) return compareExact(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return asDouble(a) - asDouble(b);
}

/** By code point, as both engines compare UTF-8. */
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

function holds(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

const plain = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');

function isLike(value: string, pattern: string, ignoreCase: boolean): boolean {
  const source = pattern.replace(/\\[%_\\]|[^]/gu, (part) => {
    if (part === '%') return '[^]*';
    if (part === '_') return '[^]';
    return plain(part.length === 2 && part.startsWith('\\') ? part.slice(1) : part);
  });
  const matches = new RegExp(`^${ignoreCase ? lower(source) : source}$`, 'u');
  return matches.test(ignoreCase ? lower(value) : value);
}

/** Case of one code point at a time, as DuckDB has it: ß becomes ẞ, İ becomes i; what turns into several stays. */
function mapCase(value: string, change: (character: string) => string): string {
  return Array.from(value, (character) => {
    const changed = change(character);
    return [...changed].length === 1 ? changed : character;
  }).join('');
}

const lower = (value: string) =>
  mapCase(value, (character) => (character === 'İ' ? 'i' : character.toLowerCase()));
const upper = (value: string) =>
  mapCase(value, (character) => (character === 'ß' ? 'ẞ' : character.toUpperCase()));

function ofNumber(name: FunctionName, value: ExactNumber | number): Value {
  if (typeof value === 'number') {
    const results: Partial<Record<FunctionName, number>> = {
      abs: Math.abs(value),
      ceil: Math.ceil(value),
      floor: Math.floor(value),
    };
    return results[name] ?? null;
  }
  switch (name) {
    case 'abs':
      return value.unscaled < 0n ? negateExact(value) : value;
    case 'floor':
      return { unscaled: floorExact(value), scale: 0 };
    case 'ceil':
      return { unscaled: -floorExact(negateExact(value)), scale: 0 };
    default:
      throw new Error(`${name} takes no number`);
  }
}

const whole = (number: number): ExactNumber => ({ unscaled: BigInt(number), scale: 0 });

function ofText(name: FunctionName, first: string, second: string): Value {
  switch (name) {
    case 'contains':
      return first.includes(second);
    case 'starts_with':
      return first.startsWith(second);
    case 'ends_with':
      return first.endsWith(second);
    case 'length':
      return whole([...first].length);
    case 'lower':
      return lower(first);
    case 'upper':
      return upper(first);
    case 'trim':
      return first.replace(/^ +| +$/g, '');
    case 'year':
      return whole(Number(first.slice(0, 4)));
    case 'month':
      return whole(Number(first.slice(5, 7)));
    case 'day':
      return whole(Number(first.slice(8, 10)));
    case 'days_between':
      return whole(daysBetween(first as CalendarDate, second as CalendarDate));
    default:
      throw new Error(`${name} takes no text`);
  }
}
