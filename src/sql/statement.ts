import type { ValueType } from './value-type.ts';

/** A bound value: `value` as both engines read it from text, null for a missing one. */
export interface Parameter {
  readonly name: string;
  readonly type: ValueType;
  readonly value: string | boolean | null;
}

/** Text in one dialect with its bound values. `label` says in words what it does, for progress and errors. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly label: string;
}
