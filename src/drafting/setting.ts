/** What was decided or assumed before the draft. */
export interface Setting {
  readonly title: string;
  readonly currency: string;
  readonly currencyNote: string;
  readonly timeZone: string;
  readonly asOf: string;
  readonly asOfNote: string;
  /** Path of each file below the project, by the id of its survey. */
  readonly pathOf: (file: string) => string;
  /** Path of the list of customers that was made, where no file is one. */
  readonly madeList: string | null;
  /** What the amounts of a book are for, where somebody said so: `month`, `year`, or null. */
  readonly period: 'month' | 'year' | null;
  /** Columns somebody named for concepts, as `file.column`; an empty text says that there is none. */
  readonly chosen: ReadonlyMap<string, string>;
}
