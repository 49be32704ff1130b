import type { Basis } from '../draft.ts';
import type { ColumnSurvey, SurveyType } from '../survey.ts';

/**
 * A fact of a customer that Clade has a word for: how its column is recognised, what it is worth once it is
 * found, and what it must look like to be it. Proposals and templates ask for concepts, never for columns.
 */
export interface Concept {
  readonly id: string;
  /** As a question names it: "the head count of a company". */
  readonly title: string;
  readonly basis: Basis;
  /** `money`, `money a month`, `money a year` become the project's currency. */
  readonly unit?: string;
  readonly takes: readonly SurveyType[];
  /** Phrases headers use, in lower case, English and German; the words of a phrase stand together in a header. */
  readonly words: readonly string[];
  /** Whether the values can be it; anything of the right type unless given. */
  readonly fits?: (column: ColumnSurvey) => boolean;
  /** Groups customers are looked at by: a lens where its values are few. */
  readonly isLens?: boolean;
  /** The same on any earlier day. */
  readonly isFixed?: boolean;
  readonly isSensitive?: boolean;
  /** What is assumed where only the header says so; `%` stands for the header. */
  readonly assumes?: string;
}

/** Ids are checked: two concepts never share one. */
export function concepts<const Id extends string>(
  list: readonly (Concept & { readonly id: Id })[],
): readonly (Concept & { readonly id: Id })[] {
  return list;
}

export const isNotNegative = ({ least }: ColumnSurvey): boolean => least !== null && Number(least) >= 0;
export const between =
  (from: number, to: number) =>
  ({ least, most }: ColumnSurvey): boolean =>
    least !== null && most !== null && Number(least) >= from && Number(most) <= to;
export const hasFewValues =
  (most: number) =>
  ({ distinct }: ColumnSurvey): boolean =>
    distinct >= 2 && distinct <= most;
