import type { ValueType } from './value-type.ts';

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

/** The head of a function as data; `result` gives the type from the types of the arguments, or a sentence. */
export interface FunctionHead {
  readonly name: FunctionName;
  /** How it is written, for hints: `days_between(from, to)`. */
  readonly signature: string;
  readonly summary: string;
  readonly result: (args: readonly ValueType[]) => ValueType | { readonly refused: string };
}
