import type { Finding } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { Expression } from './expression.ts';
import type { ValueType } from './value-type.ts';

/** Where a written text stands: offsets into the text become places in its file. */
export interface TextOrigin {
  at(offset: number, length: number): Place;
}

/** What a name in a condition may mean. Names resolve to columns of the relation the condition runs over. */
export interface ConditionScope {
  /** The attribute `name` (`mrr`) or `owner.name` (`account.mrr`), or null. */
  column(name: string): ScopeColumn | null;
  /** The column that holds the segment of another segmentation, or null where conditions may not refer to one. */
  segmentation(id: string): ScopeSegmentation | null;
  /** Names for "did you mean". */
  names(): readonly string[];
  segmentationNames(): readonly string[];
}

export interface ScopeColumn {
  /** Name of the column in the relation: `mrr`, `account__mrr`. */
  readonly column: string;
  readonly type: ValueType;
}

export interface ScopeSegmentation {
  readonly column: string;
  /** Ids that may be compared with, the fallback's among them. */
  readonly segments: readonly string[];
}

/** A condition or value expression as written, and what it means. */
export interface Written {
  readonly text: string;
  readonly origin: TextOrigin;
  readonly expression: Expression;
}

/** The findings are complete either way; `written` is null exactly when one of them is an error. */
export interface Reading {
  readonly written: Written | null;
  readonly findings: readonly Finding[];
}
