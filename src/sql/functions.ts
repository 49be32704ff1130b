import type { ValueType } from './value-type.ts';
import { BOOLEAN, DOUBLE, INTEGER, TEXT, decimal, formatType, isNumeric, isOrdered } from './value-type.ts';

/** The closed list of functions a condition may call. */
export type FunctionName =
  | 'abs'
  | 'ceil'
  | 'coalesce'
  | 'contains'
  | 'day'
  | 'days_between'
  | 'ends_with'
  | 'floor'
  | 'greatest'
  | 'least'
  | 'length'
  | 'lower'
  | 'month'
  | 'starts_with'
  | 'trim'
  | 'upper'
  | 'year';

/** What a function gives back, or a sentence why not. */
export type FunctionResult = ValueType | { readonly refused: string };

/**
 * The head of a function as data; `result` gives the type from the types of the arguments, or a sentence.
 * `arguments` says how they are cast first: `common` to the one type they share, `exact` integers to decimals
 * (so that nothing overflows), `own` not at all. Every function but `coalesce` is missing when an argument is.
 */
export interface FunctionHead {
  readonly name: FunctionName;
  /** How it is written, for hints: `days_between(from, to)`. */
  readonly signature: string;
  readonly summary: string;
  readonly arguments: 'common' | 'exact' | 'own';
  readonly result: (args: readonly ValueType[]) => FunctionResult;
}

/** The result for arguments of exactly these kinds. */
const taking =
  (kinds: readonly ValueType['kind'][], result: ValueType): FunctionHead['result'] =>
  (args) => {
    if (args.length !== kinds.length) return { refused: `takes ${count(kinds.length)}, not ${args.length}` };
    const wrong = args.findIndex((type, index) => type.kind !== kinds[index]);
    if (wrong < 0) return result;
    return {
      refused: `takes ${kinds[wrong]} as argument ${wrong + 1}, not ${formatType(args[wrong] ?? TEXT)}`,
    };
  };

/** The result for one number. */
const ofNumber =
  (result: (type: ValueType) => ValueType): FunctionHead['result'] =>
  (args) => {
    const [type] = args;
    if (args.length !== 1 || !type) return { refused: `takes 1 argument, not ${args.length}` };
    return isNumeric(type) ? result(type) : { refused: `takes a number, not ${formatType(type)}` };
  };

/** The shared type of two or more arguments that `allowed` lets through. */
const shared =
  (allowed: (type: ValueType) => boolean, wanted: string): FunctionHead['result'] =>
  (args) => {
    const [type] = args;
    if (args.length < 2 || !type) return { refused: `takes 2 or more arguments, not ${args.length}` };
    return allowed(type) ? type : { refused: `takes ${wanted}, not ${formatType(type)}` };
  };

/** Rounding 9.5 up gives 10: one digit more before the point, unless there was none after it. */
function wholeType(type: ValueType): ValueType {
  if (type.kind !== 'decimal') return DOUBLE;
  return type.scale === 0 ? type : decimal(type.precision - type.scale + 1, 0);
}

function count(number: number): string {
  return number === 1 ? '1 argument' : `${number} arguments`;
}

export const functionHeads: { readonly [Name in FunctionName]: FunctionHead & { readonly name: Name } } = {
  abs: {
    name: 'abs',
    signature: 'abs(number)',
    summary: 'The number without its sign.',
    arguments: 'exact',
    result: ofNumber((type) => type),
  },
  ceil: {
    name: 'ceil',
    signature: 'ceil(number)',
    summary: 'The least whole number that is not below it.',
    arguments: 'exact',
    result: ofNumber(wholeType),
  },
  coalesce: {
    name: 'coalesce',
    signature: 'coalesce(value, otherwise, ...)',
    summary: 'The first value that is not missing.',
    arguments: 'common',
    result: shared(() => true, 'values'),
  },
  contains: {
    name: 'contains',
    signature: 'contains(text, part)',
    summary: 'Whether the part stands in the text; upper and lower case differ.',
    arguments: 'own',
    result: taking(['text', 'text'], BOOLEAN),
  },
  day: {
    name: 'day',
    signature: 'day(date)',
    summary: 'Day of the month, 1 to 31.',
    arguments: 'own',
    result: taking(['date'], INTEGER),
  },
  days_between: {
    name: 'days_between',
    signature: 'days_between(from, to)',
    summary: 'Calendar days from the first date to the second; negative when the second is earlier.',
    arguments: 'own',
    result: taking(['date', 'date'], INTEGER),
  },
  ends_with: {
    name: 'ends_with',
    signature: 'ends_with(text, end)',
    summary: 'Whether the text ends so; upper and lower case differ.',
    arguments: 'own',
    result: taking(['text', 'text'], BOOLEAN),
  },
  floor: {
    name: 'floor',
    signature: 'floor(number)',
    summary: 'The greatest whole number that is not above it.',
    arguments: 'exact',
    result: ofNumber(wholeType),
  },
  greatest: {
    name: 'greatest',
    signature: 'greatest(value, value, ...)',
    summary: 'The greatest of numbers or dates; missing when one of them is.',
    arguments: 'common',
    result: shared(isOrdered, 'numbers or dates'),
  },
  least: {
    name: 'least',
    signature: 'least(value, value, ...)',
    summary: 'The least of numbers or dates; missing when one of them is.',
    arguments: 'common',
    result: shared(isOrdered, 'numbers or dates'),
  },
  length: {
    name: 'length',
    signature: 'length(text)',
    summary: 'Characters of the text, counted as Unicode code points.',
    arguments: 'own',
    result: taking(['text'], INTEGER),
  },
  lower: {
    name: 'lower',
    signature: 'lower(text)',
    summary: 'The text in lower case, beyond ASCII too.',
    arguments: 'own',
    result: taking(['text'], TEXT),
  },
  month: {
    name: 'month',
    signature: 'month(date)',
    summary: 'Month of the year, 1 to 12.',
    arguments: 'own',
    result: taking(['date'], INTEGER),
  },
  starts_with: {
    name: 'starts_with',
    signature: 'starts_with(text, start)',
    summary: 'Whether the text starts so; upper and lower case differ.',
    arguments: 'own',
    result: taking(['text', 'text'], BOOLEAN),
  },
  trim: {
    name: 'trim',
    signature: 'trim(text)',
    summary: 'The text without spaces (U+0020 only) at its ends.',
    arguments: 'own',
    result: taking(['text'], TEXT),
  },
  upper: {
    name: 'upper',
    signature: 'upper(text)',
    summary: 'The text in upper case, beyond ASCII too.',
    arguments: 'own',
    result: taking(['text'], TEXT),
  },
  year: {
    name: 'year',
    signature: 'year(date)',
    summary: 'The calendar year.',
    arguments: 'own',
    result: taking(['date'], INTEGER),
  },
};

export const functionNames = Object.keys(functionHeads) as readonly FunctionName[];

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functionHeads, name);
}
