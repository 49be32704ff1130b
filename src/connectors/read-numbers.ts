import type { ValueType } from '../sql/value-type.ts';
import type { Conventions } from './conventions.ts';
import { matches, quoted, trimmed } from './conventions.ts';
import type { TextReader } from './text-reader.ts';

const NOT_FINITE = '[+-]?(nan|inf|infinity)';

/** Below it a double tells apart all numbers of 15 digits. */
export const FAITHFUL = 1e15;

/** Digits with a sign; `12.0` is whole, and a power of ten is refused, for it has lost its digits already. */
export function integerReader(conventions: Conventions): TextReader {
  const whole = (text: string) =>
    `case when ${matches(number(text), '[+-]?[0-9]+([.]0*)?')} then regexp_replace(${number(text)}, '[.]0*$', '') end`;
  const number = plainNumber(conventions);
  return {
    cast: (text) => `try_cast(${text} as bigint)`,
    exact: (text, cast) => `case when cast(${cast} as varchar) = ${text} then ${cast} end`,
    patient: (text) => `try_cast(${whole(text)} as bigint)`,
    code: (text) =>
      `case when ${number(text)} is null then 'not-a-number' ` +
      `when ${whole(text)} is null then 'not-an-integer' else 'too-many-digits' end`,
    loss: null,
  };
}

/** Exact digits; those behind the declared scale are rounded half away from zero, and counted. */
export function decimalReader(
  type: Extract<ValueType, { readonly kind: 'decimal' }>,
  conventions: Conventions,
): TextReader {
  const number = plainNumber(conventions);
  const stored = `decimal(${type.precision}, ${type.scale})`;
  return {
    cast: (text) => `try_cast(${pointed(text, conventions)} as ${stored})`,
    exact: (text, cast) =>
      `case when abs(${cast}) < ${FAITHFUL / 10 ** type.scale} ` +
      `and cast(${cast} as double) = try_cast(${pointed(text, conventions)} as double) ` +
      `and not contains(${text}, '_')${unambiguous(text, conventions)} then ${cast} end`,
    patient: (text) => `try_cast(${number(text)} as ${stored})`,
    code: (text) => `case when ${number(text)} is null then 'not-a-number' else 'too-many-digits' end`,
    loss: {
      code: 'digits-lost',
      what: `had more than ${type.scale} digits after the point and were rounded`,
      lost: (text, value) =>
        `case when ${matches(number(text), '.*[eE].*')} ` +
        `then cast(${value} as double) <> cast(${number(text)} as double) ` +
        `else ${matches(number(text), `[^.]*[.][0-9]{${type.scale}}[0-9]*[1-9][0-9]*`)} end`,
    },
  };
}

/** Finite numbers; NaN and the infinities become missing, and are counted. */
export function doubleReader(conventions: Conventions): TextReader {
  const number = plainNumber(conventions);
  return {
    cast: (text) => `try_cast(${pointed(text, conventions)} as double)`,
    exact: (text, cast) =>
      `case when isfinite(${cast}) and not contains(${text}, '_')${unambiguous(text, conventions)} then ${cast} end`,
    patient: (text) => finite(`try_cast(${number(text)} as double)`),
    code: (text) =>
      `case when ${number(text)} is null and not ${matches(`lower(${trimmed(text)})`, NOT_FINITE)} then 'not-a-number' end`,
    loss: {
      code: 'not-finite',
      what: 'were not finite numbers and count as missing',
      lost: (text, value) =>
        `${value} is null and (${number(text)} is not null or ${matches(`lower(${trimmed(text)})`, NOT_FINITE)})`,
    },
  };
}

/**
 * The number a text writes, with a point and no thousands, or NULL. Thousands are three digits each behind one
 * and the same mark: the comma (the point where decimals have a comma), a space, or an apostrophe.
 */
function plainNumber({ decimalMark }: Conventions): (text: string) => string {
  const mark = `[${decimalMark}]`;
  const marks = [decimalMark === '.' ? ',' : '.', ' ', '\u00a0', '\u202f', "'", '’'];
  const groups = marks.map((group) => `([${group}][0-9]{3})+`).join('|');
  const plain = `[+-]?([0-9]+${mark}?[0-9]*|${mark}[0-9]+)([eE][+-]?[0-9]+)?`;
  const grouped = `[+-]?[0-9]{1,3}(${groups})(${mark}[0-9]*)?`;
  return (text) => {
    const bare = trimmed(text);
    const ungrouped = `translate(${bare}, ${quoted(marks.join(''))}, '')`;
    return (
      `case when ${matches(bare, plain)} then ${point(bare, decimalMark)} ` +
      `when ${matches(bare, grouped)} then ${point(ungrouped, decimalMark)} end`
    );
  };
}

function pointed(text: string, { decimalMark }: Conventions): string {
  return point(text, decimalMark);
}

function point(text: string, decimalMark: '.' | ','): string {
  return decimalMark === '.' ? text : `replace(${text}, ',', '.')`;
}

/** Where decimals have a comma, a point can only be a mark of thousands, and the patient reading decides. */
function unambiguous(text: string, { decimalMark }: Conventions): string {
  return decimalMark === '.' ? '' : ` and not contains(${text}, '.')`;
}

function finite(value: string): string {
  return `case when isfinite(${value}) then ${value} end`;
}
